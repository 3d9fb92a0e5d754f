#include "tests/crash/process.h"

#include "tests/crash/feeds.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using engine::FeedKind;

constexpr int kLeaseSeconds = 60;

void import_all(engine::Hands& hands, const engine::Rulebook& book, schedules::Instant now,
                const Feeds& feeds) {
  Rejects rejects;
  const auto import = [&](FeedKind kind, const auto& records, auto hand_over) {
    engine::import_feed(
        hands, book, now, {std::string(engine::to_string(kind)), kind},
        [&](engine::Intake& intake) {
          for (const auto& record : records) hand_over(intake, record);
        },
        rejects);
  };
  import(FeedKind::organisations, feeds.organisations,
         [](engine::Intake& intake, const auto& record) { intake.organisation(record); });
  import(FeedKind::memberships, feeds.memberships,
         [](engine::Intake& intake, const auto& record) { intake.membership(record); });
  import(FeedKind::holds, feeds.holds,
         [](engine::Intake& intake, const auto& record) { intake.hold(record); });
  import(FeedKind::accounts, feeds.accounts,
         [](engine::Intake& intake, const auto& record) { intake.account(record); });
  import(FeedKind::logins, feeds.logins,
         [](engine::Intake& intake, const auto& record) { intake.login(record); });
}

}  // namespace

Process::Process(const std::string& database, schedules::Instant wall, Letterbox& letterbox,
                 std::shared_ptr<engine::PurgeRecord> record)
    : record_(std::move(record)),
      store_(adapters::sql::parse_url(database), Access::write,
             record_ ? record_->key() : engine::TombstoneKey(), record_),
      letterbox_(letterbox),
      clock_{},
      hands_{store_, {}, clock_, memory_, stop_, "uid 0 (root)"} {
  // The power that is cut here is not the machine's.
  if (on_sqlite()) store_.database().execute("PRAGMA synchronous = OFF");
  clock_.time = wall;
  hands_.lease = hands_.store.acquire("process", wall, kLeaseSeconds, "").value();
}

const engine::Rulebook& Process::book() {
  static const engine::Rulebook kBook = rulebook_of(short_policy());
  return kBook;
}

void Process::night(const std::string& day) {
  const auto now = london(day + " 12:00");
  if (record_) engine::require_record(hands_, record_.get(), now);
  import_all(hands_, book(), now, feeds_of(day));
  engine::pass(hands_, book(), {.as_of = now, .chunk_rows = 3});
  engine::deliver(hands_, book(), now, texts_, letterbox_);
}

Evening::Evening() {
  pass();
  database.keep();  // with nobody in it: a file is whole when it is closed
}

void Evening::pass() {
  Letterbox letterbox;
  Process process(database.url(), wall, letterbox);
  letterbox.answers = [](const engine::Message& message) {
    // Refused on the last evening only: it waits for the night.
    const bool last = message.date == london("2026-01-21 12:00");
    const bool refused = last && message.to == "unheard@mail.example";
    return engine::Receipt{refused ? engine::Receipt::Outcome::later : engine::Receipt::Outcome::handed, ""};
  };
  for (auto day = *schedules::parse_day(kFirstNight); to_string(day) < kNight; day = day + 1) {
    process.night(to_string(day));
  }
  process.go_to_bed();
}

Evening& evening() {
  static Evening evening;
  return evening;
}

}  // namespace lapse::tests
