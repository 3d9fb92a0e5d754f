#include "tests/bench/fill.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "adapters/sql/journal_table.h"
#include "adapters/sql/spelling.h"
#include "tests/bench/ground.h"
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
    Life{64, "active", "user", 0, 0, 700, 13, 13},    Life{14, "active", "user", 0, 0, 700, 58, 45},
    Life{2, "active", "shared", 0, 0, 900, 900, 300}, Life{1, "active", "service", 0, 0, 900, 900, 300},
    Life{3, "active", "user", 30, 15, 700, 76, 15},   Life{1, "active", "user", 14, 8, 700, 83, 6},
    Life{1, "active", "user", 7, 2, 700, 89, 5},      Life{2, "inactive", "user", 0, 0, 30, 121, 29},
    Life{2, "inactive", "user", 60, 31, 60, 151, 29}, Life{1, "inactive", "user", 30, 15, 76, 167, 15},
    Life{1, "inactive", "user", 14, 8, 83, 174, 6},   Life{1, "leaver", "user", 0, 0, 9, 40, 9},
    Life{1, "leaver", "user", 21, 8, 23, 60, 13},     Life{2, "deleted", "user", 0, 0, 23, 220, 22},
    Life{1, "deleted", "user", 7, 2, 29, 230, 5},     Life{3, "purged", "user", 0, 0, 400, 600, 300},
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
      : database_(database), ground_(ground_of(database.dialect())), book_(book), population_(population) {}

  void run() {
    prepare();
    const auto indexes = without_indexes();
    lives();
    // Each table in a transaction of its own: some databases load only an empty one without a record of each
    // row.
    for (const auto step :
         {&Filling::accounts, &Filling::organisations, &Filling::journal, &Filling::notices}) {
      database_.execute("BEGIN");
      (this->*step)();
      database_.execute("COMMIT");
    }
    for (const auto& index : indexes) database_.execute(index);
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

  // An id is 'u' and nine digits of the number of its account.
  static std::string nine_digits(const std::string& number) {
    return "substr(CAST(1000000000 + " + number + " AS CHAR(10)), 2)";
  }

  void execute(std::string_view sql) {
    using std::to_string;
    const std::string free = to_string(first_free());
    database_.execute(
        adapters::sql::filled(adapters::sql::filled(sql, {{"numbers", std::string(ground_.numbers)}}),
                              {{"count", to_string(population_.accounts)},
                               {"last", to_string(population_.accounts - 1)},
                               {"free", free},
                               {"first_free_id", "'u' || " + nine_digits(free)},
                               {"digits", nine_digits("n")},
                               {"number", "CAST(substr(id, 2) AS " + std::string(ground_.whole) + ")"},
                               {"div", std::string(ground_.divide)},
                               {"stride", to_string(stride())},
                               {"due", to_string(population_.due)},
                               {"organisations", to_string(organisation_count())},
                               {"midnight", to_string(midnight())},
                               {"as_of", to_string(as_of())},
                               {"edition", book_.hash}}));
  }

  void prepare() {
    if (population_.accounts <= first_free() || stride() < 2) {
      throw std::invalid_argument("too few accounts for so many due");
    }
    join_texts(database_);
    for (const auto setting : ground_.settings) database_.execute(std::string(setting));
  }

  std::vector<std::string> without_indexes() {
    std::vector<std::string> drops;
    std::vector<std::string> creates;
    database_.each<std::string, std::string>(std::string(ground_.indexes), {},
                                             [&](const std::string& drop, const std::string& create) {
                                               drops.push_back(drop);
                                               creates.push_back(create);
                                             });
    for (const auto& drop : drops) database_.execute(drop);
    return creates;
  }

  // A hundred slots for those who are not due, then twenty for those who are.
  void lives() {
    database_.execute(
        "CREATE TEMPORARY TABLE life (slot INTEGER PRIMARY KEY, state VARCHAR(20), kind VARCHAR(20), step "
        "INT,"
        " promised_in INT, in_state INT, idle INT, spread INT)");
    std::vector<std::vector<rules::Value>> rows;
    const auto add = [&rows](const auto& all) {
      for (const Life& life : all) {
        for (int i = 0; i < life.share; ++i) {
          const auto slot = static_cast<std::int64_t>(rows.size());
          rows.push_back({slot, std::string(life.state), std::string(life.kind), std::int64_t{life.step},
                          std::int64_t{life.promised_in}, std::int64_t{life.in_state},
                          std::int64_t{life.idle}, std::int64_t{life.spread}});
        }
      }
    };
    add(kQuietLives);
    add(kDueLives);
    database_.insert("life", {"slot", "state", "kind", "step", "promised_in", "in_state", "idle", "spread"},
                     rows);
  }

  void accounts() {
    execute(
        "INSERT INTO account (id, email, display_name, personal_email, mobile, kind, organisation,"
        " organisation_type, administered_by, created_at, last_login_at, idle_since, idle_floor, state, "
        "state_since, epoch,"
        " version, warned_step, warned_rule, promised_at, handed_at, holds, missing_since)"
        " WITH RECURSIVE number (n) AS (${numbers}),"
        " hashed AS (SELECT n, n * 2654435761 % 4294967296${div}4096 AS h FROM number),"
        " place AS (SELECT n, h, CASE WHEN n < ${free} THEN CASE n % 3 WHEN 0 THEN 78 ELSE 0 END"
        "   WHEN (n - ${free})${div}${stride} < ${due}"
        "     AND (n - ${free}) % ${stride} = ((n - ${free})${div}${stride} * 7919) % ${stride}"
        "     THEN 100 + (n - ${free})${div}${stride} % 20"
        "   ELSE h % 100 END AS slot FROM hashed),"
        " lived AS (SELECT p.n, p.h, l.state, l.kind, l.step, l.promised_in, l.in_state, l.idle,"
        "   h${div}100 % l.spread AS shift,"
        "   CASE WHEN p.n < ${free} THEN p.n${div}3 ELSE p.h${div}7 % ${organisations} END AS home"
        "   FROM place p CROSS JOIN life l WHERE l.slot = p.slot)"
        " SELECT 'u' || ${digits},"
        " CASE state WHEN 'purged' THEN '' ELSE 'u' || ${digits} || '@nhs.example' END,"
        " CASE state WHEN 'purged' THEN '' ELSE 'Person ' || n END,"
        " CASE WHEN state = 'purged' OR h % 10 = 3 THEN '' ELSE 'u' || ${digits} || '@mail.example' END,"
        " CASE WHEN state = 'purged' OR h % 4 = 3 THEN ''"
        "   ELSE '07700900' || substr(CAST(1000 + n % 1000 AS CHAR(4)), 2) END,"
        " kind, 'F' || substr(CAST(1000000 + home AS CHAR(7)), 2),"
        " CASE home % 3 WHEN 0 THEN 'community_pharmacy' WHEN 1 THEN 'dental_practice' ELSE 'optician' END,"
        " 'nas', ${midnight} - (1000 + h % 1000) * 86400 + 36000,"
        " ${midnight} - (idle - shift) * 86400 + 36000 + h % 25000,"
        " ${midnight} - (idle - shift) * 86400 + 36000 + h % 25000,"
        // As imports and nights leave it: whoever is in use had a floor of up to 45 days when he last signed
        // in, of the others most had an older one, which was raised then. What comes to 61 days is for this
        // night to raise.
        " ${midnight} - (CASE WHEN state = 'active' AND kind = 'user' AND step = 0 AND idle < 60"
        "   AND (idle - shift < 14 OR h${div}11 % 4 = 0) AND idle - shift + h${div}13 % 46 < 62"
        "   THEN idle - shift + h${div}13 % 46 ELSE idle - shift END) * 86400 + 36000 + h % 25000,"
        " state, ${midnight} - (in_state - shift) * 86400 + 36000, 1, 1, step,"
        " CASE WHEN step = 0 THEN '' ELSE CASE state WHEN 'active' THEN 'mark-inactive'"
        "   WHEN 'inactive' THEN 'delete-inactive' WHEN 'leaver' THEN 'delete-leaver' ELSE 'purge-deleted' "
        "END"
        "   END,"
        " CASE WHEN step = 0 THEN 0 ELSE ${midnight} + (promised_in + shift) * 86400 END,"
        " CASE WHEN step = 0 THEN 0 ELSE ${midnight} - 86400 + 30000 END, 0, 0 FROM lived");
  }

  // Every second organisation has a second owner. One person in sixteen is the only owner of another mailbox.
  void organisations() {
    execute(
        "INSERT INTO organisation (code, type, name, town, mailbox) SELECT organisation, organisation_type,"
        " 'Site ' || organisation, 'Leeds', id FROM account WHERE id < ${first_free_id} AND ${number} % 3 = "
        "0");
    execute("INSERT INTO membership (mailbox, account, role) SELECT 'u' || " +
            nine_digits("${number} - ${number} % 3") +
            ", id, 'owner' FROM account WHERE id < ${first_free_id} AND (${number} % 3 = 1 OR ${number} % 6 "
            "= 5)");
    execute(
        "INSERT INTO membership (mailbox, account, role) SELECT 'm' || substr(id, 2), id, 'owner' FROM "
        "account"
        " WHERE id >= ${first_free_id} AND ${number} % 16 = 4 AND kind = 'user'");
  }

  void journal() {
    execute(
        "INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state,"
        " was_since, state_since, idle_since, epoch, step, promised_at) SELECT ${number} + 1, ${as_of} - "
        "86400,"
        " id, 'arrive', 'accounts', '${edition}', 0, 'uid 0 (root)', '', state, 0, state_since, idle_since, "
        "1,"
        " 0, 0 FROM account");
  }

  void notices() {
    execute(
        "INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run,"
        " as_of, date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) "
        "SELECT"
        " ROW_NUMBER() OVER (ORDER BY id), id, 1, warned_rule, CASE state"
        "   WHEN 'active' THEN 'soon-inactive' WHEN 'inactive' THEN 'soon-deleted' WHEN 'leaver' THEN"
        "   'leaver-ending' ELSE 'last-chance' END,"
        " warned_step, CASE state WHEN 'deleted' THEN 'team' ELSE 'personal_email' END,"
        " CASE state WHEN 'deleted' THEN 'duty-team@nas.example' ELSE personal_email END, email, "
        "display_name,"
        " 0, ${as_of} - 86400, promised_at, 0, 0, 'handed', 1, 0, handed_at, '' FROM account"
        " WHERE warned_step > 0");
  }

  // The chain of the journal, in blocks as imports write them.
  void seal() {
    adapters::sql::JournalTable table(database_);
    table.take_numbers(population_.accounts);
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
    execute(
        "UPDATE engine SET last_as_of = ${as_of} - 86400, population ="
        " (SELECT COUNT(*) FROM account WHERE missing_since = 0 AND state <> 'purged')");
    database_.execute(
        "INSERT INTO run (id, as_of, edition, plan, destructive, only_rule, only_account, status, actor,"
        " planned, moved, warned, dropped, notices, stops, first_seq, fence)"
        " VALUES (1, :as_of, :edition, '', 1, '', '', 'finished', 'uid 0 (root)', 0, 0, 0, 0, 0, 0, :next, "
        "1)",
        {{"as_of", as_of() - 86400}, {"edition", book_.hash}, {"next", population_.accounts + 1}});
    database_.execute(
        "INSERT INTO feed (source, kind, data_at, logins_at, imported_at, accepted, rejected, digest,"
        " full_at, watermark)"
        " VALUES ('accounts', 'accounts', :at, :at, :at, :accounts, 0, '', :at, '')",
        {{"at", as_of() - 3600}, {"accounts", population_.accounts}});
  }

  Database& database_;
  const Ground& ground_;
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
