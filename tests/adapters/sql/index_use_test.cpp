// Every question that a night asks of the accounts is answered through an index, by the database's own word.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <string_view>

#include "adapters/sql/any_of_each.h"
#include "adapters/sql/store.h"
#include "engine/somebody_due.h"
#include "engine/work.h"
#include "rules/compile.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using adapters::sql::Database;

constexpr std::int64_t kAccounts = 100'000;
constexpr std::int64_t kDay = 86'400;

bool on_mariadb() {
  const char* name = std::getenv("LAPSE_TEST_DATABASE");
  return name != nullptr && std::string_view(name) == "mariadb";
}

std::string shipped(const std::string& path) {
  std::ifstream file(std::string(LAPSE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Nine in ten are in use, as in a real service; the others are spread over states, steps and days.
std::vector<rules::Value> account(std::int64_t number, const std::vector<std::string>& states,
                                  std::int64_t now) {
  const bool in_use = number % 10 != 0;
  const std::int64_t days = in_use ? number % 14 : number % 400;
  const std::string state = in_use || number % 20 == 0 ? states.front() : states.at(1 + (number / 10) % 3);
  const std::int64_t then = now - days * kDay - number % kDay;
  const std::int64_t warned = in_use || number % 30 != 0 ? 0 : 7;
  const std::string id = "A" + std::to_string(number);
  return {id,
          id + "@nhs.example",
          std::string("somebody"),
          id + "@home.example",
          std::string("07700900123"),
          std::string(number % 50 == 0 ? "shared" : "user"),
          "F" + std::to_string(number % 1000),
          std::string("community_pharmacy"),
          std::string("nas"),
          std::int64_t{1'600'000'000},
          then,
          then,
          state,
          then,
          std::int64_t{1},
          std::int64_t{1},
          warned,
          std::string(warned > 0 ? "mark-inactive" : ""),
          warned > 0 ? now + number % 7 * kDay : std::int64_t{0},
          warned > 0 ? now - kDay : std::int64_t{0},
          std::int64_t{0},
          std::int64_t{0}};
}

void fill(Database& database, const rules::Policy& policy, std::int64_t now) {
  std::vector<std::string> states;
  for (const auto& state : policy.states) states.push_back(state.name);
  std::vector<std::vector<rules::Value>> rows;
  for (std::int64_t number = 0; number < kAccounts; ++number) rows.push_back(account(number, states, now));
  database.begin();
  database.insert("account", schema_columns().at("account"), rows);
  database.execute("UPDATE account SET idle_floor = idle_since");  // as after a night
  database.commit();
  database.execute(on_mariadb() ? "ANALYZE TABLE account" : "ANALYZE account");
}

std::string explanation_of(Database& database, const rules::Compiled& statement) {
  const auto& [sql, binds] = statement;
  std::string text;
  if (on_sqlite()) {
    database.each<adapters::sql::Number, adapters::sql::Number, adapters::sql::Number, std::string>(
        "EXPLAIN QUERY PLAN " + sql, binds,
        [&](auto, auto, auto, const std::string& detail) { text += detail + "\n"; });
  } else {
    const std::string form = on_mariadb() ? "EXPLAIN FORMAT=JSON " : "EXPLAIN ";
    database.each<std::string>(form + sql, binds, [&](const std::string& line) { text += line + "\n"; });
  }
  return text;
}

std::string explanation(Database& database, const rules::Compiled& question) {
  return explanation_of(database, {"SELECT a.id FROM account a WHERE " + question.sql, question.binds});
}

// Keeps what it was asked.
class Listening : public adapters::sql::SqlStore {
 public:
  using SqlStore::SqlStore;
  std::vector<bool> any_of_each(const std::vector<rules::Predicate>& questions) const override {
    asked.push_back(questions);
    return SqlStore::any_of_each(questions);
  }
  mutable std::vector<std::vector<rules::Predicate>> asked;
};

bool reads_all_accounts(const std::string& explained) {
  static const std::regex kScan(
      "SCAN a\\b|Seq Scan on account |\"table_name\": \"a\",\\s*\"access_type\": \"(ALL|index)\"");
  return std::regex_search(explained, kScan);
}

}  // namespace

TEST_CASE("no question of a night reads all of 100,000 accounts, with either of the shipped policies") {
  const auto now = london("2026-04-02 10:00");
  TestDatabase place;
  adapters::sql::SqlStore store(place.target(), adapters::sql::Access::create);
  make_schema(store.database());
  const auto first = rulebook_of(shipped("rules/policies/nas.yaml"));
  fill(store.database(), first.policy, now.seconds);
  int asked = 0;
  for (const auto* name : {"rules/policies/nas.yaml", "rules/policies/nas-2022-12.yaml"}) {
    const auto book = rulebook_of(shipped(name));
    for (const auto& group : engine::work_due(book.policy, now, {}, {})) {
      for (const auto& work : group.works) {
        const auto explained = explanation(store.database(), rules::compile(work.predicate));
        INFO(name, ": ", work.treatment.rule, " ", work.treatment.step, "\n", explained);
        CHECK_FALSE(reads_all_accounts(explained));
        CHECK_FALSE(explained.empty());
        ++asked;
      }
    }
  }
  CHECK(asked > 40);
  std::vector<std::vector<rules::Value>> holds;
  for (std::int64_t number = 0; number < 50; ++number)
    holds.push_back({"A" + std::to_string(number * 30), std::string("legal"), std::string("nas"),
                     std::string("nas"), std::string(), now.seconds - kDay, std::int64_t{0}});
  store.database().begin();
  store.database().insert("hold", schema_columns().at("hold"), holds);
  store.database().commit();
  const auto held = rules::compile(rules::ladders_under_hold(now));
  const auto by_hold =
      explanation(store.database(), {"a.id IN (SELECT h.account FROM hold h) AND " + held.sql, held.binds});
  INFO(by_hold);
  CHECK_FALSE(reads_all_accounts(by_hold));
  // A question that does read them all is seen to.
  CHECK(reads_all_accounts(
      explanation(store.database(), {"a.display_name = :name", {{"name", std::string("x")}}})));
}

TEST_CASE("whoever may be due is looked for along an index, also where nobody is found") {
  const auto now = london("2026-04-02 10:00");
  TestDatabase place;
  Listening store(place.target(), adapters::sql::Access::create);
  make_schema(store.database());
  const auto book = rulebook_of(shipped("rules/policies/nas.yaml"));
  fill(store.database(), book.policy, now.seconds);
  engine::with_somebody_due(store, engine::work_due(book.policy, now, {}, {}));
  CHECK(store.asked.size() > 1);
  CHECK(store.asked.front().size() > 20);
  for (const auto& questions : store.asked) {
    const auto explained = explanation_of(store.database(), adapters::sql::any_of_each(questions));
    INFO(explained);
    CHECK_FALSE(reads_all_accounts(explained));
    CHECK_FALSE(explained.empty());
  }
}

}  // namespace lapse::tests
