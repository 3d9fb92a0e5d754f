// The order of the index that leads to the accounts of a question.
//
// Purpose  Asked for the first account in this order, a database goes along the index. Asked whether there is
//          any, one that guesses from averages thinks that the first accounts it comes across will do, and
//          reads ten million of them to find none.
#pragma once

#include <string>

#include "rules/selection.h"

namespace lapse::adapters::sql {

// " ORDER BY a.state, ..."; empty where no index but that of the ids fits.
std::string order_of_index(const rules::Predicate& question);

// By state, step, kind and time of last use.
inline constexpr const char* kOrderByIdle = " ORDER BY a.state, a.warned_step, a.kind, a.idle_floor";

}  // namespace lapse::adapters::sql
