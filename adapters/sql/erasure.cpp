#include "adapters/sql/erasure.h"

#include <algorithm>
#include <array>

#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::string_view kForget =
    "about = '', name = '', address ="
    " CASE WHEN recipient IN ('account', 'personal_email', 'mobile') THEN '' ELSE address END";

Binds range(SeqRange rows) {
  return {{"first", rows.first}, {"last", rows.last}};
}

std::vector<engine::Tombstone> bury(Database& database, SeqRange rows, std::int64_t at,
                                    const engine::TombstoneKey& key, const PurgedBefore& before) {
  using Text = std::string;
  std::vector<engine::Tombstone> stones;
  std::vector<std::vector<rules::Value>> values;
  database.each<Text, Text, Text, Text, Number>(
      "SELECT a.id, a.email, a.personal_email, a.mobile, j.was_since FROM journal j CROSS JOIN account a"
      " WHERE j.seq >= :first AND j.seq <= :last AND a.id = j.account ORDER BY j.seq",
      range(rows),
      [&](const Text& account, const Text& email, const Text& personal, const Text& mobile,
          Number deleted_at) {
        stones.push_back({account,
                          key.of_email(email),
                          key.of_email(personal),
                          key.of_mobile(mobile),
                          {deleted_at},
                          {at}});
        if (const auto found = before.find(account); found != before.end()) {
          stones.back().deleted_at = found->second.deleted_at;
          stones.back().purged_at = std::max(stones.back().purged_at, found->second.purged_at);
        }
      });
  values.reserve(stones.size());
  for (const auto& stone : stones) {
    values.push_back({stone.account, stone.email, stone.personal, stone.mobile, stone.deleted_at.seconds,
                      stone.purged_at.seconds});
  }
  database.insert("tombstone", {"account", "email", "personal", "mobile", "deleted_at", "purged_at"}, values);
  return stones;
}

// Rows of other tables that are found by the account's id.
void clear(Database& database, SeqRange rows) {
  constexpr std::string_view kThose =
      " IN (SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <= :last)";
  struct Copy {
    std::string_view table;
    std::string_view key;
  };
  // A staged sign-in has an id and an instant, which stay.
  constexpr std::array kStaged{Copy{"staged_account", "id"}, Copy{"staged_hold", "account"}};
  for (const auto& copy : kStaged) {
    database.execute(
        "DELETE FROM " + std::string(copy.table) + " WHERE " + std::string(copy.key) + std::string(kThose),
        range(rows));
  }
  const std::string those(kThose);
  database.execute("UPDATE hold SET placed_by = '', reason = '' WHERE account" + those, range(rows));
  database.execute(
      "UPDATE deed SET on_behalf = '', reason = '', reference = '', salt = '' WHERE account" + those,
      range(rows));
  database.execute("UPDATE deed_fact SET value = '' WHERE name = :name AND account" + those,
                   range(rows) + Binds{{"name", std::string("override")}});
  database.execute("DELETE FROM feed_behind WHERE account" + those, range(rows));
  database.execute("UPDATE effect SET detail = '' WHERE account" + those, range(rows));
}

}  // namespace

std::vector<engine::Tombstone> erase_copies(Database& database, SeqRange rows, std::int64_t at,
                                            const engine::TombstoneKey& key, const PurgedBefore& before) {
  if (rows.count() == 0) return {};
  auto stones = bury(database, rows, at, key, before);
  clear(database, rows);
  // Found through their accounts: the outbox keeps all that it ever handed.
  const UpdateThose notices{.table = "notice",
                            .key = "number",
                            .set = std::string(kForget),
                            .those =
                                "SELECT n.number AS that FROM journal j CROSS JOIN notice n"
                                " WHERE j.seq >= :first AND j.seq <= :last AND n.account = j.account"
                                " AND n.state IN ('handed', 'dead', 'cancelled')"};
  database.execute(spell(database.dialect(), notices), range(rows));
  return stones;
}

void erase_settled(Database& database, const std::vector<std::int64_t>& notices) {
  std::vector<std::vector<rules::Value>> rows;
  for (const auto number : notices) rows.push_back({number});
  database.execute_many(
      "UPDATE notice SET " + std::string(kForget) +
          " WHERE number = :number AND state IN ('handed', 'dead', 'cancelled')"
          " AND account IN (SELECT t.account FROM tombstone t WHERE t.account = notice.account)",
      {"number"}, rows);
}

}  // namespace lapse::adapters::sql
