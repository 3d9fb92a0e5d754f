// A deed is done: looked at, judged and written in one transaction, and looked up when its answer is lost.
#include <optional>
#include <utility>

#include "engine/deed.h"
#include "engine/guards.h"
#include "engine/persist.h"
#include "engine/rulebook.h"
#include "engine/store.h"

namespace lapse::engine {
namespace {

// People's work counts for the guards of a state that destroys, and stops where the limit is.
std::optional<Denial> guard_against(const Store& store, const rules::Policy& policy, const DeedFacts& facts,
                                    const Deed& deed) {
  const auto* event = deed.kind == Deed::Kind::event ? policy.event(deed.name) : nullptr;
  const auto* to = event == nullptr ? nullptr : policy.state(event->to);
  if (to == nullptr || !to->destructive) return std::nullopt;
  const auto over = one_too_many(policy, store, {to->name, facts.account.facts.organisation, deed.at});
  if (!over) return std::nullopt;
  return Denial{"guard", "a guard stops it: " + over->count + " per " + over->per +
                             (over->organisation.empty() ? "" : " at " + over->organisation) + ", " +
                             std::to_string(over->before) + " before, " + std::to_string(over->limit) +
                             " allowed; wait, or let a rule do it by a plan that others approve"};
}

class Attempt {
 public:
  Attempt(Store& store, const Rulebook& book, const Deed& deed, DryRun dry_run, const Candidates* known)
      : store_(store), book_(book), deed_(deed), dry_run_(dry_run), known_(known) {}

  DeedResult once() {
    done_.reset();
    const Candidates candidates = candidates_for();
    const auto desk = store_.desk();
    const auto facts = desk->look(deed_, candidates);
    if (!facts) return unknown();
    DeedResult result = judged(*facts);
    if (!result.denials.empty() || dry_run_ == DryRun::yes) return result;
    number_ = desk->write(deed_, *facts, result.change, book_.policy, book_.hash);
    done_ = result;
    desk->commit();
    return result;
  }

  // After a lost connection: what was done, if it was.
  std::optional<DeedResult> look_up() {
    try {
      store_.reconnect();
      if (!done_ || !store_.desk()->was_done(deed_, number_)) return std::nullopt;
      return done_;
    } catch (const StoreError& error) {
      if (!done_) throw;
      throw StoreError("the answer of the database was lost, and it does not say now what became of it: " +
                           std::string(error.what()),
                       StoreError::Kind::lost);
    }
  }

 private:
  Candidates candidates_for() const {
    if (!asks_others(book_.policy, deed_)) return {};
    if (known_ != nullptr) return *known_;
    return store_.candidates(deed_, *book_.policy.event(deed_.name), book_.policy);
  }

  DeedResult unknown() const {
    DeedResult result;
    result.denials.push_back({"unknown account", "no account has the id '" + deed_.account + "'"});
    return result;
  }

  DeedResult judged(const DeedFacts& facts) const {
    DeedResult result;
    result.facts = facts;
    result.from_state = result.to_state = facts.account.facts.state;
    for (auto& denial : denials(book_.policy, facts, deed_)) {
      const bool lets_through = denial.can_be_overridden && !deed_.override_reason.empty();
      (lets_through ? result.overridden : result.denials).push_back(std::move(denial));
    }
    if (const auto last = store_.engine_state().last_as_of; deed_.at < last) {
      result.denials.push_back({"clock is behind", "the last pass was at " + to_string(last) +
                                                       ", this would be at " + to_string(deed_.at) +
                                                       "; check the clock of this machine"});
    }
    if (auto guard = guard_against(store_, book_.policy, facts, deed_))
      result.denials.push_back(std::move(*guard));
    if (!result.denials.empty()) return result;
    result.change = change_of(book_.policy, facts, deed_);
    result.to_state = result.change.to_state;
    return result;
  }

  Store& store_;
  const Rulebook& book_;
  const Deed& deed_;
  DryRun dry_run_;
  const Candidates* known_;  // nullptr: to be looked for
  std::int64_t number_ = 0;
  std::optional<DeedResult> done_;  // but for the commit
};

DeedResult persist(Attempt attempt) {
  for (int attempts = 1;; ++attempts) {
    try {
      return attempt.once();
    } catch (const StoreError& error) {
      const bool lost = error.kind() == StoreError::Kind::lost;
      if ((!lost && error.kind() != StoreError::Kind::conflict) || attempts >= kAttempts) throw;
      if (!lost) continue;
      if (auto done = attempt.look_up()) return *done;
    }
  }
}

}  // namespace

bool asks_others(const rules::Policy& policy, const Deed& deed) {
  const auto* event = deed.kind == Deed::Kind::event ? policy.event(deed.name) : nullptr;
  return event != nullptr && (!event->unique.empty() || event->at_most);
}

DeedResult happen(Store& store, const Rulebook& book, const Deed& deed, DryRun dry_run) {
  return persist(Attempt(store, book, deed, dry_run, nullptr));
}

DeedResult happen(Store& store, const Rulebook& book, const Deed& deed, DryRun dry_run,
                  const Candidates& known) {
  return persist(Attempt(store, book, deed, dry_run, &known));
}

}  // namespace lapse::engine
