// The pieces that the schema of a policy is made of.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/report/json.h"

namespace lapse::adapters::report::schema {

struct Property {
  std::string name;
  bool mandatory = false;
  std::string help;
  Json value;
};

// Exactly these keys.
Json object(const std::vector<Property>& properties);
// Keys of the policy's own.
Json named(Json value);

Json text(std::string_view help);
Json matching(const std::string& pattern, const std::vector<std::string>& examples = {});
Json whole_number(int least, int most);
Json yes_or_no();
Json name();
Json template_name();
Json span();
Json percent();
Json list_of(Json item);  // at least one, or a single value in the place of a list
Json distinct_list_of(Json item);

// "a|b|c", for a pattern.
std::string alternatives(const std::vector<std::string>& words);

// Any table of the vocabulary: one of its words, each with its help.
template <typename Table>
Json word_of(const Table& table) {
  Json words = Json::array();
  for (const auto& row : table)
    words.push_back({{"const", std::string(row.word)}, {"description", std::string(row.help)}});
  return {{"oneOf", std::move(words)}};
}

inline constexpr std::string_view kDays = "(1 day|([2-9]|[1-9][0-9]+) days)";
inline constexpr std::string_view kHours = "(1 hour|([2-9]|[1-9][0-9]+) hours)";
inline constexpr std::string_view kMonths = "(1 month|([2-9]|[1-9][0-9]+) months)";
inline constexpr std::string_view kName = "[a-z0-9_-]{1,64}";
inline constexpr std::string_view kPercent = "[0-9]+([.][0-9]{1,3})? percent";
inline constexpr std::string_view kTime = "([01][0-9]|2[0-3]):[0-5][0-9]";
inline constexpr std::string_view kWeekday = "(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";

// "^...$" of pieces put together.
std::string whole(std::initializer_list<std::string_view> pieces);

}  // namespace lapse::adapters::report::schema
