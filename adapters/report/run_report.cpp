#include "adapters/report/run_report.h"

#include <set>

#include "adapters/report/comeback_report.h"
#include "adapters/report/import_json_parts.h"
#include "adapters/report/plan_json_parts.h"
#include "adapters/report/saved_plan_report.h"
#include "adapters/report/text.h"
#include "engine/alert.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

std::string status_word(engine::Run::Status status) {
  switch (status) {
    case engine::Run::Status::running:
      return "running";
    case engine::Run::Status::finished:
      return "finished";
    case engine::Run::Status::superseded:
      return "superseded";
    case engine::Run::Status::failed:
      return "failed";
  }
  return "unknown";
}

std::string pass_text(const engine::PassResult& pass, const rules::Policy& policy, const Paint& paint) {
  const auto& run = pass.run;
  const auto day = policy.zone.day_of(pass.plan.as_of);
  const std::string local = policy.zone.local(pass.plan.as_of);
  std::string text = paint.title("Run " + std::to_string(run.id) + ", " + schedules::in_words(day) +
                                 local.substr(local.find(' ')) + ": " + status_word(run.status)) +
                     "\n";
  std::string sums = engine::grouped(run.moved) + " moved, " + engine::grouped(run.warned) + " warned, " +
                     engine::counted(run.notices, "notice") + " written";
  if (run.dropped > 0)
    sums += ", " + engine::grouped(run.dropped) + " changed meanwhile and left for the next pass";
  text += paragraph("  ", sums) + "\n";
  if (pass.resumed) text += "  an unfinished run was completed first\n";
  if (!pass.why.empty()) {
    text += paint.alarm(paragraph("  ", printable("stopped: " + pass.why))) + "\n";
  } else if (pass.interrupted) {
    text += paint.caution("  interrupted on request; the next pass goes on from here") + "\n";
  }
  for (const auto& stop : pass.plan.stops) {
    const std::string where = stop.organisation.empty() ? "" : " in " + stop.organisation;
    text +=
        paint.alarm(paragraph("  ", printable("stopped " + stop.rule + where + ": " + stop.reason))) + "\n";
  }
  std::set<std::string> rules;
  for (const auto& stop : pass.plan.stops) {
    if (rules.insert(stop.rule).second)
      text += paragraph("  ", engine::how_to_pass(stop.rule, policy.guards.approvers)) + "\n";
  }
  for (const auto& obstacle : pass.plan.obstacles) {
    text += paint.caution(paragraph("  ", printable(engine::waits(obstacle) + ": " + obstacle.says))) + "\n";
  }
  return text;
}

Json delivery_parts(const engine::Delivery& delivery) {
  return {{"handed", delivery.handed},
          {"later", delivery.later},
          {"ambiguous", delivery.ambiguous},
          {"dead", delivery.dead},
          {"interrupted", delivery.interrupted}};
}

std::string section(std::string_view title, std::string_view what, std::string_view done,
                    const engine::Delivery& delivery, const Paint& paint) {
  std::string text =
      paint.title(title) + "\n  " + engine::counted(delivery.handed, what) + " " + std::string(done) + "\n";
  if (delivery.later > 0) text += "  " + engine::grouped(delivery.later) + " will be tried again\n";
  if (delivery.ambiguous > 0) {
    text += paint.caution("  " + engine::grouped(delivery.ambiguous) + " sent without an answer") + "\n";
  }
  if (delivery.dead > 0) text += paint.alarm("  " + engine::grouped(delivery.dead) + " given up") + "\n";
  if (delivery.interrupted) text += paint.caution("  interrupted on request; the rest goes out later") + "\n";
  return text;
}

Json run_parts(const engine::PassResult& pass) {
  const auto& run = pass.run;
  return {{"id", run.id},
          {"status", status_word(run.status)},
          {"planned", run.planned},
          {"moved", run.moved},
          {"warned", run.warned},
          {"dropped", run.dropped},
          {"notices", run.notices},
          {"interrupted", pass.interrupted},
          {"resumed", pass.resumed},
          {"why", pass.why.empty() ? Json(nullptr) : Json(pass.why)}};
}

}  // namespace

std::string run_text(const RunReport& report, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  std::string text = report.imports.empty() ? "" : import_text(report.imports, policy.zone, colour) + "\n";
  if (report.pass.application) text += application_text(report.pass, report.names_dropped);
  if (!report.pass.application || !report.pass.application->before)
    text += pass_text(report.pass, policy, paint);
  if (report.delivery)
    text += "\n" + delivery_text(*report.delivery, report.effects.value_or(engine::Delivery{}), colour);
  if (!report.false_deletions.empty()) text += "\n" + false_deletions_text(report.false_deletions);
  return text;
}

std::string run_json(const RunReport& report) {
  const auto& plan = report.pass.plan;
  Json json = new_answer();
  json["as_of"] = schedules::to_string(plan.as_of);
  json["policy"] = policy_json(plan);
  json["plan"] = plan.hash;
  json["run"] = run_parts(report.pass);
  json["guards"] = guards_json(plan);
  json["stopped"] = stopped_json(plan);
  json["obstacles"] = obstacles_json(plan);
  json["imports"] = imports_json(report.imports);
  json["delivery"] = report.delivery ? delivery_parts(*report.delivery) : Json(nullptr);
  json["alerts"] = report.alerts ? delivery_parts(*report.alerts) : Json(nullptr);
  if (report.pass.application) json["application"] = application_json(*report.pass.application);
  json["effects"] = report.effects ? delivery_parts(*report.effects) : Json(nullptr);
  json["false_deletions"] = false_deletions_json(report.false_deletions);
  return page(json);
}

std::string delivery_text(const engine::Delivery& notices, const engine::Delivery& effects, bool colour) {
  const Paint paint(colour);
  std::string text = section("Delivered", "notice", "handed on", notices, paint);
  const bool any = effects.handed + effects.later + effects.ambiguous + effects.dead > 0;
  if (any || effects.interrupted) text += "\n" + section("Done elsewhere", "effect", "done", effects, paint);
  return text;
}

std::string delivery_json(const engine::Delivery& notices, const engine::Delivery& effects) {
  Json json = new_answer();
  json["delivery"] = delivery_parts(notices);
  json["effects"] = delivery_parts(effects);
  return page(json);
}

}  // namespace lapse::adapters::report
