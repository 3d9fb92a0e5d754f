#include "engine/compare.h"

#include <map>
#include <tuple>

#include "engine/decide.h"

namespace lapse::engine {
namespace {

using Cell = std::tuple<std::string, rules::Treatment::Kind, std::string>;
using Cells = std::map<Cell, Difference>;

// Counts what is due, before any guard takes something out.
Plan plan_of(const Rulebook& book, const Store& store, schedules::Instant as_of, Cells& cells,
             std::int64_t Difference::* of_edition) {
  return decide(book, store, as_of, {}, [&](const PlanLine& line) {
    const auto& treatment = line.work.treatment;
    auto& cell = cells[{treatment.rule, treatment.kind, line.row.organisation_type}];
    ++(cell.*of_edition);
  });
}

}  // namespace

Comparison compare(Hands& hands, const Rulebook& in_force, const Rulebook& proposed,
                   schedules::Instant as_of) {
  Comparison comparison;
  Cells cells;
  comparison.in_force = plan_of(in_force, hands.store, as_of, cells, &Difference::in_force);
  {
    const auto never_committed = hands.store.begin(hands.lease, hands.clock.now());
    if (!is_adopted(hands.store, proposed))
      never_committed->adopt(edition_of(proposed, as_of), proposed.policy, hands.actor);
    comparison.proposed = plan_of(proposed, hands.store, as_of, cells, &Difference::proposed);
  }
  for (auto& [key, cell] : cells) {
    std::tie(cell.rule, cell.kind, cell.organisation_type) = key;
    comparison.differences.push_back(std::move(cell));
  }
  return comparison;
}

}  // namespace lapse::engine
