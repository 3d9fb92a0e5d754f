// Which accounts conditions let through, as sets of values: to see whether two rules can meet in one account.
//
// Safe  "Can meet" may be said of two that never do; "cannot" is always true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/model.h"

namespace lapse::rules {

// Just these values of a fact, or all but these. Sorted; numbers are cheaper to compare than words.
struct Values {
  bool all_but = true;
  std::vector<int> ids = {};
};

// Days from the first to the last, and whether the fact may be missing.
struct Days {
  bool missing = true;
  int first = INT32_MIN;
  int last = INT32_MAX;
};

// What one account has to be: for each field of the language, one of its values or days.
struct Shape {
  std::vector<Values> values;
  std::vector<Days> days;
};

bool can_meet(const Shape& a, const Shape& b);

// Makes shapes of rules; those of one maker can be compared.
class Shapes {
 public:
  static constexpr std::size_t kMost = 64;  // of one rule

  // The accounts of a rule: those of any of the shapes, none where its conditions exclude each other.
  // nullopt for a rule with more than kMost ways to choose one condition out of each 'any'.
  std::optional<std::vector<Shape>> of(const Rule& rule);

 private:
  bool restrict(Shape& shape, const Condition& condition, bool wanted);
  std::vector<int> ids_of(std::span<const std::string_view> words);
  int id_of(std::string_view word);

  std::unordered_map<std::string, int> ids_;
};

}  // namespace lapse::rules
