#include "tests/bench/fill.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "adapters/sql/journal_table.h"
#include "adapters/sql/transaction.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using adapters::sql::Binds;
using adapters::sql::Database;

// A way of life on the day of the night, in days: how long ago the state began and the account was last used,
// in how many days the told date comes. Of `spread` accounts that live so, each is one day later than the
// other.
struct Life {
  int share;  // of 100 accounts that are not due, or of 20 that are
  std::string_view state;
  std::string_view kind;
  int step;
  int promised_in;
  int in_state;
  int idle;
  int spread;
};

constexpr std::array kQuietLives{
    Life{78, "active", "user", 0, 0, 700, 58, 58},     Life{2, "active", "shared", 0, 0, 900, 900, 300},
    Life{1, "active", "service", 0, 0, 900, 900, 300}, Life{3, "active", "user", 30, 15, 700, 76, 15},
    Life{1, "active", "user", 14, 8, 700, 83, 6},      Life{1, "active", "user", 7, 2, 700, 89, 5},
    Life{2, "inactive", "user", 0, 0, 30, 121, 29},    Life{2, "inactive", "user", 60, 31, 60, 151, 29},
    Life{1, "inactive", "user", 30, 15, 76, 167, 15},  Life{1, "inactive", "user", 14, 8, 83, 174, 6},
    Life{1, "leaver", "user", 0, 0, 9, 40, 9},         Life{1, "leaver", "user", 21, 8, 23, 60, 13},
    Life{2, "deleted", "user", 0, 0, 23, 220, 22},     Life{1, "deleted", "user", 7, 2, 29, 230, 5},
    Life{3, "purged", "user", 0, 0, 400, 600, 300},
};

constexpr std::array kDueLives{
    Life{4, "active", "user", 1, 0, 700, 91, 1},      // marked inactive
    Life{2, "inactive", "user", 1, 0, 91, 182, 1},    // deleted
    Life{1, "leaver", "user", 1, 0, 31, 60, 1},       // deleted
    Life{1, "deleted", "user", 1, 0, 31, 230, 1},     // purged
    Life{4, "active", "user", 0, 0, 700, 61, 1},      // warned: 30
    Life{2, "active", "user", 30, 14, 700, 77, 1},    // 14
    Life{1, "active", "user", 14, 7, 700, 84, 1},     // 7
    Life{1, "active", "user", 7, 1, 700, 90, 1},      // 1
    Life{1, "inactive", "user", 0, 0, 31, 122, 1},    // 60
    Life{1, "inactive", "user", 60, 30, 61, 152, 1},  // 30
    Life{1, "leaver", "user", 0, 0, 10, 40, 1},       // 21
    Life{1, "deleted", "user", 0, 0, 24, 220, 1},     // 7
};

constexpr int kOrganisationSize = 90;
constexpr std::int64_t kSealedRows = 100'000;

class Filling {
 public:
  Filling(Database& database, const engine::Rulebook& book, Population population)
      : database_(database), book_(book), population_(population) {}

  void run() {
    prepare();
    const auto indexes = without_indexes();
    lives();
    accounts();
    organisations();
    journal();
    notices();
    for (const auto& index : indexes) database_.execute(index);
    database_.execute("COMMIT");
    seal();
    engine_state();
  }

 private:
  // The first three accounts of each organisation: its mailbox and two people.
  std::int64_t organisation_count() const { return population_.accounts / kOrganisationSize + 1; }
  std::int64_t first_free() const { return 3 * organisation_count(); }
  std::int64_t stride() const {
    return (population_.accounts - first_free()) / std::max<std::int64_t>(population_.due, 1);
  }
  std::int64_t as_of() const { return night_at().seconds; }
  std::int64_t midnight() const {
    return book_.policy.zone.midnight(book_.policy.zone.day_of(night_at())).seconds;
  }

  void prepare() {
    if (population_.accounts <= first_free() || stride() < 2) {
      throw std::invalid_argument("too few accounts for so many due");
    }
    // A killed filling is thrown away, so nothing has to be safe before it is done.
    for (const auto* setting :
         {"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"}) {
      database_.each<std::string>(setting, {}, [](const std::string&) {});
    }
    database_.execute("BEGIN");
  }

  std::vector<std::string> without_indexes() {
    std::vector<std::string> texts;
    std::vector<std::string> names;
    database_.each<std::string, std::string>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name IN"
        " ('account', 'journal', 'notice')",
        {}, [&](const std::string& name, const std::string& text) {
          names.push_back(name);
          texts.push_back(text);
        });
    for (const auto& name : names) database_.execute("DROP INDEX " + name);
    return texts;
  }

  // A hundred slots for those who are not due, then twenty for those who are.
  void lives() {
    database_.execute(
        "CREATE TEMP TABLE life (slot INTEGER PRIMARY KEY, state TEXT, kind TEXT, step INT, promised_in INT,"
        " in_state INT, idle INT, spread INT)");
    std::int64_t slot = 0;
    const auto add = [&](const auto& all) {
      std::vector<std::vector<rules::Value>> rows;
      for (const Life& life : all) {
        for (int i = 0; i < life.share; ++i) {
          rows.push_back({slot++, std::string(life.state), std::string(life.kind), std::int64_t{life.step},
                          std::int64_t{life.promised_in}, std::int64_t{life.in_state},
                          std::int64_t{life.idle}, std::int64_t{life.spread}});
        }
      }
      database_.execute_many(
          "INSERT INTO life VALUES (:slot, :state, :kind, :step, :promised_in, :in_state, :idle, :spread)",
          {"slot", "state", "kind", "step", "promised_in", "in_state", "idle", "spread"}, rows);
    };
    add(kQuietLives);
    add(kDueLives);
  }

  void accounts() {
    database_.execute(
        "WITH RECURSIVE number (n, h) AS (SELECT 0, 0 UNION ALL"
        " SELECT n + 1, ((n + 1) * 2654435761 % 4294967296) / 4096 FROM number WHERE n + 1 < :accounts),"
        " place (n, h, k, slot) AS (SELECT n, h, (n - :free) / :stride, CASE"
        "   WHEN n < :free THEN CASE n % 3 WHEN 0 THEN 78 ELSE 0 END"
        "   WHEN (n - :free) / :stride < :due AND (n - :free) % :stride = ((n - :free) / :stride * 7919) % "
        ":stride"
        "     THEN 100 + (n - :free) / :stride % 20"
        "   ELSE h % 100 END FROM number),"
        " lived AS (SELECT p.n, p.h, l.*, h / 100 % l.spread AS shift,"
        "   CASE WHEN p.n < :free THEN p.n / 3 ELSE p.h / 7 % :organisations END AS home"
        "   FROM place p CROSS JOIN life l WHERE l.slot = p.slot)"
        " INSERT INTO account (id, email, display_name, personal_email, mobile, kind, organisation, "
        "organisation_type,"
        " administered_by, created_at, last_login_at, idle_since, state, state_since, epoch, version, "
        "warned_step,"
        " warned_rule, promised_at, handed_at, holds, missing_since)"
        " SELECT printf('u%09d', n),"
        " CASE state WHEN 'purged' THEN '' ELSE printf('u%09d@nhs.example', n) END,"
        " CASE state WHEN 'purged' THEN '' ELSE 'Person ' || n END,"
        " CASE WHEN state = 'purged' OR h % 10 = 3 THEN '' ELSE printf('u%09d@mail.example', n) END,"
        " CASE WHEN state = 'purged' OR h % 4 = 3 THEN '' ELSE printf('07700900%03d', n % 1000) END,"
        " kind, printf('F%06d', home),"
        " CASE home % 3 WHEN 0 THEN 'community_pharmacy' WHEN 1 THEN 'dental_practice' ELSE 'optician' END, "
        "'nas',"
        " :midnight - (1000 + h % 1000) * 86400 + 36000, :midnight - (idle - shift) * 86400 + 36000 + h % "
        "25000,"
        " :midnight - (idle - shift) * 86400 + 36000 + h % 25000,"
        " state, :midnight - (in_state - shift) * 86400 + 36000, 1, 1, step, CASE WHEN step = 0 THEN '' ELSE "
        "CASE state"
        "   WHEN 'active' THEN 'mark-inactive' WHEN 'inactive' THEN 'delete-inactive' WHEN 'leaver' THEN "
        "'delete-leaver'"
        "   ELSE 'purge-deleted' END END,"
        " CASE WHEN step = 0 THEN 0 ELSE :midnight + (promised_in + shift) * 86400 END,"
        " CASE WHEN step = 0 THEN 0 ELSE :midnight - 86400 + 30000 END, 0, 0 FROM lived",
        {{"accounts", population_.accounts},
         {"free", first_free()},
         {"stride", stride()},
         {"due", population_.due},
         {"organisations", organisation_count()},
         {"midnight", midnight()}});
  }

  // Every second organisation has a second owner. One person in sixteen is the only owner of another mailbox.
  void organisations() {
    database_.execute(
        "INSERT INTO organisation (code, type, name, town, mailbox) SELECT organisation, organisation_type, "
        "'Site ' || organisation, 'Leeds', "
        "id"
        " FROM account WHERE rowid <= :free AND rowid % 3 = 1",
        {{"free", first_free()}});
    database_.execute(
        "INSERT INTO membership (mailbox, account, role) SELECT printf('u%09d', (rowid - 1) / 3 * 3), id, "
        "'owner' FROM account"
        " WHERE rowid <= :free AND (rowid % 3 = 2 OR rowid % 6 = 0)",
        {{"free", first_free()}});
    database_.execute(
        "INSERT INTO membership (mailbox, account, role) SELECT 'm' || substr(id, 2), id, 'owner' FROM "
        "account"
        " WHERE rowid > :free AND rowid % 16 = 5 AND kind = 'user'",
        {{"free", first_free()}});
  }

  void journal() {
    database_.execute(
        "INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, "
        "was_since,"
        " state_since, idle_since, epoch, step, promised_at) SELECT rowid, :as_of - 86400, id, 'arrive', "
        "'accounts', :edition, 0, 'uid 0 "
        "(root)', '',"
        " state, 0, state_since, idle_since, 1, 0, 0 FROM account ORDER BY rowid",
        {{"as_of", as_of()}, {"edition", book_.hash}});
  }

  void notices() {
    database_.execute(
        "INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, "
        "as_of,"
        " date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT "
        "ROW_NUMBER() OVER (ORDER BY rowid), id, 1, warned_rule, CASE state"
        "   WHEN 'active' THEN 'soon-inactive' WHEN 'inactive' THEN 'soon-deleted' WHEN 'leaver' THEN "
        "'leaver-ending'"
        "   ELSE 'last-chance' END, warned_step, CASE state WHEN 'deleted' THEN 'team' ELSE 'personal_email' "
        "END,"
        " CASE state WHEN 'deleted' THEN 'duty-team@nas.example' ELSE personal_email END, email, "
        "display_name, 0,"
        " :as_of - 86400, promised_at, 0, 0, 'handed', 1, 0, handed_at, '' FROM account WHERE warned_step > "
        "0",
        {{"as_of", as_of()}});
  }

  // The chain of the journal, in blocks as imports write them.
  void seal() {
    adapters::sql::JournalTable table(database_);
    for (std::int64_t first = 1; first <= population_.accounts; first += kSealedRows) {
      table.seal({first, std::min(population_.accounts, first + kSealedRows - 1)});
    }
  }

  void engine_state() {
    database_.execute(
        "INSERT INTO policy_edition (hash, policy, edition, body, adopted_at) VALUES (:hash, :policy, "
        ":edition, :body, :as_of)",
        {{"hash", book_.hash},
         {"policy", book_.policy.name},
         {"edition", std::int64_t{book_.policy.edition}},
         {"body", book_.text},
         {"as_of", as_of() - 86400}});
    database_.execute(
        "UPDATE engine SET last_as_of = :as_of - 86400, population ="
        " (SELECT COUNT(*) FROM account WHERE missing_since = 0 AND state <> 'purged')",
        {{"as_of", as_of()}});
    database_.execute(
        "INSERT INTO feed (source, kind, data_at, logins_at, imported_at, accepted, rejected, digest,"
        " full_at, watermark)"
        " VALUES ('accounts', 'accounts', :at, :at, :at, :accounts, 0, '', :at, '')",
        {{"at", as_of() - 3600}, {"accounts", population_.accounts}});
  }

  Database& database_;
  const engine::Rulebook& book_;
  Population population_;
};

}  // namespace

schedules::Instant night_at() {
  return london("2026-06-16 10:30");
}

engine::Rulebook bench_rulebook() {
  std::stringstream text;
  text << std::ifstream(LAPSE_SOURCE_DIR "/rules/policies/nas.yaml").rdbuf();
  auto book = rulebook_of(text.str());
  for (auto& limit : book.policy.guards.limits) limit.accounts = INT32_MAX;
  return book;
}

void fill(Database& database, const engine::Rulebook& book, Population population) {
  Filling(database, book, population).run();
}

}  // namespace lapse::tests
