#include "adapters/report/plan_text.h"

#include "adapters/report/comeback_report.h"
#include "adapters/report/forecast_text.h"
#include "adapters/report/text.h"
#include "adapters/report/tonight_text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kName = 58;
constexpr std::size_t kNumber = 12;

std::string heading(const engine::Plan& plan, const rules::Policy& policy, const Paint& paint) {
  const std::string day = schedules::in_words(policy.zone.day_of(plan.as_of));
  const std::string local = policy.zone.local(plan.as_of);
  std::string text = paint.title(printable(plan.policy) + ", edition " + std::to_string(plan.edition) + ": " +
                                 day + local.substr(local.find(' '))) +
                     "\n";
  if (plan.population > 0) text += engine::counted(plan.population, "account") + " at the last good import\n";
  if (!plan.scope.rule.empty()) text += "only the rule " + printable(plan.scope.rule) + "\n";
  if (!plan.scope.account.empty()) text += "only the account " + printable(plan.scope.account) + "\n";
  if (!plan.hash.empty()) text += "plan " + printable(plan.hash) + "\n";
  return text;
}

std::string guard_line(const engine::GuardResult& guard, const Paint& paint) {
  std::string name = printable(guard.count) + " per " + printable(guard.per);
  if (!guard.organisation.empty()) name += ", most in " + printable(guard.organisation);
  const std::string line = "  " + left(name, kName - 2) + right(engine::grouped(guard.planned), kNumber) +
                           right(engine::grouped(guard.limit), kNumber);
  return (guard.stopped ? paint.alarm(line + "   STOPPED") : line) + "\n";
}

std::string guards_section(const engine::Plan& plan, const Paint& paint) {
  if (plan.guards.empty()) return {};
  std::string text =
      "\n" + paint.title(left("Guards", kName) + right("planned", kNumber) + right("limit", kNumber)) + "\n";
  for (const auto& guard : plan.guards) text += guard_line(guard, paint);
  return text;
}

std::string obstacles_section(const engine::Plan& plan, const Paint& paint) {
  if (plan.obstacles.empty()) return {};
  const bool marking = !engine::permission_behind(plan.obstacles).marking;
  std::string text =
      "\n" + paint.title(marking ? "Marking and destructive steps wait" : "Destructive steps wait") + "\n";
  for (const auto& obstacle : plan.obstacles) {
    text += paint.caution(paragraph("  - ", printable(obstacle.says))) + "\n";
  }
  return text;
}

std::string attention_section(const std::vector<std::string>& attention, const Paint& paint) {
  if (attention.empty()) return {};
  std::string text = "\n" + paint.title("Needs attention") + "\n";
  for (const auto& sentence : attention) {
    text += paint.alarm(paragraph("  - ", printable(sentence))) + "\n";
  }
  return text;
}

}  // namespace

std::string plan_text(const engine::Plan& plan, const engine::Forecast& forecast,
                      const std::vector<std::string>& attention,
                      const std::vector<engine::FalseDeletions>& wrong, const rules::Policy& policy,
                      bool colour) {
  const Paint paint(colour);
  std::string text = heading(plan, policy, paint);
  const bool nothing = plan.tally.accounts() == 0;
  text += nothing ? "\nNothing is due.\n" : tonight_text(plan.tally, policy, paint);
  if (!nothing || !plan.stops.empty()) text += guards_section(plan, paint);
  return text + obstacles_section(plan, paint) + forecast_text(forecast, policy, paint) +
         attention_section(attention, paint) + (wrong.empty() ? "" : "\n" + false_deletions_text(wrong));
}

}  // namespace lapse::adapters::report
