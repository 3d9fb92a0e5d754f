#include "engine/pass.h"

#include <algorithm>
#include <iterator>

#include "engine/alert.h"
#include "engine/apply.h"
#include "engine/carry_out.h"
#include "engine/persist.h"
#include "engine/plan_draft.h"
#include "engine/somebody_due.h"

namespace lapse::engine {
namespace {

using schedules::Instant;

constexpr int kRunsBack = 1000;

const Work* find_work(const std::vector<WorkGroup>& groups, int number) {
  for (const auto& group : groups) {
    for (const auto& work : group.works) {
      if (work.number == number) return &work;
    }
  }
  return nullptr;
}

std::vector<int> works_of(const std::vector<WorkGroup>& groups, const Stop& stop) {
  std::vector<int> numbers;
  for (const auto& group : groups) {
    for (const auto& work : group.works) {
      if (work.treatment.kind == stop.kind && work.treatment.rule == stop.rule)
        numbers.push_back(work.number);
    }
  }
  return numbers;
}

class Pass {
 public:
  Pass(Hands& hands, const Rulebook& book, const PassTerms& terms)
      : hands_(hands), book_(book), terms_(terms) {}

  PassResult plan() {
    return persist(hands_, [this] { return try_plan(); });
  }

  // The plan without rows, and why nothing destructive may be in it.
  Plan blank() const {
    auto closed = terms_.closed;
    if (hands_.watch)
      std::ranges::copy(clock_obstacles(book_.policy, hands_.watch->signs), std::back_inserter(closed));
    return empty_plan(book_, hands_.store, terms_.as_of, terms_.scope, closed);
  }

  // True when all of the run is done, false when it was asked to stop.
  bool carry_out(Run& run, const rules::Policy& policy) {
    ChunkResult mine;
    return engine::carry_out(hands_, run, policy, terms_.chunk_rows, Part::leads, mine) == CarriedOut::all;
  }

  // An interrupted run goes on under this lease: workers may join it again.
  void lead(const Run& run) {
    persist(hands_, [&] {
      auto transaction = begin();
      transaction->lead(run);
      transaction->commit();
    });
  }

  void finish(Run& run, Run::Status status) {
    run.status = status;
    persist(hands_, [&] {
      auto transaction = begin();
      transaction->save_run(run);
      transaction->commit();
      for (const auto& stored : hands_.store.runs(1)) {
        if (stored.id == run.id) run = stored;
      }
    });
  }

 private:
  std::unique_ptr<Transaction> begin() { return hands_.store.begin(hands_.lease, hands_.clock.now()); }

  // The plan and everything known of it, in one transaction: killed here, there was no plan.
  PassResult try_plan() {
    const Instant as_of = terms_.as_of;
    auto transaction = begin();
    const auto applying = saved_plan();
    Plan nothing_yet = blank();
    if (applying) applying->require_open(nothing_yet);
    PlanDraft draft(std::move(nothing_yet));
    Run run;
    run.as_of = as_of;
    run.edition = book_.hash;
    run.permission = draft.permission();
    run.scope = terms_.scope;
    run.actor = hands_.actor;
    transaction->new_run(run);
    const auto groups = work_due(book_.policy, as_of, run.permission, terms_.scope);
    run.planned = write(*transaction, run, groups, applying);
    transaction->read_plan(run, [&](const PlanRow& row) { draft.add(*find_work(groups, row.work), row); });
    const bool approved = applying && applying->is_approved(as_of);
    PassResult result{std::move(draft).judged(book_.policy, hands_.store,
                                              approved ? PlanDraft::Approved::yes : PlanDraft::Approved::no),
                      run};
    if (applying) {
      applying->require_passed(result.plan);
      result.application = applying->applied(*transaction, run, result.plan);
    }
    result.run.plan = result.plan.hash;
    result.run.stops = static_cast<int>(result.plan.stops.size());
    for (const auto& stop : result.plan.stops) transaction->drop(run, stop, works_of(groups, stop));
    transaction->alert(alerts_of(result.plan, run, book_.policy));
    transaction->save_run(result.run);
    // After the plan, as in a dry run, which does not do it: those who begin anew are warned by the next
    // pass.
    transaction->restart_ladders(result.run, ladders_under_hold());
    keep_time(*transaction, as_of);
    commit(hands_, *transaction, [&] { return is_newest(result.run); });
    return result;
  }

  rules::Predicate ladders_under_hold() const {
    using rules::Column;
    auto held = rules::ladders_under_hold(terms_.as_of);
    const auto& [rule, account] = terms_.scope;
    if (!rule.empty()) held.all.push_back({Column::warned_rule, rules::Op::equal, {rule}});
    if (!account.empty()) held.all.push_back({Column::id, rules::Op::equal, {account}});
    return held;
  }

  bool is_newest(const Run& run) const {
    const auto newest = hands_.store.runs(1);
    return !newest.empty() && newest.front().id == run.id && newest.front().plan == run.plan;
  }

  // Looked up in the transaction: nobody approves it, or applies it, in between.
  std::optional<Applying> saved_plan() const {
    if (terms_.saved_plan == 0) return std::nullopt;
    return Applying(hands_.store, book_,
                    applicable_plan(hands_.store, book_, terms_.saved_plan, terms_.as_of));
  }

  std::int64_t write(Transaction& transaction, const Run& run, const std::vector<WorkGroup>& groups,
                     const std::optional<Applying>& applying) {
    std::int64_t rows = 0;
    if (applying) {
      for (const auto& group : groups) {
        for (const auto& work : group.works) rows += applying->write(transaction, run, work, rows);
      }
      return rows;
    }
    for (const auto& group : groups)
      transaction.prepare(group.anybody ? *group.anybody : group.works.front().predicate);
    for (const auto& group : with_somebody_due(hands_.store, groups)) {
      for (const auto& work : group.works) rows += transaction.plan(run, work, book_.policy, rows);
    }
    return rows;
  }

  void keep_time(Transaction& transaction, Instant as_of) {
    EngineState state = hands_.store.engine_state();
    if (const auto gap = gap_before(book_.policy, state, hands_.store.gaps(), as_of))
      transaction.save_gap(*gap);
    state.last_as_of = as_of;
    transaction.save_engine(state);
  }

  Hands& hands_;
  const Rulebook& book_;
  const PassTerms& terms_;
};

// An unfinished run may go on only where its permission still holds: the same local day, and, for what needs
// it, gates that are open now.
bool may_go_on(const Run& run, const rules::Policy& policy, const Plan& now) {
  const bool same_day = policy.zone.day_of(run.as_of) == policy.zone.day_of(now.as_of);
  const Permission permission = permission_behind(now.obstacles);
  return same_day && (!run.permission.destructive || permission.destructive) &&
         (!run.permission.marking || permission.marking);
}

enum class Resumed { nothing, all, interrupted };

Resumed resume(Hands& hands, Pass& pass) {
  const auto runs = hands.store.runs(1);
  if (runs.empty() || runs.front().status != Run::Status::running) return Resumed::nothing;
  Run run = runs.front();
  const auto policy = stored_policy(hands.store, run.edition);
  if (!policy || !may_go_on(run, *policy, pass.blank())) {
    hands.observer.on("run-superseded",
                      "run " + std::to_string(run.id) +
                          " was interrupted and is out of date; what is still due is planned anew");
    pass.finish(run, Run::Status::superseded);
    return Resumed::nothing;
  }
  hands.observer.on("run-resumed", "run " + std::to_string(run.id) + " was interrupted and goes on");
  pass.lead(run);
  if (!pass.carry_out(run, *policy)) return Resumed::interrupted;
  pass.finish(run, Run::Status::finished);
  return Resumed::all;
}

std::string why_interrupted(const Hands& hands) {
  return hands.stop ? std::string{} : jumped(hands).value_or("");
}

// A plan that was applied before: the run that did it, and nothing more.
std::optional<PassResult> applied_before(const Store& store, const PassTerms& terms, const Pass& machine) {
  if (terms.saved_plan == 0) return std::nullopt;
  const auto saved = store.saved_plan(terms.saved_plan);
  if (!saved || saved->run == 0) return std::nullopt;
  PassResult result{machine.blank(), {}};
  for (const auto& run : store.runs(kRunsBack)) {
    if (run.id == saved->run) result.run = run;
  }
  result.run.id = saved->run;
  result.application = Application{.plan = saved->number, .before = true, .rows = saved->rows};
  return result;
}

PassResult try_pass(Hands& hands, const Rulebook& book, const PassTerms& asked) {
  PassTerms terms = asked;
  const Instant as_of = terms.as_of;
  require_time(hands, book, as_of);
  // Before anything changes: an edition that is put in force only to refuse a plan of the one before helps
  // nobody.
  if (terms.saved_plan != 0) terms.scope = applicable_plan(hands.store, book, terms.saved_plan, as_of).scope;
  if (!terms.scope.rule.empty() && book.policy.rule(terms.scope.rule) == nullptr) {
    throw PassRefused("the policy has no rule '" + terms.scope.rule + "'");
  }
  adopt(hands, book, as_of);
  Pass machine(hands, book, terms);
  const Resumed resumed = resume(hands, machine);
  if (resumed == Resumed::interrupted) {
    PassResult result{machine.blank(), hands.store.runs(1).front()};
    result.interrupted = result.resumed = true;
    result.why = why_interrupted(hands);
    return result;
  }
  if (auto done = applied_before(hands.store, terms, machine)) {
    done->resumed = resumed == Resumed::all;
    return *done;
  }
  PassResult result = machine.plan();
  result.resumed = resumed == Resumed::all;
  result.interrupted = !machine.carry_out(result.run, book.policy);
  if (result.interrupted) {
    result.why = why_interrupted(hands);
  } else {
    machine.finish(result.run, Run::Status::finished);
  }
  return result;
}

}  // namespace

PassResult pass(Hands& hands, const Rulebook& book, const PassTerms& terms) {
  return persist(hands, [&] { return try_pass(hands, book, terms); });
}

void renew(Hands& hands) {
  persist(hands, [&] { hands.store.begin(hands.lease, hands.clock.now())->commit(); });
}

bool is_adopted(const Store& store, const Rulebook& book) {
  if (store.edition(book.hash)) return true;
  for (const auto& known : store.editions(book.policy.name)) {
    if (known.number == book.policy.edition) {
      throw PassRefused(
          "edition " + std::to_string(known.number) + " of policy " + known.policy +
          " is already in use with another content; a change needs a new number: write 'edition: " +
          std::to_string(book.policy.edition + 1) + "'");
    }
    if (known.number > book.policy.edition) {
      throw PassRefused("edition " + std::to_string(known.number) + " of policy " + known.policy +
                        " is already in use; this file is the older edition " +
                        std::to_string(book.policy.edition));
    }
  }
  return false;
}

Edition edition_of(const Rulebook& book, Instant adopted_at) {
  return {book.hash, book.policy.name, book.policy.edition, book.text, adopted_at};
}

void adopt(Hands& hands, const Rulebook& book, Instant as_of) {
  if (is_adopted(hands.store, book)) return;
  auto transaction = hands.store.begin(hands.lease, hands.clock.now());
  transaction->adopt(edition_of(book, as_of), book.policy, hands.actor);
  transaction->commit();
  hands.observer.on("edition-adopted", "policy " + book.policy.name + ", edition " +
                                           std::to_string(book.policy.edition) + ", " + book.hash);
}

}  // namespace lapse::engine
