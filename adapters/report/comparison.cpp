#include "adapters/report/comparison.h"

#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kRule = 34;
constexpr std::size_t kType = 26;
constexpr std::size_t kNumber = 12;

std::string kind_in_words(rules::Treatment::Kind kind) {
  return kind == rules::Treatment::Kind::move ? "moves" : "warns";
}

std::string change_in_words(std::int64_t change) {
  return change == 0 ? "-" : (change > 0 ? "+" : "-") + engine::grouped(change > 0 ? change : -change);
}

std::string row(const engine::Difference& one, const Paint& paint) {
  const std::string line =
      "  " + left(printable(one.rule) + " " + kind_in_words(one.kind), kRule) +
      left(one.organisation_type.empty() ? "-" : printable(one.organisation_type), kType) +
      right(engine::grouped(one.in_force), kNumber) + right(engine::grouped(one.proposed), kNumber) +
      right(change_in_words(one.proposed - one.in_force), kNumber);
  return (one.proposed > one.in_force ? paint.caution(line) : line) + "\n";
}

std::string edition(const engine::Plan& plan) {
  return plan.policy + ", edition " + std::to_string(plan.edition);
}

Json edition_json(const engine::Plan& plan) {
  return {{"name", plan.policy}, {"edition", plan.edition}, {"hash", plan.edition_hash}, {"plan", plan.hash}};
}

}  // namespace

std::string comparison_text(const engine::Comparison& comparison, bool colour) {
  const Paint paint(colour);
  std::string text = paint.title("Tonight with " + edition(comparison.proposed)) + "\n";
  text += "beside " + edition(comparison.in_force) + ", in force; at " +
          to_string(comparison.proposed.as_of) + "; nothing was adopted\n\n";
  text += "  " + left("rule", kRule) + left("organisation type", kType) + right("in force", kNumber) +
          right("proposed", kNumber) + right("change", kNumber) + "\n";
  for (const auto& one : comparison.differences) text += row(one, paint);
  if (comparison.differences.empty()) text += "  nothing is due with either\n";
  text += "\n";
  for (const auto& obstacle : comparison.proposed.obstacles)
    text += paragraph("Not counted: ", std::string(obstacle.marking ? "who is marked, and " : "") +
                                           "what is destructive, because " + printable(obstacle.says));
  for (const auto& stop : comparison.proposed.stops) {
    text += paint.alarm("A guard would stop " + printable(stop.rule)) + ": " + printable(stop.reason) + "\n";
  }
  return text;
}

std::string comparison_json(const engine::Comparison& comparison) {
  Json answer = new_answer();
  answer["as_of"] = instant_or_null(comparison.proposed.as_of);
  answer["in_force"] = edition_json(comparison.in_force);
  answer["proposed"] = edition_json(comparison.proposed);
  answer["differences"] = Json::array();
  for (const auto& one : comparison.differences) {
    answer["differences"].push_back({{"rule", one.rule},
                                     {"does", kind_in_words(one.kind)},
                                     {"organisation_type", one.organisation_type},
                                     {"in_force", one.in_force},
                                     {"proposed", one.proposed}});
  }
  answer["stopped"] = Json::array();
  for (const auto& stop : comparison.proposed.stops)
    answer["stopped"].push_back({{"rule", stop.rule}, {"reason", stop.reason}});
  return page(answer);
}

}  // namespace lapse::adapters::report
