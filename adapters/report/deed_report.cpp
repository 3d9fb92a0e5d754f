#include "adapters/report/deed_report.h"

#include <algorithm>

#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

using Kind = engine::Deed::Kind;

// The first instant at which a restore is too late; 0 where the state cannot be left so.
schedules::Instant restorable_until(const DeedLine& line) {
  const auto& change = line.result.change;
  return change.restorable_seconds == 0 ? schedules::Instant{} : change.since + change.restorable_seconds;
}

std::string who(const DeedLine& line) {
  if (line.deed.account.empty() || line.deed.account == line.asked) return line.asked;
  return line.deed.account + " <" + line.asked + ">";
}

std::string what_changed(const DeedLine& line, const rules::Policy& policy) {
  const auto& deed = line.deed;
  if (deed.kind == Kind::release) return "hold " + deed.name + " released";
  if (deed.kind == Kind::hold) {
    return "held: " + deed.name +
           (deed.until.seconds == 0 ? " until it is released"
                                    : " until " + engine::moment_words(deed.until, policy.zone));
  }
  const auto& change = line.result.change;
  const auto& before = line.result.facts.account.facts;
  std::string text = line.result.from_state + " -> " + line.result.to_state;
  if (change.organisation != before.organisation)
    text += ", organisation " + before.organisation + " -> " + change.organisation;
  if (change.administered_by != before.administered_by)
    text += ", administered by " + before.administered_by + " -> " + change.administered_by;
  return text;
}

std::string cancelled_line(const engine::NoticeView& notice) {
  const std::string step = notice.step > 0 ? " " + std::to_string(notice.step) : "";
  return paragraph("  cancelled: ", printable(notice.send + step + " to " + notice.recipient)) + "\n";
}

std::string_view outcome(const DeedLine& line, bool dry_run) {
  if (!line.tried) return "not tried";
  if (!line.denials.empty()) return "refused";
  return dry_run ? "would do" : "done";
}

std::string says(const DeedLine& line, const rules::Policy& policy) {
  if (line.tried && line.denials.empty()) return what_changed(line, policy);
  std::string text = line.tried ? "" : "not tried";
  for (const auto& denial : line.denials) text += (text.empty() ? "" : "; ") + denial.says;
  return text;
}

Json denials_json(const std::vector<engine::Denial>& denials) {
  Json json = Json::array();
  for (const auto& denial : denials)
    json.push_back(
        {{"what", denial.what}, {"says", denial.says}, {"can_be_overridden", denial.can_be_overridden}});
  return json;
}

Json cancelled_json(const std::vector<engine::NoticeView>& notices) {
  Json json = Json::array();
  for (const auto& notice : notices)
    json.push_back(
        {{"rule", notice.rule}, {"send", notice.send}, {"step", notice.step}, {"to", notice.recipient}});
  return json;
}

Json line_json(const DeedLine& line, bool dry_run) {
  const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const auto& change = line.result.change;
  return {{"line", line.line == 0 ? Json(nullptr) : Json(line.line)},
          {"asked", line.asked},
          {"account", text_or_null(line.deed.account)},
          {"outcome", std::string(outcome(line, dry_run))},
          {"name", line.deed.name},
          {"at", instant_or_null(line.deed.at)},
          {"role", text_or_null(line.deed.role)},
          {"from", text_or_null(line.result.from_state)},
          {"to", text_or_null(line.result.to_state)},
          {"until", instant_or_null(line.deed.until)},
          {"restorable_until", instant_or_null(restorable_until(line))},
          {"organisation", text_or_null(change.organisation)},
          {"administered_by", text_or_null(change.administered_by)},
          {"cancelled", cancelled_json(line.cancelled)},
          {"denials", denials_json(line.denials)},
          {"overridden", denials_json(line.result.overridden)}};
}

struct Totals {
  std::int64_t done = 0;
  std::int64_t refused = 0;
  std::int64_t not_tried = 0;
};

Totals totals_of(const DeedReport& report) {
  Totals totals;
  for (const auto& line : report.lines)
    ++(!line.tried ? totals.not_tried : line.done() ? totals.done : totals.refused);
  return totals;
}

}  // namespace

std::string deeds_text(const DeedReport& report, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  std::string text;
  for (const auto& line : report.lines) {
    const std::string first =
        (line.line == 0 ? "" : "line " + std::to_string(line.line) + ": ") + who(line) + ": ";
    const bool good = line.done() || !line.tried;
    const std::string words = line.tried ? std::string(outcome(line, report.dry_run)) + ": " : "";
    const std::string whole = paragraph("", printable(first + words + says(line, policy))) + "\n";
    text += good ? whole : paint.alarm(whole);
  }
  const Totals totals = totals_of(report);
  text += paint.title(std::to_string(totals.done) + (report.dry_run ? " would be done, " : " done, ") +
                      std::to_string(totals.refused) + " refused");
  if (totals.not_tried > 0) text += ", " + std::to_string(totals.not_tried) + " not tried";
  return text + "\n";
}

std::string deed_text(const DeedReport& report, const DeedLine& line, const rules::Policy& policy) {
  const auto& account = line.result.facts.account;
  std::string name = line.deed.account;
  if (!account.email.empty()) name += " <" + account.email + ">";
  if (!account.display_name.empty()) name += ", " + account.display_name;
  std::string text = paragraph("", printable(name)) + "\n";
  text +=
      paragraph(report.dry_run ? "  would be: " : "  done: ", printable(what_changed(line, policy))) + "\n";
  if (!line.deed.role.empty()) text += paragraph("  in the role: ", line.deed.role) + "\n";
  if (const auto until = restorable_until(line); until.seconds != 0)
    text += "  can be restored until " + engine::moment_words(until, policy.zone) + "\n";
  for (const auto& denial : line.result.overridden)
    text += paragraph("  overridden: ", printable(denial.says)) + "\n";
  for (const auto& notice : line.cancelled) text += cancelled_line(notice);
  return text;
}

std::string denials_text(const DeedLine& line) {
  std::string text;
  for (const auto& denial : line.denials) text += "refused: " + denial.says + "\n";
  return text;
}

std::string deeds_json(const DeedReport& report) {
  Json json = new_answer();
  json["command"] = report.command;
  json["dry_run"] = report.dry_run;
  const Totals totals = totals_of(report);
  json["totals"] = {{"done", totals.done}, {"refused", totals.refused}, {"not_tried", totals.not_tried}};
  json["lines"] = Json::array();
  for (const auto& line : report.lines) json["lines"].push_back(line_json(line, report.dry_run));
  return page(json);
}

}  // namespace lapse::adapters::report
