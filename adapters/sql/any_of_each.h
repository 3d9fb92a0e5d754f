// Whether each of some questions finds any account, as one statement.
//
// Rows   The place of a question, from 0, and 1 or 0; in no order.
// Index  Each is asked for the first account in the order of the index that leads to it. Asked whether there
// is
//        any (EXISTS), a database that guesses from averages thinks that the first accounts it comes across
//        will do, and reads ten million of them to find none.
#pragma once

#include <vector>

#include "rules/compile.h"

namespace lapse::adapters::sql {

// REQUIRES at least one question.
rules::Compiled any_of_each(const std::vector<rules::Predicate>& questions);

// By state, step, kind and time of last use.
inline constexpr const char* kOrderByIdle = " ORDER BY a.state, a.warned_step, a.kind, a.idle_floor";

}  // namespace lapse::adapters::sql
