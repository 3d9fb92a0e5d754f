// A story played on an empty store: the real engine, a virtual clock, and every wake-up of the policy.
//
// Feeds   The accounts are imported once; sign-ins with the first wake-up after them; everything else that
//         people do is a deed at its own second. Everything handed is handed at once.
// Begin   When the last fact given of an account came true, or, where all are warned, when the first ladder
//         was; the first wake-up is the one after that.
// Speed   A wake-up at which nobody is due is passed over (explain_outlook.h knows when the next one is),
//         unless it is asked for every one.
// Errors  StoreError; PassRefused; ImportRefused.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/explain.h"
#include "engine/plan.h"
#include "engine/rulebook.h"
#include "engine/store.h"
#include "rules/policy_test.h"

namespace lapse::engine {

struct SentMessage {
  schedules::Day on;
  std::string account;
  std::string send;
  int step = 0;
  std::optional<schedules::Day> date;  // told
  rules::Recipient to = rules::Recipient::account;
};

struct SeenStop {
  schedules::Day on;
  Stop stop;
};

struct DeedSeen {
  const rules::Happening* happening = nullptr;
  std::vector<Denial> denials;
};

// A ladder that was told in full before the story begins.
struct ToldLadder {
  std::string account;
  std::string rule;
  int step = 0;
  std::int64_t promised_at = 0;
  std::int64_t handed_at = 0;
};
using TellLadders = std::function<void(const std::vector<ToldLadder>&)>;

enum class Wakeups { that_matter, all };

class Rehearsal {
 public:
  // REQUIRES an empty store with the current schema; all arguments outlive the rehearsal. `tell` writes
  // ladders into the accounts of the store.
  Rehearsal(Store& store, const Rulebook& book, const rules::PolicyTest& test, const TellLadders& tell,
            Wakeups wakeups = Wakeups::that_matter);
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  // Everything that is to happen until this day is over.
  void play_through(schedules::Day day);

  // What is so now, and what has been seen.
  std::string state_of(const std::string& account) const;
  std::int64_t count_in(const std::string& state) const;
  Explanation explanation_of(const std::string& account) const;
  const std::vector<SentMessage>& sent() const;
  const std::vector<SeenStop>& stops() const;
  const std::vector<DeedSeen>& deeds() const;
  schedules::Instant begins_at() const;

 private:
  class Stage;
  std::unique_ptr<Stage> stage_;
};

}  // namespace lapse::engine
