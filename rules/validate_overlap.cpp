#include <algorithm>
#include <unordered_map>
#include <vector>

#include "rules/disjoint.h"
#include "rules/parse_mapping.h"
#include "rules/validate_checks.h"

namespace lapse::rules {
namespace {

struct Candidate {
  const Rule* rule;
  const Node* node;
  std::vector<Shape> shapes;
};

using Candidates = std::unordered_map<std::string_view, std::vector<Candidate>>;  // by state

bool was_read_whole(const Rule& rule, const Node& node) {
  const auto whole = [&](std::string_view key, const std::vector<AnyOf>& read) {
    const Node* written = node.find(key);
    return written == nullptr || items_of(*written).size() == read.size();
  };
  return !rule.from.empty() && whole("only", rule.only) && whole("unless", rule.unless);
}

bool can_meet(const Candidate& a, const Candidate& b) {
  return std::any_of(a.shapes.begin(), a.shapes.end(), [&](const Shape& one) {
    return std::any_of(b.shapes.begin(), b.shapes.end(),
                       [&](const Shape& other) { return can_meet(one, other); });
  });
}

bool comes_before(const Rule& first, const Rule& second) {
  return std::find(first.before.begin(), first.before.end(), second.name) != first.before.end();
}

// One finding per rule is enough: a hundred rules without conditions would else make five thousand.
void check_against(const std::vector<Candidate>& earlier, const Candidate& later, Findings& findings) {
  const Rule& rule = *later.rule;
  const auto first = std::find_if(earlier.begin(), earlier.end(), [&](const Candidate& candidate) {
    return can_meet(candidate, later) && !comes_before(*candidate.rule, rule) &&
           !comes_before(rule, *candidate.rule);
  });
  if (first == earlier.end()) return;
  const Rule& other = *first->rule;
  findings.add(rule.place,
               "rules " + quote(other.name) + " (at " + line_and_column(other.place, rule.place) + ") and " +
                   quote(rule.name) + " both start in " + quote(rule.from) + " and can meet in one account",
               "give them conditions that exclude each other, such as 'only: [kind is user]' and "
               "'only: [kind is shared]', or write 'before: " +
                   rule.name + "' in " + quote(other.name) + " if that one comes first");
}

Candidates check_pairs(const Checked& checked, std::span<const Node> nodes) {
  Shapes shapes;
  Candidates by_state;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Rule& rule = checked.policy.rules[i];
    if (!was_read_whole(rule, nodes[i])) continue;
    auto own = shapes.of(rule);
    if (!own) {
      checked.findings.add(rule.place,
                           "the conditions of " + quote(rule.name) + " can be met in more than " +
                               std::to_string(Shapes::kMost) + " ways",
                           "write fewer or shorter 'any' lists, or several rules");
      continue;
    }
    if (own->empty()) {
      checked.findings.add(rule.place, "no account can meet all conditions of " + quote(rule.name),
                           "its 'only' and 'unless' exclude each other");
      continue;
    }
    auto& earlier = by_state[rule.from];
    Candidate candidate{&rule, &nodes[i], std::move(*own)};
    check_against(earlier, candidate, checked.findings);
    earlier.push_back(std::move(candidate));
  }
  return by_state;
}

const Candidate* find(const std::vector<Candidate>& candidates, std::string_view name) {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const Candidate& candidate) { return candidate.rule->name == name; });
  return found == candidates.end() ? nullptr : &*found;
}

// One name of a 'before'.
void check_named(const Checked& checked, const std::vector<Candidate>& here, const Candidate& first,
                 const Node& name) {
  const Rule* known = checked.policy.rule(name.scalar);
  if (known == nullptr) {
    std::vector<std::string> names;
    for (const Rule& rule : checked.policy.rules) names.push_back(rule.name);
    checked.findings.add(name.place, "no rule is called " + quote(name.scalar),
                         suggest(name.scalar, names, "'rules' defines"));
    return;
  }
  if (known == first.rule) {
    checked.findings.add(name.place, quote(name.scalar) + " cannot come before itself",
                         "name the rule that comes after it");
    return;
  }
  if (!known->from.empty() && known->from != first.rule->from) {
    checked.findings.add(name.place,
                         quote(name.scalar) + " starts in " + quote(known->from) + ", not in " +
                             quote(first.rule->from) + ": the two never meet",
                         "leave out 'before'");
    return;
  }
  const Candidate* second = find(here, name.scalar);
  if (second == nullptr || can_meet(first, *second)) return;
  checked.findings.add(name.place,
                       quote(first.rule->name) + " and " + quote(name.scalar) + " never meet in one account",
                       "leave out 'before'");
}

// Walks from rule to rule along 'before'; a rule that is met again closes a circle.
class Circles {
 public:
  explicit Circles(const Checked& checked) : checked_(checked) {
    for (const Rule& rule : checked.policy.rules) rules_.emplace(rule.name, &rule);
  }

  // Not recursive: a chain may be as long as the policy.
  void look_from(const Rule& start) {
    std::vector<Step> path;
    enter(start, path);
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == step.rule->before.size()) {
        marks_[step.rule] = Mark::done;
        path.pop_back();
        continue;
      }
      const auto found = rules_.find(step.rule->before[step.next++]);
      if (found == rules_.end() || found->second == step.rule) continue;
      if (marks_[found->second] == Mark::on_path) return report(path, *found->second);
      enter(*found->second, path);
    }
  }

 private:
  enum class Mark { fresh, on_path, done };
  struct Step {
    const Rule* rule;
    std::size_t next = 0;
  };

  void enter(const Rule& rule, std::vector<Step>& path) {
    if (marks_[&rule] != Mark::fresh) return;
    marks_[&rule] = Mark::on_path;
    path.push_back({&rule});
  }

  void report(const std::vector<Step>& path, const Rule& again) {
    std::string circle;
    bool inside = false;
    for (const Step& step : path) {
      inside = inside || step.rule == &again;
      if (inside) circle += quote(step.rule->name) + " before ";
      marks_[step.rule] = Mark::done;
    }
    checked_.findings.add(again.place,
                          "rules come before each other in a circle: " + circle + quote(again.name),
                          "take out one 'before'");
  }

  const Checked& checked_;
  std::unordered_map<std::string_view, const Rule*> rules_;
  std::unordered_map<const Rule*, Mark> marks_;
};

}  // namespace

void check_overlaps(const Checked& checked) {
  const Node* rules = checked.root.find("rules");
  if (rules == nullptr) return;
  const Candidates by_state = check_pairs(checked, items_of(*rules));
  Circles circles(checked);
  for (const auto& [state, here] : by_state) {
    for (const Candidate& candidate : here) {
      const Node* before = candidate.node->find("before");
      if (before == nullptr) continue;
      for (const Node& name : items_of(*before)) {
        if (name.kind == Node::Kind::scalar) check_named(checked, here, candidate, name);
      }
    }
  }
  for (const Rule& rule : checked.policy.rules) circles.look_from(rule);
}

}  // namespace lapse::rules
