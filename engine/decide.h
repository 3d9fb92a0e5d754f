// Decide: what a pass at one instant would do. Reads, never writes (INV18).
//
// Equal edition, instant and accounts give an equal plan, byte for byte (INV13). A dry run is this and
// nothing else.
#pragma once

#include "engine/gates.h"
#include "engine/plan.h"
#include "engine/rulebook.h"
#include "engine/store.h"

namespace lapse::engine {

struct PlanLine {
  const Work& work;
  const PlanRow& row;
};

// Everything but the rows: edition, obstacles, population. Run and dry run start from it.
// `closed` are obstacles beside those that the store knows.
Plan empty_plan(const Rulebook& book, const Store& store, schedules::Instant as_of, const Scope& scope,
                const std::vector<Obstacle>& closed = {});

// `visit` hears every line before the guards stop any, in the order of the works and by account within each;
// which lines the guards stop is in the result. Memory does not grow with the plan.
Plan decide(const Rulebook& book, const Store& store, schedules::Instant as_of, const Scope& scope,
            const Visit<PlanLine>& visit, const std::vector<Obstacle>& closed = {});

bool is_stopped(const Plan& plan, const Work& work, const PlanRow& row);

}  // namespace lapse::engine
