#include "rules/disjoint.h"

#include <algorithm>
#include <iterator>

#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

using Ids = std::vector<int>;

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

Values both(const Values& a, const Values& b) {
  if (a.all_but && b.all_but) return {true, joined(a.ids, b.ids)};
  if (a.all_but) return {false, without(b.ids, a.ids)};
  if (b.all_but) return {false, without(a.ids, b.ids)};
  return {false, common(a.ids, b.ids)};
}

Days both(const Days& a, const Days& b) {
  return {a.missing && b.missing, std::max(a.first, b.first), std::min(a.last, b.last)};
}

bool is_empty(const Values& values) {
  return !values.all_but && values.ids.empty();
}

bool is_empty(const Days& days) {
  return !days.missing && days.first > days.last;
}

bool share_one(const Ids& a, const Ids& b) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

bool meet(const Values& a, const Values& b) {
  if (a.all_but && b.all_but) return true;
  if (a.all_but) return !std::includes(a.ids.begin(), a.ids.end(), b.ids.begin(), b.ids.end());
  if (b.all_but) return !std::includes(b.ids.begin(), b.ids.end(), a.ids.begin(), a.ids.end());
  return share_one(a.ids, b.ids);
}

bool meet(const Days& a, const Days& b) {
  return !is_empty(both(a, b));
}

Days days_of(const Condition& condition, bool wanted) {
  const int day = condition.day.number;
  switch (condition.asks) {
    case Condition::Asks::before:
      return wanted ? Days{false, INT32_MIN, day - 1} : Days{true, day, INT32_MAX};
    case Condition::Asks::after:
      return wanted ? Days{false, day + 1, INT32_MAX} : Days{true, INT32_MIN, day};
    case Condition::Asks::missing:
    case Condition::Asks::value:
      break;
  }
  return wanted ? Days{true, 1, 0} : Days{false, INT32_MIN, INT32_MAX};
}

std::size_t ways_to_choose(const Rule& rule) {
  std::size_t ways = 1;
  for (const AnyOf& one_of : rule.only) {
    ways *= one_of.size();
    if (ways > Shapes::kMost) break;
  }
  return ways;
}

}  // namespace

bool can_meet(const Shape& a, const Shape& b) {
  const auto all_meet = [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(),
                      [](const auto& one, const auto& other) { return meet(one, other); });
  };
  return all_meet(a.values, b.values) && all_meet(a.days, b.days);
}

std::optional<std::vector<Shape>> Shapes::of(const Rule& rule) {
  if (ways_to_choose(rule) > kMost) return std::nullopt;
  const std::size_t fields = field_words().size();
  std::vector<Shape> shapes{{std::vector<Values>(fields), std::vector<Days>(fields)}};
  for (const AnyOf& none_of : rule.unless) {
    for (const Condition& condition : none_of) {
      std::erase_if(shapes, [&](Shape& shape) { return !restrict(shape, condition, false); });
    }
  }
  for (const AnyOf& one_of : rule.only) {
    std::vector<Shape> narrower;
    for (const Shape& shape : shapes) {
      for (const Condition& condition : one_of) {
        Shape chosen = shape;
        if (restrict(chosen, condition, true)) narrower.push_back(std::move(chosen));
      }
    }
    shapes = std::move(narrower);
  }
  return shapes;
}

// False when nothing is left.
bool Shapes::restrict(Shape& shape, const Condition& condition, bool wanted) {
  const bool positive = wanted != condition.negated;
  const auto field = static_cast<std::size_t>(condition.field);
  const FieldWord& row = row_of(condition.field);
  if (row.sort == Sort::day) {
    shape.days[field] = both(shape.days[field], days_of(condition, positive));
    return !is_empty(shape.days[field]);
  }
  Values values{!positive, {}};
  for (const std::string& value : condition.values) values.ids.push_back(id_of(value));
  if (condition.asks == Condition::Asks::missing) values.ids.push_back(id_of(""));
  std::sort(values.ids.begin(), values.ids.end());
  if (!positive && row.sort == Sort::yes_no) values = {false, without(ids_of(row.values), values.ids)};
  shape.values[field] = both(shape.values[field], values);
  return !is_empty(shape.values[field]);
}

std::vector<int> Shapes::ids_of(std::span<const std::string_view> words) {
  Ids ids;
  for (const std::string_view word : words) ids.push_back(id_of(word));
  std::sort(ids.begin(), ids.end());
  return ids;
}

int Shapes::id_of(std::string_view word) {
  return ids_.try_emplace(std::string(word), static_cast<int>(ids_.size())).first->second;
}

}  // namespace lapse::rules
