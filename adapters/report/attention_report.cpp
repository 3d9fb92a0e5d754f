#include "adapters/report/attention_report.h"

#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

using What = engine::MailboxRisk::What;

std::string says(const engine::MailboxRisk& risk, const schedules::Zone& zone) {
  if (risk.what == What::nobody_active)
    return "nobody who uses it is active: it cannot authorise anything by e-mail";
  if (risk.what == What::no_owner) {
    return risk.owners == 0 ? "has no owner"
                            : "has no owner who is active, of " + engine::grouped(risk.owners);
  }
  return "loses its last active owner by " + engine::day_of_words(risk.until, zone);
}

std::string place_of(const engine::MailboxRisk& risk) {
  std::string text = risk.email.empty() ? risk.mailbox : risk.email;
  text += " (" + (risk.organisation.empty() ? std::string("no organisation") : risk.organisation);
  if (!risk.organisation_name.empty()) text += ", " + risk.organisation_name;
  return text + ")";
}

}  // namespace

std::string attention_text(const Attention& attention, const schedules::Zone& zone, bool colour) {
  const Paint paint(colour);
  if (attention.sentences.empty() && attention.mailboxes.empty()) return "nothing needs attention\n";
  std::string text;
  for (const auto& sentence : attention.sentences)
    text += paint.caution(paragraph("! ", printable(sentence))) + "\n";
  if (attention.mailboxes.empty()) return text;
  text += paint.title("shared mailboxes without usable people") + "\n";
  for (const auto& risk : attention.mailboxes)
    text += paragraph("  ", printable(place_of(risk) + " " + says(risk, zone))) + "\n";
  return text;
}

std::string attention_json(const Attention& attention, const schedules::Zone& zone) {
  Json json = new_answer();
  json["as_of"] = schedules::to_string(attention.at);
  json["attention"] = attention.sentences;
  json["mailboxes"] = Json::array();
  for (const auto& risk : attention.mailboxes) {
    Json one;
    one["mailbox"] = risk.mailbox;
    one["email"] = risk.email;
    one["organisation"] = risk.organisation;
    one["organisation_name"] = risk.organisation_name;
    one["organisation_type"] = risk.organisation_type;
    one["what"] = engine::to_string(risk.what);
    one["owners"] = risk.owners;
    one["until"] =
        risk.until.seconds == 0 ? Json(nullptr) : Json(schedules::to_string(zone.day_of(risk.until)));
    one["says"] = says(risk, zone);
    json["mailboxes"].push_back(one);
  }
  return page(json);
}

}  // namespace lapse::adapters::report
