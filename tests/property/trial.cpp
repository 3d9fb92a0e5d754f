#include "tests/property/trial.h"

#include <doctest/doctest.h>

#include "engine/somebody_due.h"
#include "rules/compile.h"
#include "schedules/bound.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using rules::Treatment;
using schedules::Day;
using schedules::Instant;

std::string described(const Treatment& treatment) {
  if (treatment.kind == Treatment::Kind::move) return "move " + treatment.rule;
  std::string text =
      "warn " + treatment.rule + " " + std::to_string(treatment.step) + " for " + to_string(treatment.date);
  if (!treatment.merged.empty()) text += " merging";
  for (const int step : treatment.merged) text += " " + std::to_string(step);
  return text;
}

}  // namespace

Trial::Trial(const rules::Policy& policy, Instant as_of, std::uint64_t seed, int people)
    : policy_(policy),
      as_of_(as_of),
      population_(make_population(policy, as_of, seed, people)),
      reckoning_(policy, population_, as_of),
      store_(database_.target(), Access::create),
      groups_(engine::work_due(policy, as_of, {}, {})) {
  make_schema(store_.database());
  write(population_, store_.database());
  for (const auto& who : population_.accounts) facts_.push_back(store_.accounts(who.id).at(0).facts);
  for (const auto& group : groups_) {
    for (const auto& work : group.works) plan(work);
  }
}

void Trial::sql_and_memory_agree() const {
  for (const auto& group : groups_) {
    Ids covered;
    std::size_t sum = 0;
    for (const auto& work : group.works) {
      const Ids& ids = planned_.at(work.number);
      CHECK_MESSAGE(ids == in_memory(work.predicate), described(work.treatment));
      covered.insert(ids.begin(), ids.end());
      sum += ids.size();
    }
    CHECK(sum == covered.size());  // disjoint
    if (!group.anybody) continue;
    INFO("rung before ", described(group.works.front().treatment));
    CHECK(covered == in_sql(*group.anybody));
    CHECK(covered == in_memory(*group.anybody));
    CHECK(store_.any_of_each({*group.anybody}).front() == !covered.empty());
    CHECK(store_.count(*group.anybody) == static_cast<std::int64_t>(covered.size()));
  }
  std::set<int> asked;
  for (const auto& group : engine::with_somebody_due(store_, groups_)) {
    for (const auto& work : group.works) asked.insert(work.number);
  }
  for (const auto& [number, ids] : planned_) CHECK((ids.empty() || asked.contains(number)));
}

void Trial::words_agree(Seen& seen) const {
  std::map<std::string, std::string> treated;
  for (const auto& group : groups_) {
    for (const auto& work : group.works) {
      for (const auto& id : planned_.at(work.number)) treated[id] += described(work.treatment);
    }
  }
  for (const auto& who : population_.accounts) {
    const std::string expected = reckoning_.treatment(who);
    CHECK_MESSAGE(treated[who.id] == expected, who.id);
    ++seen[expected.substr(0, expected.find(" for "))];
  }
}

void Trial::forecasts_agree(Seen& seen) const {
  const Day today = policy_.zone.day_of(as_of_);
  for (const auto& rule : policy_.rules) {
    INFO(rule.name);
    for (const int days : {-1, 0, 1, 7, 30}) {
      const Ids expected =
          reckoned([&](const Inhabitant& who) { return reckoning_.acts_by(rule, who, today + days); });
      agree(rules::acts_by(policy_, rule, today + days, as_of_), expected);
      seen["acts " + rule.name] += static_cast<int>(expected.size());
    }
    const Ids expected = reckoned([&](const Inhabitant& who) { return reckoning_.unreachable(rule, who); });
    agree(rules::unreachable(policy_, rule, as_of_), expected);
    seen["unreachable " + rule.name] += static_cast<int>(expected.size());
  }
}

void Trial::agree(const rules::Predicate& predicate, const Ids& expected) const {
  CHECK(in_sql(predicate) == expected);
  CHECK(in_memory(predicate) == expected);
  CHECK(store_.count(predicate) == static_cast<std::int64_t>(expected.size()));
}

// What the store selects, with the anchors as it read them: no move before they are over (INV2).
void Trial::plan(const engine::Work& work) {
  const auto* rule = policy_.rule(work.treatment.rule);
  auto& ids = planned_[work.number];
  store_.read(work, policy_, [&](const engine::PlanRow& row) {
    ids.insert(row.account);
    if (work.treatment.kind != Treatment::Kind::move) return;
    for (const auto& after : rule->after) {
      const auto anchor = after.anchor == rules::Anchor::last_used ? row.idle_since : row.state_since;
      CHECK(schedules::first_instant_over({anchor}, after.days, policy_.zone) <= as_of_);
    }
  });
}

Trial::Ids Trial::in_sql(const rules::Predicate& predicate) const {
  const auto condition = rules::compile(predicate);
  Ids ids;
  store_.database().each<std::string>("SELECT a.id FROM account a WHERE " + condition.sql, condition.binds,
                                      [&ids](const std::string& id) { ids.insert(id); });
  return ids;
}

Trial::Ids Trial::in_memory(const rules::Predicate& predicate) const {
  Ids ids;
  for (const auto& facts : facts_) {
    if (rules::selects(predicate, facts)) ids.insert(facts.id);
  }
  return ids;
}

Trial::Ids Trial::reckoned(const std::function<bool(const Inhabitant&)>& asked) const {
  Ids ids;
  for (const auto& who : population_.accounts) {
    if (asked(who)) ids.insert(who.id);
  }
  return ids;
}

}  // namespace lapse::tests
