#include "adapters/sources/foreign_table.h"

#include <doctest/doctest.h>

#include "adapters/sources/read.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

using Texts = ForeignRead::Texts;

// Says which columns it was asked for, and has only those.
ForeignRead table_of(const Texts& names, const std::vector<Texts>& rows, Texts* asked = nullptr) {
  return {"hr, table staff", names, [=](const Texts& columns, const std::function<void(const Texts&)>& take) {
            if (asked != nullptr) *asked = columns;
            for (const Texts& row : rows) {
              Texts chosen;
              for (const auto& column : columns) {
                for (std::size_t i = 0; i < names.size(); ++i) {
                  if (names[i] == column) chosen.push_back(row[i]);
                }
              }
              take(chosen);
            }
          }};
}

Collected read_in(const SourceSpec& source, const ForeignRead& table, bool changes_only = false) {
  Collected collected;
  collected.rows = read_foreign(source, table, changes_only, kAsOf, collected);
  return collected;
}

}  // namespace

TEST_CASE("instants as databases write them") {
  CHECK(instant_of_database("2026-01-05 10:00:00+00") == "2026-01-05T10:00:00+00:00");
  CHECK(instant_of_database("2026-01-05 10:00:00.123456+05:30") == "2026-01-05T10:00:00+05:30");
  CHECK(instant_of_database("2026-01-05 10:00:00.123456") == "2026-01-05 10:00:00");
  CHECK(instant_of_database("2026-01-05T10:00:00.1234567Z") == "2026-01-05T10:00:00.1234567Z");
  CHECK(instant_of_database("1767603600") == "2026-01-05T09:00:00Z");
  CHECK(instant_of_database("0").empty());
  CHECK(instant_of_database("").empty());
  CHECK(instant_of_database("0000-00-00 00:00:00").empty());
  CHECK(instant_of_database("05/01/2026 10:00") == "05/01/2026 10:00");
}

TEST_CASE("a foreign table is mapped, and only the columns of the feed are asked for") {
  SourceSpec source = source_of(Feed::accounts);
  source.map = {{"id", "staff_no"}, {"last_login_at", "seen"}};
  source.zone = "Europe/London";
  Texts asked;
  const Collected collected = read_in(
      source, table_of({"staff_no", "photo", "email", "kind", "created_at", "seen"},
                       {{"7", "...", "ann@nhs.example", "user", "2025-07-01 10:00:00.5", "1767344400"},
                        {"8", "...", "bob@nhs.example", "robot", "2025-07-01 10:00:00+00", ""}},
                       &asked));
  CHECK(asked == Texts{"staff_no", "email", "kind", "created_at", "seen"});
  REQUIRE(collected.accounts.size() == 1);
  CHECK(collected.accounts[0].id == "7");
  CHECK(collected.accounts[0].line == 1);
  CHECK(collected.accounts[0].created_at == at("2025-07-01T09:00:00Z"));
  CHECK(collected.accounts[0].last_login_at == at("2026-01-02T09:00:00Z"));
  REQUIRE(collected.rejects.size() == 1);
  CHECK(collected.rejects[0].line == 2);
  CHECK(collected.rejects[0].id == "8");
  CHECK(collected.rejects[0].text == "8,bob@nhs.example,robot,2025-07-01 10:00:00+00,");
}

TEST_CASE("a foreign table without a column or without rows is refused, changes alone may be none") {
  const auto said = [](const ForeignRead& table) {
    try {
      read_in(source_of(Feed::accounts), table);
    } catch (const engine::SourceError& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  CHECK(said(table_of({"id", "kind"}, {})) ==
        "hr, table staff: column 'email' is missing; the table has: id, kind");
  const ForeignRead empty = table_of({"id", "email", "kind", "created_at"}, {});
  CHECK(said(empty) == "hr, table staff: has no rows; see whether the table is the right one");
  CHECK(read_in(source_of(Feed::accounts), empty, true).rows == 0);
}

}  // namespace lapse::adapters::sources::tests
