// Tables of other databases, on each of the databases.
#include "adapters/sql/foreign_rows.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "adapters/sql/database.h"
#include "engine/intake.h"
#include "tests/databases.h"

namespace lapse::tests {
namespace {

namespace fs = std::filesystem;
using adapters::sql::Access;
using adapters::sql::Changed;
using adapters::sql::Database;
using adapters::sql::ForeignRows;
using adapters::sql::Texts;

// A database in which somebody else keeps a table of staff.
class Foreign {
 public:
  Foreign()
      : folder_(fs::temp_directory_path() / ("lapse-foreign-" + std::to_string(::getpid()))),
        made_(fs::create_directories(folder_)),
        database_(made((folder_ / "staff.db").string())),
        connection_(database_.target(), Access::write) {
    run("DROP TABLE IF EXISTS staff");
    run("CREATE TABLE staff (staff_no BIGINT, mail VARCHAR(100), changed_at VARCHAR(40), note TEXT)");
  }
  ~Foreign() {
    run("DROP TABLE staff");
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Foreign(const Foreign&) = delete;
  Foreign& operator=(const Foreign&) = delete;

  void run(const std::string& sql) { connection_.execute(sql); }
  void staff(int number, const std::string& mail, const std::string& changed_at) {
    connection_.execute("INSERT INTO staff (staff_no, mail, changed_at, note) VALUES (:n, :m, :c, NULL)",
                        {{"n", std::int64_t{number}}, {"m", mail}, {"c", changed_at}});
  }
  ForeignRows table(const std::string& name = "staff") const {
    return ForeignRows({database_.url(), "", name, ""});
  }
  ForeignRows query(const std::string& sql) const { return ForeignRows({database_.url(), "", "", sql}); }

 private:
  static std::string made(const std::string& file) {
    if (on_sqlite())
      Database(adapters::sql::parse_url("sqlite:" + file), Access::create).execute("PRAGMA user_version = 1");
    return file;
  }

  fs::path folder_;
  bool made_;
  TestDatabase database_;
  Database connection_;
};

// In the order of their texts: a table has none of its own.
std::string rows_of(ForeignRows rows, const Texts& columns, const std::optional<Changed>& since = {}) {
  std::set<std::string> lines;
  rows.each(columns, since, [&](const Texts& row) {
    std::string line;
    for (const auto& field : row) line += field + "|";
    lines.insert(line + "\n");
  });
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const engine::SourceError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE(
    "a table's columns and rows come as texts, a NULL as an empty one, the columns as they are asked for") {
  Foreign foreign;
  foreign.staff(2, "bob@nhs.example", "2026-01-05 10:00:00");
  foreign.staff(1, "Zo\xC3\xAB's \"ann\"\n@nhs.example", "");
  CHECK(foreign.table().names() == Texts{"staff_no", "mail", "changed_at", "note"});
  CHECK(rows_of(foreign.query("SELECT * FROM staff"), {"note", "mail", "staff_no"}) ==
        "|Zo\xC3\xAB's \"ann\"\n@nhs.example|1|\n|bob@nhs.example|2|\n");
  CHECK(rows_of(foreign.table(), {"staff_no"}).size() == 6);
}

TEST_CASE("a query is anything that selects: colons, comments, a semicolon, a name of its own") {
  Foreign foreign;
  foreign.staff(1, "a:b", "10:00");
  const std::string sql =
      "SELECT staff_no AS id, mail, ':x' AS colon FROM staff WHERE changed_at = '10:00' -- the early "
      "ones\n;\n ";
  CHECK(foreign.query(sql).names() == Texts{"id", "mail", "colon"});
  CHECK(rows_of(foreign.query(sql), {"id", "mail", "colon"}) == "1|a:b|:x|\n");
}

TEST_CASE("with a watermark only what changed is read, and what says nothing of it") {
  Foreign foreign;
  foreign.staff(1, "old", "2026-01-01 10:00:00");
  foreign.staff(2, "just before", "2026-01-05 09:00:00");
  foreign.staff(3, "last", "2026-01-05 10:00:00");
  foreign.run("INSERT INTO staff (staff_no, mail) VALUES (4, 'never')");
  CHECK(foreign.table().greatest("changed_at") == "2026-01-05 10:00:00");
  const Changed since{"changed_at", "2026-01-05 10:00:00"};
  const std::string sql = "SELECT * FROM staff";
  CHECK(rows_of(foreign.query(sql), {"staff_no"}, since) == "2|\n3|\n4|\n");
  CHECK(rows_of(foreign.query(sql), {"staff_no"}, Changed{"staff_no", "10003"}) == "3|\n4|\n");
  CHECK(foreign.query("SELECT * FROM staff WHERE 1 = 0").greatest("changed_at").empty());
}

TEST_CASE("more rows than a page of the reader, each of them once") {
  Foreign foreign;
  std::string values;
  for (std::int64_t i = 1; i <= 2500; ++i) values += (i == 1 ? "(" : ", (") + std::to_string(i) + ")";
  foreign.run("INSERT INTO staff (staff_no) VALUES " + values);
  std::int64_t count = 0;
  std::int64_t sum = 0;
  foreign.table().each({"staff_no"}, {}, [&](const Texts& row) {
    ++count;
    sum += std::stoll(row.front());
  });
  CHECK(count == 2500);
  CHECK(sum == 2500 * 2501 / 2);
}

TEST_CASE("who takes the rows may stop, and is heard") {
  Foreign foreign;
  foreign.staff(1, "a", "");
  foreign.staff(2, "b", "");
  auto rows = foreign.table();
  CHECK_THROWS_WITH_AS(rows.each({"mail"}, {}, [](const Texts&) { throw std::runtime_error("enough"); }),
                       "enough", std::runtime_error);
}

TEST_CASE("a foreign database is only read, and one statement is one") {
  Foreign foreign;
  foreign.staff(1, "a", "");
  for (const std::string sql :
       {"SELECT 1 AS x) q; DELETE FROM staff; --", "DELETE FROM staff", "SELECT 1; SELECT 2"}) {
    CAPTURE(sql);
    CHECK(refusal([&] { rows_of(foreign.query(sql), {"x"}); }) != "");
  }
  CHECK(rows_of(foreign.table(), {"staff_no"}) == "1|\n");
}

TEST_CASE("what is wrong is said with the place and the remedy, and without anybody's particulars") {
  Foreign foreign;
  foreign.staff(1, "ann@nhs.example", "soon");
  CHECK(refusal([&] { foreign.table("nobody"); }).find("nobody") != std::string::npos);
  CHECK(refusal([&] {
          foreign.table().greatest("changed");
        }).ends_with(", table staff: there is no column 'changed'; correct 'watermark'"));
  const std::string no_time = refusal([&] { foreign.table().greatest("changed_at"); });
  CHECK(no_time.ends_with(
      "the watermark 'changed_at' is neither a number nor a time; name another column, or remove "
      "'watermark'"));
  CHECK(refusal([&] { foreign.query("SELEC 1"); }) != "");
  CHECK(refusal([] { ForeignRows({"sqlite:/nowhere/at/all.db", "", "staff", ""}); }) ==
        "/nowhere/at/all.db: there is no database; correct 'database' of this source");
  const std::string values = refusal([&] {
    const std::string number = on_sqlite() ? "json_extract(mail, '$.x')" : "CAST(mail AS DECIMAL(5))";
    rows_of(foreign.query("SELECT " + number + " AS x FROM staff"), {"x"});
  });
  CHECK(values.find("ann@nhs") == std::string::npos);
}

TEST_CASE("names of tables") {
  for (const auto* name : {"staff", "hr.staff", "_s1", "Hr.Staff_2026"})
    CHECK(adapters::sql::is_foreign_name(name));
  for (const auto* name : {"", ".", "a.", ".a", "a..b", "1a", "a b", "a;b", "a\"b", "a-b", "\xC3\xA4"}) {
    CAPTURE(name);
    CHECK_FALSE(adapters::sql::is_foreign_name(name));
  }
}

}  // namespace lapse::tests
