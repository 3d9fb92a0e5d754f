// A lost connection is an unknown outcome, not a failure: the night goes on by itself, and ends as if the
// wire had never broken.
//
// The wire is cut at every protocol message of one chunk, and around every commit of the whole night: before
// the server hears of it, after it has done it, and before its answer reaches us.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/crash/aftermath.h"
#include "tests/crash/feeds.h"
#include "tests/crash/process.h"
#include "tests/crash/wire_proxy.h"

namespace lapse::tests {
namespace {

struct Cut {
  Direction direction;
  When when;
};
constexpr Cut kNotHeard{Direction::to_server, When::before_forwarding};
constexpr Cut kDone{Direction::to_server, When::after_forwarding};
constexpr Cut kAnswerLost{Direction::to_client, When::before_forwarding};

std::unique_ptr<WireProxy> wire_to(const adapters::sql::Target& target) {
  const bool postgresql = target.url.scheme == "postgresql";
  const std::string usual =
      postgresql && target.url.socket.find(".s.PGSQL.") == std::string::npos ? "/.s.PGSQL.5432" : "";
  return std::make_unique<WireProxy>(postgresql ? Protocol::postgresql : Protocol::mysql,
                                     target.url.socket + usual);
}

// A night that goes through a wire which breaks; the evening's database is as it was before.
class Wired {
 public:
  Wired()
      : database_(evening_again()),
        proxy_(wire_to(evening().database.target())),
        process_(through_proxy(), after_hours(1), letterbox_) {
    proxy_->rearm();
  }

  WireProxy& proxy() { return *proxy_; }
  Process& process() { return process_; }

  void ends_as_undisturbed() {
    process_.night(kNight);
    check_sound(process_.store());
    check_as_undisturbed(process_.store(), letterbox_, 0);
  }

 private:
  std::string through_proxy() const {
    const auto url = adapters::sql::take_apart(database_);
    return url.scheme + "://" + url.user + "@127.0.0.1:" + std::to_string(proxy_->port()) + "/" +
           url.database + "?tls=off";
  }

  std::string database_;
  std::unique_ptr<WireProxy> proxy_;
  Letterbox letterbox_ = picky_letterbox();
  Process process_;
};

struct Span {
  int first;
  int last;
};

// The messages to the server of the first chunk that moves somebody.
Span messages_of_a_chunk() {
  Wired wired;
  int begin = 0;
  Span span{0, 0};
  bool moves = false;
  wired.process().database().on_write([&](std::string_view sql) {
    const int now = wired.proxy().messages(Direction::to_server);
    if (sql.starts_with("BEGIN") || sql.starts_with("START")) begin = now;
    moves = moves || sql.starts_with("INSERT INTO chunk");
    if (sql == "committed" && moves && span.last == 0) span = {begin + 1, now};
  });
  wired.process().night(kNight);
  return span;
}

int commits_of_a_night() {
  Wired wired;
  wired.proxy().only_statement("COMMIT");
  wired.process().night(kNight);
  return wired.proxy().messages(Direction::to_server);
}

void cut_at(int number, Cut cut, const std::string& statement) {
  CAPTURE(number);
  CAPTURE(static_cast<int>(cut.direction));
  CAPTURE(static_cast<int>(cut.when));
  Wired wired;
  wired.proxy().only_statement(statement);
  wired.proxy().cut_after(number, cut.direction, cut.when);
  wired.ends_as_undisturbed();
  CHECK(wired.proxy().has_cut());
}

// Somebody who holds what a chunk will want, and then wants what the chunk holds: the lease. It has changed
// more rows, and has waited for less long: of the two, it is the engine that has to give way.
class Rival {
 public:
  ~Rival() {
    if (thread_.joinable()) thread_.join();
  }

  void holds_all_accounts() {
    database_.begin();
    for (int i = 0; i < 20; ++i) database_.execute("UPDATE account SET version = version + 1");
    thread_ = std::thread([this] {
      if (!engine_waits()) return;
      waiting_ = true;
      try {
        database_.execute("UPDATE lease SET until_at = until_at + 0");
      } catch (const engine::StoreError&) {
        failed_ = true;
      }
      database_.rollback();
    });
  }

  bool is_waiting() const { return waiting_; }
  void gives_up() {
    thread_.join();
    CHECK_FALSE(failed_);
  }

 private:
  bool engine_waits() {
    const bool postgresql = database_.dialect().scheme == "postgresql";
    const std::string waiting =
        postgresql ? "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                     " AND datname = current_database()"
                   : "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    adapters::sql::Database eye(evening().database.target(), adapters::sql::Access::read);
    for (int i = 0; i < 100; ++i) {
      if (eye.number(waiting) > 0) return true;
      eye.number(postgresql ? "SELECT 1 FROM pg_sleep(0.05)"
                            : "SELECT SLEEP(0.15)");  // its answers are that old
    }
    return false;
  }

  adapters::sql::Database database_{evening().database.target(), adapters::sql::Access::write};
  std::thread thread_;
  std::atomic<bool> waiting_ = false;
  std::atomic<bool> failed_ = false;
};

}  // namespace

TEST_CASE("INV6 INV7 INV8: the wire breaks at any message of a chunk, and the night ends as undisturbed") {
  need_server();
  const Span span = messages_of_a_chunk();
  REQUIRE(span.first > 0);
  REQUIRE(span.last > span.first + 10);
  for (int number = span.first; number <= span.last; number += step_of_long_proofs()) {
    cut_at(number, kNotHeard, "");
    cut_at(number, kDone, "");
  }
}

TEST_CASE(
    "INV6 INV7 INV8: the wire breaks around any commit of the night, done or not, and nothing is doubled" *
    doctest::skip(on_sqlite())) {
  const int commits = commits_of_a_night();
  REQUIRE(commits > 20);
  for (int number = 1; number <= commits; number += step_of_long_proofs()) {
    for (const auto cut : {kNotHeard, kAnswerLost}) cut_at(number, cut, "COMMIT");
  }
}

TEST_CASE("INV6: whoever is chosen to give way in a deadlock begins again from a new look") {
  need_server();
  auto letterbox = picky_letterbox();
  Process process(evening_again(), after_hours(1), letterbox);
  Rival rival;
  bool met = false;
  bool again = false;
  process.database().on_write([&](std::string_view sql) {
    if (again) return;
    if (met) {
      again = rival.is_waiting() && sql.starts_with("UPDATE lease");
      if (again) rival.gives_up();
      return;
    }
    met = sql.starts_with("INSERT INTO journal") && sql.find("plan_move") != std::string_view::npos;
    if (met) rival.holds_all_accounts();
  });
  process.night(kNight);
  CHECK(again);
  check_sound(process.store());
  check_as_undisturbed(process.store(), letterbox, 0);
}

}  // namespace lapse::tests
