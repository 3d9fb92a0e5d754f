#include "adapters/report/saved_plan_report.h"

#include "adapters/report/plan_json_parts.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

using engine::counted;
using engine::plan_name;

std::string does(rules::Treatment::Kind kind) {
  return kind == rules::Treatment::Kind::move ? "moves" : "warns";
}

std::string people(int count) {
  return count == 1 ? "another person" : std::to_string(count) + " other people";
}

std::string works_text(const engine::Tally& tally) {
  using Kind = rules::Treatment::Kind;
  std::string text;
  for (const auto kind : {Kind::move, Kind::warn}) {
    for (const auto& [rule, cell] : kind == Kind::move ? tally.moves : tally.warnings)
      text += "  " + printable(rule) + " " + does(kind) + " " + engine::grouped(cell.accounts) + "\n";
  }
  return text;
}

std::string approvals_words(int have, int needed) {
  return std::to_string(have) + " of " + counted(needed, "approval");
}

}  // namespace

Json saved_plan_json(const engine::SavedPlan& saved) {
  return {{"plan", plan_name(saved.number)},
          {"hash", saved.hash},
          {"as_of", schedules::to_string(saved.as_of)},
          {"saved_at", schedules::to_string(saved.saved_at)},
          {"until", schedules::to_string(engine::end_of(saved))},
          {"by", saved.requester.actor},
          {"rule", saved.scope.rule},
          {"accounts", saved.rows}};
}

std::string saved_text(const engine::Saved& saved, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  const auto& plan = saved.saved;
  const std::string name = plan_name(plan.number);
  std::string text = "\n" + paint.title("Saved as " + name + ": " + counted(plan.rows, "account")) + "\n  " +
                     plan.hash + "\n  good until " + policy.zone.local(engine::end_of(plan)) + "\n";
  if (!saved.plan.obstacles.empty()) {
    text += paint.caution(paragraph("  ", "nothing destructive is in it, for nothing of that may happen at " +
                                              policy.zone.local(plan.as_of) +
                                              "; with --as-of it is made for a moment at which it may")) +
            "\n";
  }
  if (plan.rows == 0) return text + "  nothing is due: there is nothing to apply\n";
  if (!saved.plan.stops.empty()) {
    text +=
        "next, by " + people(policy.guards.approvers) + ":\n  lapse approve " + name + " --reason REASON\n";
    text += "then:\n";
  } else {
    text += "next:\n";
  }
  return text + "  lapse apply " + name + "\n";
}

std::string approve_text(const ApproveReport& report, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  const auto& [denials, saved, approval, count] = report.approved;
  const std::string name = plan_name(saved.number);
  std::string text = paint.title("Approved " + name + ", " + counted(saved.rows, "account") + ", as " +
                                 printable(approval.approver.actor)) +
                     "\n  " + saved.hash + "\n  saved by " + printable(saved.requester.actor) + " at " +
                     policy.zone.local(saved.saved_at) + "\n";
  for (const auto& one : report.counts)
    text += "  " + printable(one.rule) + " " + does(one.kind) + " " + engine::grouped(one.accounts) + "\n";
  text += "  this approval ends at " + policy.zone.local(approval.until) + "\n";
  const int needed = policy.guards.approvers;
  text += "  it has " + approvals_words(count, needed) + "\n";
  if (count < needed) return text + "next, by somebody else:\n  lapse approve " + name + " --reason REASON\n";
  return text + "next:\n  lapse apply " + name + "\n";
}

std::string approve_json(const ApproveReport& report, const rules::Policy& policy) {
  const auto& approved = report.approved;
  Json json = new_answer();
  json["plan"] = saved_plan_json(approved.saved);
  json["moves"] = Json::object();
  json["warnings"] = Json::object();
  for (const auto& one : report.counts)
    json[one.kind == rules::Treatment::Kind::move ? "moves" : "warnings"][one.rule] = one.accounts;
  json["by"] = approved.approval.approver.actor;
  json["reason"] = approved.approval.reason;
  json["until"] = schedules::to_string(approved.approval.until);
  json["approvals"] = approved.count;
  json["approvers"] = policy.guards.approvers;
  return page(json);
}

std::string application_text(const engine::PassResult& pass, bool all) {
  const auto& application = *pass.application;
  const std::string name = "plan " + plan_name(application.plan);
  if (application.before)
    return name + " was applied before, by run " + std::to_string(pass.run.id) + "; nothing was done now\n";
  const bool preview = pass.run.id == 0;
  std::string text =
      name + ": " + engine::grouped(application.rows - application.dropped_out) + " of " +
      counted(application.rows, "account") +
      (preview ? " would be carried out" : " carried out by run " + std::to_string(pass.run.id)) + "\n";
  if (preview) text += works_text(pass.plan.tally);
  if (application.dropped_out > 0) {
    text += "  " + counted(application.dropped_out, "account") + (preview ? " would drop" : " dropped") +
            " out: changed since, or not due any more" + (all ? ":\n" : " (-v names them)\n");
    if (all) {
      for (const auto& account : application.dropped) text += "    " + printable(account) + "\n";
    }
  }
  for (const auto& stop : application.passed)
    text += paragraph("  ", "approved past a guard: " + printable(stop.rule + ", " + stop.reason)) + "\n";
  return text;
}

Json application_json(const engine::Application& application) {
  Json passed = Json::array();
  for (const auto& stop : application.passed)
    passed.push_back({{"rule", stop.rule}, {"reason", stop.reason}});
  return {{"plan", plan_name(application.plan)}, {"before", application.before},
          {"accounts", application.rows},        {"dropped_out", application.dropped_out},
          {"dropped", application.dropped},      {"approved_past", passed}};
}

std::string waiting_text(const std::vector<WaitingPlan>& plans, const rules::Policy& policy) {
  std::string text;
  for (const auto& [saved, approvals] : plans) {
    if (text.empty()) text = "saved plans:\n";
    text += "  " + left(plan_name(saved.number), 6) + " " + counted(saved.rows, "account") +
            (saved.scope.rule.empty() ? "" : ", only " + printable(saved.scope.rule)) + ", by " +
            printable(saved.requester.actor) + ", until " + policy.zone.local(engine::end_of(saved)) + "\n";
    if (!saved.stops.empty()) {
      text += "         stopped by a guard, " + approvals_words(approvals, policy.guards.approvers) +
              ": lapse " +
              (approvals < policy.guards.approvers ? "approve " + plan_name(saved.number) + " --reason REASON"
                                                   : "apply " + plan_name(saved.number)) +
              "\n";
    }
  }
  return text;
}

Json waiting_json(const std::vector<WaitingPlan>& plans, const rules::Policy& policy) {
  Json list = Json::array();
  for (const auto& [saved, approvals] : plans) {
    Json one = saved_plan_json(saved);
    one["stopped"] = !saved.stops.empty();
    one["approvals"] = approvals;
    one["approvers"] = policy.guards.approvers;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace lapse::adapters::report
