#include "adapters/report/plan_json.h"

#include <algorithm>
#include <ostream>
#include <tuple>

#include "adapters/report/comeback_report.h"
#include "adapters/report/plan_json_parts.h"
#include "schedules/bound.h"

namespace lapse::adapters::report {
namespace {

using schedules::Day;
using schedules::Instant;

// The period that ends last, and the day on which the rule may act.
struct Reckoning {
  Instant since;
  Day due;
};

Reckoning reckon(const rules::Policy& policy, const rules::Rule& rule, const engine::PlanRow& row) {
  Instant over{0};
  Reckoning result{{row.state_since}, policy.zone.day_of({row.promised_at})};
  for (const auto& after : rule.after) {
    const Instant anchor{after.anchor == rules::Anchor::last_used ? row.idle_since : row.state_since};
    const Instant end = schedules::first_instant_over(anchor, after.days, policy.zone);
    if (end <= over) continue;
    over = end;
    result.since = anchor;
  }
  result.due = std::max(result.due, policy.zone.day_of(over));
  return result;
}

Json move_json(const rules::Policy& policy, const engine::Work& work, const engine::PlanRow& row) {
  const auto& treatment = work.treatment;
  Json line{
      {"account", row.account}, {"rule", treatment.rule}, {"from", treatment.from}, {"to", treatment.to}};
  if (const auto* rule = policy.rule(treatment.rule)) {
    const auto [since, due] = reckon(policy, *rule, row);
    line["since"] = schedules::to_string(since);
    line["due"] = schedules::to_string(due);
  }
  return line;
}

Json warning_json(const engine::Work& work, const engine::PlanRow& row) {
  const auto& treatment = work.treatment;
  return {{"account", row.account},
          {"rule", treatment.rule},
          {"step", treatment.step},
          {"date", schedules::to_string(treatment.date)},
          {"merged", treatment.merged}};
}

Json by_rule(const rules::Policy& policy, const std::map<std::string, engine::Tally::Cell>& cells,
             bool warned) {
  Json counts = Json::object();
  for (const auto& rule : policy.rules) {
    const auto cell = cells.find(rule.name);
    const bool listed = cell != cells.end();
    if (listed || !warned || rule.warn) counts[rule.name] = listed ? cell->second.accounts : 0;
  }
  return counts;
}

// What the moves ask to be done elsewhere: by rule and effect, for how many accounts.
Json effects_json(const engine::Tally& tally, const rules::Policy& policy) {
  Json effects = Json::array();
  for (const auto& rule : policy.rules) {
    const auto cell = tally.moves.find(rule.name);
    if (cell == tally.moves.end()) continue;
    for (const auto& effect : rule.effects) {
      effects.push_back(
          Json{{"rule", rule.name}, {"effect", effect.name}, {"accounts", cell->second.accounts}});
    }
  }
  return effects;
}

Json totals_json(const engine::Tally& tally, const rules::Policy& policy) {
  return {{"accounts", tally.accounts()},
          {"moves", by_rule(policy, tally.moves, false)},
          {"warnings", by_rule(policy, tally.warnings, true)}};
}

}  // namespace

void PlanJson::add(const engine::PlanLine& line) {
  works_.try_emplace(line.work.number, line.work);
  rows_.push_back(line.row);
}

void PlanJson::print_lines(const engine::Plan& plan, rules::Treatment::Kind kind, std::ostream& out) const {
  bool first = true;
  out << '[';
  for (const auto& row : rows_) {
    const auto& work = works_.at(row.work);
    if (work.treatment.kind != kind || engine::is_stopped(plan, work, row)) continue;
    const bool move = kind == rules::Treatment::Kind::move;
    out << (first ? "\n    " : ",\n    ")
        << one_line(move ? move_json(policy_, work, row) : warning_json(work, row));
    first = false;
  }
  out << (first ? "]" : "\n  ]");
}

void PlanJson::print(const engine::Plan& plan, const std::vector<engine::FalseDeletions>& wrong,
                     std::ostream& out, const Json& more) {
  std::ranges::sort(rows_, {}, [this](const engine::PlanRow& row) {
    return std::tuple(std::string_view(row.account), std::string_view(works_.at(row.work).treatment.rule),
                      row.work);
  });
  out << "{\n  \"format_version\": " << one_line(kFormatVersion)
      << ",\n  \"as_of\": " << one_line(schedules::to_string(plan.as_of))
      << ",\n  \"policy\": " << one_line(policy_json(plan)) << ",\n  \"plan\": " << one_line(plan.hash)
      << ",\n  \"guards\": " << one_line(guards_json(plan)) << ",\n  \"moves\": ";
  print_lines(plan, rules::Treatment::Kind::move, out);
  out << ",\n  \"warnings\": ";
  print_lines(plan, rules::Treatment::Kind::warn, out);
  out << ",\n  \"stopped\": " << one_line(stopped_json(plan))
      << ",\n  \"obstacles\": " << one_line(obstacles_json(plan))
      << ",\n  \"effects\": " << one_line(effects_json(plan.tally, policy_))
      << ",\n  \"totals\": " << one_line(totals_json(plan.tally, policy_));
  out << ",\n  \"false_deletions\": " << one_line(false_deletions_json(wrong));
  for (const auto& [name, value] : more.items()) out << ",\n  " << one_line(name) << ": " << one_line(value);
  out << "\n}\n";
}

}  // namespace lapse::adapters::report
