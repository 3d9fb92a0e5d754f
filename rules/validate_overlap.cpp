#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

#include "rules/parse_mapping.h"
#include "rules/validate_checks.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

using Ids = std::vector<int>;  // sorted; numbers are cheaper to compare than words

// The values that a rule lets through in one field: just these, or all but these.
struct Allowed {
  bool all_but = true;
  Ids ids;
};

// A rule's conditions, field by field.
using Allowance = std::vector<Allowed>;

Ids without(const Ids& a, const Ids& b) {
  Ids result;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

Ids common(const Ids& a, const Ids& b) {
  Ids result;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

Ids joined(const Ids& a, const Ids& b) {
  Ids result;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

Allowed both(const Allowed& a, const Allowed& b) {
  if (a.all_but && b.all_but) return {true, joined(a.ids, b.ids)};
  if (a.all_but) return {false, without(b.ids, a.ids)};
  if (b.all_but) return {false, without(a.ids, b.ids)};
  return {false, common(a.ids, b.ids)};
}

bool share_one(const Ids& a, const Ids& b) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

bool can_meet(const Allowed& a, const Allowed& b) {
  if (a.all_but && b.all_but) return true;
  if (a.all_but) return !std::includes(a.ids.begin(), a.ids.end(), b.ids.begin(), b.ids.end());
  if (b.all_but) return !std::includes(b.ids.begin(), b.ids.end(), a.ids.begin(), a.ids.end());
  return share_one(a.ids, b.ids);
}

bool can_meet(const Allowance& a, const Allowance& b) {
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](const Allowed& x, const Allowed& y) { return can_meet(x, y); });
}

class Numbers {
 public:
  Allowance allowance_of(const Rule& rule) {
    Allowance result(field_words().size());
    for (const Condition& condition : rule.only) restrict(result, condition, condition.negated);
    for (const Condition& condition : rule.unless) restrict(result, condition, !condition.negated);
    return result;
  }

 private:
  void restrict(Allowance& allowance, const Condition& condition, bool negated) {
    Allowed allowed{negated, {}};
    for (const std::string& value : condition.values) allowed.ids.push_back(number_of(value));
    std::sort(allowed.ids.begin(), allowed.ids.end());
    const auto& values = row_of(condition.field).values;
    if (negated && values.size() == 2) allowed = {false, without(numbers_of(values), allowed.ids)};
    Allowed& field = allowance[static_cast<std::size_t>(condition.field)];
    field = both(field, allowed);
  }

  Ids numbers_of(std::span<const std::string_view> values) {
    Ids ids;
    for (const std::string_view value : values) ids.push_back(number_of(value));
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  int number_of(std::string_view value) {
    return numbers_.try_emplace(std::string(value), static_cast<int>(numbers_.size())).first->second;
  }

  std::unordered_map<std::string, int> numbers_;
};

struct Candidate {
  const Rule* rule;
  Allowance allowance;
};

bool was_read_whole(const Rule& rule, const Node& node) {
  const auto whole = [&](std::string_view key, const std::vector<Condition>& read) {
    const Node* written = node.find(key);
    return written == nullptr || items_of(*written).size() == read.size();
  };
  return !rule.from.empty() && whole("only", rule.only) && whole("unless", rule.unless);
}

bool can_act(const Candidate& candidate) {
  return std::none_of(candidate.allowance.begin(), candidate.allowance.end(),
                      [](const Allowed& allowed) { return !allowed.all_but && allowed.ids.empty(); });
}

// One finding per rule is enough: a hundred rules without conditions would else make five thousand.
void check_against(const std::vector<Candidate>& earlier, const Candidate& later, Findings& findings) {
  const auto first = std::find_if(earlier.begin(), earlier.end(), [&](const Candidate& candidate) {
    return can_meet(candidate.allowance, later.allowance);
  });
  if (first == earlier.end()) return;
  const Rule& rule = *first->rule;
  findings.add(later.rule->place,
               "rules " + quote(rule.name) + " (at " + line_and_column(rule.place) + ") and " +
                   quote(later.rule->name) + " both start in " + quote(rule.from) +
                   " and can meet in one account",
               "give them conditions that exclude each other, such as 'only: [kind is user]' and "
               "'only: [kind is shared]'");
}

}  // namespace

void check_overlaps(const Checked& checked) {
  const Node* rules = checked.root.find("rules");
  if (rules == nullptr) return;
  const auto nodes = items_of(*rules);
  Numbers numbers;
  std::unordered_map<std::string_view, std::vector<Candidate>> by_state;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Rule& rule = checked.policy.rules[i];
    if (!was_read_whole(rule, nodes[i])) continue;
    Candidate candidate{&rule, numbers.allowance_of(rule)};
    if (!can_act(candidate)) {
      checked.findings.add(rule.place, "no account can meet all conditions of " + quote(rule.name),
                           "its 'only' and 'unless' exclude each other");
      continue;
    }
    auto& earlier = by_state[rule.from];
    check_against(earlier, candidate, checked.findings);
    earlier.push_back(std::move(candidate));
  }
}

}  // namespace lapse::rules
