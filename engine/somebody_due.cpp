#include "engine/somebody_due.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace lapse::engine {
namespace {

using rules::Column;
using rules::Predicate;

bool leads_to_accounts(const rules::Term& term) {
  constexpr std::array kLooked{Column::id,          Column::state,       Column::kind,
                               Column::warned_step, Column::promised_at, Column::idle_since,
                               Column::state_since};
  return !term.recheck && term.op != rules::Op::none_of &&
         std::ranges::find(kLooked, term.column) != kLooked.end();
}

// Selects all whom `whole` selects, and maybe more. Each term costs a database time to think about, and there
// are as many questions as steps in the policy.
Predicate light(const Predicate& whole) {
  Predicate predicate;
  std::ranges::copy_if(whole.all, std::back_inserter(predicate.all), leads_to_accounts);
  return predicate;
}

std::vector<WorkGroup> those_answered(std::vector<WorkGroup> groups, const std::vector<bool>& answers) {
  std::vector<WorkGroup> left;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (answers[i]) left.push_back(std::move(groups[i]));
  }
  return left;
}

}  // namespace

std::vector<WorkGroup> with_somebody_due(const Store& store, std::vector<WorkGroup> groups) {
  std::vector<Predicate> questions;
  for (const auto& group : groups)
    questions.push_back(light(group.anybody ? *group.anybody : group.works.front().predicate));
  auto maybe = those_answered(std::move(groups), store.any_of_each(questions));
  // A group without a question of its own is one piece of work, which is the question.
  std::erase_if(maybe, [&store](const WorkGroup& group) {
    return group.anybody && !store.any_of_each({*group.anybody}).front();
  });
  return maybe;
}

}  // namespace lapse::engine
