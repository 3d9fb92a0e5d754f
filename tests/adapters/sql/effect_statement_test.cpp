// Effects as statements on a database of somebody else.
#include "adapters/sql/effect_statement.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>

#include "tests/databases.h"
#include "tests/test_folder.h"

namespace lapse::adapters::sql {
namespace {

using Outcome = engine::Receipt::Outcome;

constexpr const char* kDisable =
    "UPDATE mailbox SET enabled = 0, why = :rule, since = :since_seconds, at = :since, mark = :key"
    " WHERE id = :account AND state <> :to";

struct Directory {
  Directory() {
    if (!lapse::tests::on_sqlite()) lent.emplace();
    Database database(parse_url(url()), Access::create);
    database.execute(
        "CREATE TABLE mailbox (id VARCHAR(64) PRIMARY KEY, enabled INTEGER CHECK (enabled < 2),"
        " why VARCHAR(64), since BIGINT, at VARCHAR(64), mark VARCHAR(64), state VARCHAR(64))");
    database.execute(
        "INSERT INTO mailbox VALUES ('ann', 1, '', 0, '', '', ''), ('o''bob', 1, '', 0, '', '', '')");
  }
  ~Directory() { Database(parse_url(url()), Access::write).execute("DROP TABLE mailbox"); }
  std::string url() const { return lent ? lent->url() : "sqlite:" + folder.file("directory.db"); }
  Number number(const std::string& sql) const { return Database(parse_url(url()), Access::read).number(sql); }
  engine::Receipt perform(const std::string& statement, const std::string& account) const {
    return EffectStatement({url(), "", statement}).perform(effect(account));
  }
  static engine::Effect effect(const std::string& account) {
    engine::Effect effect;
    effect.account = account;
    effect.key = "0011";
    effect.rule = "mark-inactive";
    effect.name = "disable-mailbox";
    effect.from = "active";
    effect.to = "inactive";
    effect.since = {1775107800};
    return effect;
  }
  lapse::tests::TestFolder folder;
  std::optional<lapse::tests::TestDatabase> lent;  // where a server is tested
};

}  // namespace

TEST_CASE("a statement is carried out with its parameters bound") {
  const Directory directory;
  const auto receipt = directory.perform(kDisable, "ann");
  CHECK(receipt.outcome == Outcome::handed);
  CHECK(receipt.detail == "changed 1 row");
  CHECK(directory.number(
            "SELECT COUNT(*) FROM mailbox WHERE enabled = 0 AND why = 'mark-inactive' AND mark = '0011'"
            " AND since = 1775107800 AND at = '2026-04-02T05:30:00Z' AND id = 'ann'") == 1);
  CHECK(directory.number("SELECT COUNT(*) FROM mailbox WHERE enabled = 0") == 1);
}

TEST_CASE("an id is a value, whatever it looks like") {
  const Directory directory;
  CHECK(directory.perform(kDisable, "x' OR '1' = '1").detail == "changed 0 rows");
  CHECK(directory.perform(kDisable, "ann'; DROP TABLE mailbox; --").detail == "changed 0 rows");
  CHECK(directory.number("SELECT COUNT(*) FROM mailbox WHERE enabled = 1") == 2);
  CHECK(directory.perform(kDisable, "o'bob").detail == "changed 1 row");
}

TEST_CASE("a statement that fails changes nothing and is tried again, on a new connection") {
  const Directory directory;
  EffectStatement statement({directory.url(), "", "UPDATE mailbox SET enabled = :epoch WHERE id = :account"});
  auto effect = Directory::effect("ann");
  effect.epoch = 2;
  CHECK(statement.perform(effect).outcome == Outcome::later);
  CHECK(directory.number("SELECT enabled FROM mailbox WHERE id = 'ann'") == 1);
  effect.epoch = 0;
  CHECK(statement.perform(effect).outcome == Outcome::handed);
  CHECK(directory.number("SELECT enabled FROM mailbox WHERE id = 'ann'") == 0);
}

TEST_CASE("a database that is away is tried again, and not made") {
  const Directory directory;
  const std::string url = "sqlite:" + directory.folder.file("none.db");
  EffectStatement statement({url, "", kDisable});
  const auto receipt = statement.perform(Directory::effect("ann"));
  CHECK(receipt.outcome == Outcome::later);
  CHECK(receipt.detail.find("there is no database") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(directory.folder.file("none.db")));
}

TEST_CASE("somebody else's database keeps the settings that it has") {
  if (!lapse::tests::on_sqlite()) return;  // a server's settings are those of the connection
  const Directory directory;
  Database(parse_url(directory.url()), Access::guest).execute("PRAGMA journal_mode = DELETE");
  directory.perform(kDisable, "ann");
  CHECK_FALSE(std::filesystem::exists(directory.folder.file("directory.db-wal")));
}

TEST_CASE("statements that cannot be right are refused") {
  const auto problem = [](const std::string& statement) {
    return effect_statement_problem(statement).value_or("");
  };
  CHECK(problem(kDisable) == "");
  CHECK(problem("INSERT INTO log (a, b) VALUES (:account, 'it''s: x; y -- z')") == "");
  CHECK(
      problem("UPDATE a SET b = :acount") ==
      "has no parameter ':acount'; known: :account, :from, :to, :rule, :since, :key, :epoch, :since_seconds");
  CHECK(problem("UPDATE a SET b = 1").find("to everybody") != std::string::npos);
  CHECK(problem("UPDATE a SET b = ':account'").find("to everybody") != std::string::npos);
  for (const char* statement :
       {"DELETE FROM a WHERE b = :account; DROP TABLE a", "DELETE FROM a WHERE b = :account;",
        "UPDATE a SET b = 1 -- :account", "UPDATE a SET b = 1 /* */ WHERE c = :account",
        "UPDATE a SET b = 1 # WHERE c = :account", "UPDATE a SET b = 'x WHERE c = :account",
        "UPDATE a SET b = 'x\\' WHERE c = :account", "UPDATE a SET b = :account::text",
        "UPDATE a SET b = $1 WHERE c = :account", "UPDATE a SET b = ? WHERE c = :account",
        "UPDATE a SET b = : WHERE c = :account"}) {
    CHECK_MESSAGE(problem(statement) != "", statement);
    CHECK_THROWS_AS(EffectStatement({"sqlite:x.db", "", statement}), engine::StoreError);
  }
  CHECK_THROWS_AS(EffectStatement({"oracle:here", "", kDisable}), engine::StoreError);
}

}  // namespace lapse::adapters::sql
