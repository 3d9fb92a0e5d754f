// Sources that are tables of other databases.
#include "adapters/cli/config_sections.h"
#include "adapters/sql/foreign_rows.h"
#include "rules/parse_phrase.h"

namespace lapse::adapters::cli {
namespace {

using rules::Mapping;

constexpr int kFullDays = 7;
constexpr int kMostFullDays = 366;

void read_table(const Mapping& source, ForeignConfig& result) {
  if (source.has("table") == source.has("query")) {
    source.findings().add(source.place("database"), "a database needs one of 'table' and 'query'",
                          "write 'table: staff', or 'query: SELECT ... FROM staff'");
  }
  result.table = source.text("table");
  if (!result.table.empty() && !sql::is_foreign_name(result.table)) {
    source.wrong(*source.find("table"), "table", rules::quote(result.table) + " is no name of a table");
  }
  if (const rules::Node* query = source.scalar("query")) result.query = query->scalar;
}

// "every 7 days", "every day"; 0 when it is neither.
int days_in(std::string_view text) {
  const auto words = rules::words_in(text);
  if (words.size() == 2 && words[0] == "every" && words[1] == "day") return 1;
  if (words.size() != 3 || words[0] != "every" || words[2] != "days") return 0;
  const auto days = rules::parse_count(words[1]);
  return days && *days >= 1 && *days <= kMostFullDays ? static_cast<int>(*days) : 0;
}

void read_watermark(const Mapping& source, engine::FeedKind feed, ForeignConfig& result) {
  result.watermark = source.text("watermark");
  result.full_days = kFullDays;
  const std::string full = source.text("full");
  if (!full.empty()) result.full_days = days_in(full);
  if (result.full_days == 0) {
    source.wrong(*source.find("full"), "full",
                 rules::quote(full) + " is not every so many days, 366 at most");
  }
  if (source.has("full") && !source.has("watermark")) {
    source.findings().add(source.place("full"),
                          "'full' needs a 'watermark'; without one all rows are read each time",
                          "remove 'full', or write 'watermark: COLUMN'");
  }
  if (source.has("watermark") && feed != engine::FeedKind::accounts && feed != engine::FeedKind::logins) {
    source.findings().add(source.place("watermark"), "only accounts and logins can be read by their changes",
                          "remove 'watermark'");
  }
}

}  // namespace

ForeignConfig read_foreign(const Mapping& source, const Folder& folder, engine::FeedKind feed) {
  ForeignConfig result;
  result.database = database_url(source, folder);
  result.password = read_secret_place(source, "password", folder);
  read_table(source, result);
  read_watermark(source, feed, result);
  return result;
}

}  // namespace lapse::adapters::cli
