#include "engine/rehearsal.h"

#include <algorithm>
#include <map>

#include "engine/deliver.h"
#include "engine/explain_outlook.h"
#include "engine/import.h"
#include "engine/pass.h"
#include "engine/rehearsal_cast.h"
#include "engine/rehearsal_wire.h"

namespace lapse::engine {
namespace {

using rules::Happening;
using schedules::Day;
using schedules::Instant;

}  // namespace

class Rehearsal::Stage {
 public:
  Stage(Store& store, const Rulebook& book, const rules::PolicyTest& test, Wakeups wakeups)
      : store_(store), book_(book), test_(test), wakeups_(wakeups), cast_(book, test) {}

  void begin(const TellLadders& tell) {
    now_ = cast_.begin();
    clock_.time = now_;
    lease_ = store_.acquire("policy test", now_, kLeaseSeconds, "").value();
    hands_.emplace(Hands{store_, lease_, clock_, silent_, stop_, kStoryActor});
    adopt(*hands_, book_, now_);
    // Changes only: who is in a story says nothing of the feed it came by.
    import({"accounts", FeedKind::accounts, "", "", true}, [this](Intake& intake) { cast_.people(intake); });
    if (!test_.sites.empty()) {
      import({"organisations", FeedKind::organisations},
             [this](Intake& intake) { cast_.organisations(intake); });
      import({"memberships", FeedKind::memberships}, [this](Intake& intake) { cast_.memberships(intake); });
    }
    tell(cast_.told_ladders());
  }

  void play_through(Day day) {
    const Instant end = book_.policy.zone.midnight(day + 1);
    while (true) {
      const Instant wakeup = next_wakeup(book_, now_);
      const Instant deed = next_deed();
      if (std::min(wakeup, deed) >= end) return;
      if (deed <= wakeup) {
        do_deed();
      } else {
        wake_up(wakeup);
      }
    }
  }

  Instant begins_at() const { return cast_.begin(); }

  Store& store() const { return store_; }
  const Rulebook& book() const { return book_; }
  Instant now() const { return now_; }
  Scribe scribe;
  std::vector<SeenStop> stops;
  std::vector<DeedSeen> deeds;

 private:
  Day day_of(Instant t) const { return book_.policy.zone.day_of(t); }

  void import(const Source& source, const std::function<void(Intake&)>& fill) {
    NoRejects rejects;
    import_feed(*hands_, book_, now_, source, fill, rejects);
  }

  // ---- time

  bool is_stopped(Instant t) const {
    return std::ranges::any_of(test_.happens, [&](const Happening& happening) {
      return happening.kind == Happening::Kind::engine_stopped && happening.at <= t && t < happening.until;
    });
  }

  static bool lasts(const Happening& happening) {
    return happening.kind == Happening::Kind::engine_stopped ||
           happening.kind == Happening::Kind::logins_stale;
  }

  Instant next_deed() {
    while (next_ < test_.happens.size() && lasts(test_.happens[next_])) ++next_;
    return next_ < test_.happens.size() ? test_.happens[next_].at : Instant{INT64_MAX};
  }

  void wake_up(Instant wakeup) {
    now_ = wakeup;
    if (is_stopped(wakeup)) {
      stood_still_ = true;
      return;
    }
    if (wakeups_ == Wakeups::that_matter && !stood_still_ && !matters(wakeup)) {
      passed_over_ = wakeup;
      return;
    }
    clock_.time = wakeup;
    account_for_time();
    import_feeds();
    const auto result = pass(*hands_, book_, {wakeup, {}, {}});
    for (const auto& stop : result.plan.stops) stops.push_back({day_of(wakeup), stop});
    hand_out();
    next_due_.reset();
    touched_ = false;
  }

  void hand_out() {
    scribe.today = day_of(now_);
    deliver(*hands_, book_, now_, scribe, scribe);
  }

  // The wake-ups that were passed over did happen; those of an engine that stood still are a gap that
  // somebody acknowledged.
  void account_for_time() {
    const Instant last = store_.engine_state().last_as_of;
    auto transaction = store_.begin(lease_, clock_.time);
    if (stood_still_ && last.seconds != 0) {
      transaction->save_gap({std::max(last, passed_over_), now_, now_, kStoryActor, "the story says so"});
      stood_still_ = false;
    }
    if (passed_over_ > last) {
      auto state = store_.engine_state();
      state.last_as_of = passed_over_;
      transaction->save_engine(state);
    }
    transaction->commit();
  }

  void import_feeds() {
    logins_known_until_ = now_;
    for (const auto& happening : test_.happens) {
      const bool stale = happening.kind == Happening::Kind::logins_stale;
      if (stale && happening.at <= now_ && now_ < happening.until) logins_known_until_ = happening.at;
    }
    import({"accounts", FeedKind::accounts, "", "", true}, [this](Intake& intake) {
      auto record = cast_.in_use(logins_known_until_);
      record.line = 2;
      intake.account(record);
    });
    import({"logins", FeedKind::logins, "", "", true}, [this](Intake& intake) {
      std::int64_t line = 2;
      intake.login({line++, kInUse, logins_known_until_});
      for (const auto& [at, account] : logins_) {
        if (at <= logins_known_until_) intake.login({line++, account, at});
      }
    });
  }

  // Whether anybody can be due by then, if nobody does anything.
  bool matters(Instant wakeup) {
    if (touched_) return true;
    if (!next_due_) next_due_ = earliest_due();
    return *next_due_ <= wakeup;
  }

  Instant earliest_due() {
    Instant earliest{INT64_MAX};
    for (const auto& id : cast_.representatives()) {
      for (const auto& account : store_.accounts(id)) {
        if (account.facts.id == id) earliest = std::min(earliest, next_due_of(account.facts));
      }
    }
    return earliest;
  }

  Instant next_due_of(const rules::Facts& facts) const {
    Instant earliest{INT64_MAX};
    for (const auto& rule : book_.policy.rules) {
      if (rule.from != facts.state) continue;
      const Outlook outlook = look_ahead(book_, rule, facts, now_);
      if (outlook.due_now) return now_;
      if (!outlook.warnings.empty()) earliest = std::min(earliest, outlook.warnings.front().at);
      if (outlook.acts_at) earliest = std::min(earliest, *outlook.acts_at);
    }
    return earliest;
  }

  // ---- deeds

  void do_deed() {
    const Happening& happening = test_.happens[next_++];
    now_ = std::max(now_, happening.at);
    clock_.time = now_;
    touched_ = true;
    if (happening.kind == Happening::Kind::event && happening.name == "login") {
      logins_.emplace(happening.at, happening.account);
      return;
    }
    const DeedResult result = happen(store_, book_, cast_.deed_of(happening, store_));
    deeds.push_back({&happening, result.denials});
    if (result.denials.empty()) hand_out();
  }

  Store& store_;
  const Rulebook& book_;
  const rules::PolicyTest& test_;
  Wakeups wakeups_;
  Cast cast_;
  StoryClock clock_;
  Silent silent_;
  StopFlag stop_ = false;
  Lease lease_;
  std::optional<Hands> hands_;
  Instant now_;
  Instant logins_known_until_;
  Instant passed_over_;
  bool stood_still_ = false;
  bool touched_ = true;  // somebody did something since the last pass
  std::optional<Instant> next_due_;
  std::multimap<Instant, std::string> logins_;
  std::size_t next_ = 0;
};

Rehearsal::Rehearsal(Store& store, const Rulebook& book, const rules::PolicyTest& test,
                     const TellLadders& tell, Wakeups wakeups)
    : stage_(std::make_unique<Stage>(store, book, test, wakeups)) {
  stage_->begin(tell);
}

Rehearsal::~Rehearsal() = default;

void Rehearsal::play_through(Day day) {
  stage_->play_through(day);
}

std::string Rehearsal::state_of(const std::string& account) const {
  const auto found = stage_->store().accounts(account);
  return found.empty() ? std::string() : found.front().facts.state;
}

std::int64_t Rehearsal::count_in(const std::string& state) const {
  std::int64_t count = 0;
  for (const auto& one : stage_->store().state_counts()) {
    if (one.state == state) count += one.accounts;
  }
  return count;
}

Explanation Rehearsal::explanation_of(const std::string& account) const {
  const auto& store = stage_->store();
  const Watch watch{store.engine_state(), store.gaps(), store.feeds()};
  return explain(stage_->book(), watch, store.accounts(account).front(), store.notices_of(account),
                 store.journal_of(account), stage_->now());
}

const std::vector<SentMessage>& Rehearsal::sent() const {
  return stage_->scribe.sent;
}

const std::vector<SeenStop>& Rehearsal::stops() const {
  return stage_->stops;
}

const std::vector<DeedSeen>& Rehearsal::deeds() const {
  return stage_->deeds;
}

Instant Rehearsal::begins_at() const {
  return stage_->begins_at();
}

}  // namespace lapse::engine
