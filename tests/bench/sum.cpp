#include "tests/bench/sum.h"

#include "engine/digest.h"
#include "tests/bench/ground.h"

namespace lapse::tests {
namespace {

using adapters::sql::Number;

std::string sum_of_rows(adapters::sql::Database& database, const std::string& name, const std::string& row,
                        const std::string& from) {
  Number count = 0;
  engine::Digest digest;
  database.each<std::string>("SELECT " + row + " FROM " + from + " ORDER BY 1", {},
                             [&](const std::string& text) {
                               ++count;
                               digest.field(text);
                             });
  return name + " " + std::to_string(count) + " " + digest.hex() + "\n";
}

std::string joined(std::initializer_list<std::string_view> columns) {
  std::string text;
  for (const auto column : columns) text += (text.empty() ? "" : " || '|' || ") + std::string(column);
  return text;
}

}  // namespace

std::string sum_of(adapters::sql::Database& database) {
  join_texts(database);
  std::string text = "accounts " + std::to_string(database.number("SELECT COUNT(*) FROM account")) + "\n";
  database.each<std::string, Number>(
      "SELECT state, COUNT(*) FROM account GROUP BY state ORDER BY 1", {},
      [&](const std::string& state, Number count) { text += state + " " + std::to_string(count) + "\n"; });
  text += sum_of_rows(database, "changed accounts",
                      joined({"id", "email", "display_name", "personal_email", "mobile", "idle_since",
                              "state", "state_since", "epoch", "version", "warned_step", "warned_rule",
                              "promised_at", "handed_at", "holds", "missing_since"}),
                      "account WHERE version > 1");
  text += sum_of_rows(database, "journal rows of the night",
                      joined({"account", "at", "kind", "cause", "edition", "from_state", "to_state",
                              "was_since", "state_since", "idle_since", "epoch", "step", "promised_at"}),
                      "journal WHERE kind <> 'arrive'");
  text += sum_of_rows(
      database, "notices",
      joined({"account", "epoch", "rule", "send", "step", "recipient", "address", "about", "name", "as_of",
              "date_at", "lead_days", "restorable_until", "state", "next_try_at", "handed_at"}),
      "notice");
  return text;
}

}  // namespace lapse::tests
