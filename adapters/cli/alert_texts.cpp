#include "adapters/cli/alert_texts.h"

#include <fmt/format.h>

#include "engine/alert.h"
#include "engine/digest.h"
#include "engine/explain_words.h"
#include "schedules/span.h"

namespace lapse::adapters::cli {

std::string AlertTexts::address_of(const std::string& name) const {
  const auto found = contacts_.find(name);
  return found == contacts_.end() ? policy_.routes.back().team : found->second;
}

engine::Message AlertTexts::compose(const engine::Alert& alert) const {
  engine::Digest digest;
  digest.field("alert").field(alert.number).field(alert.as_of.seconds).field(alert.rule);
  engine::Message message;
  message.id = digest.hex().substr(std::string_view("sha256:").size(), 32) + "@" + domain_;
  message.to = address_of(alert.tell);
  message.subject = "lapse stopped " + alert.rule + ": " + alert.reason;
  message.body = fmt::format(
      "A guard of {} stopped a rule in run {}, on {}:\n\n  {}\n\n"
      "It would have been {}. None of it has happened, and the rest of the night went on.\n\n"
      "If this is not meant, there is nothing to do: it stays stopped. Find out why so many are due:\n\n"
      "  lapse plan --rule {}\n\n"
      "If it is meant:\n\n",
      policy_.name, alert.run, policy_.zone.local(alert.as_of), engine::sentence_of(alert),
      engine::counted(alert.would_have, alert.kind == rules::Treatment::Kind::move ? "account" : "notice"),
      alert.rule);
  for (const auto& command : engine::commands_to_pass(alert.rule, policy_.guards.approvers))
    message.body += "  " + command + "\n";
  if (policy_.guards.approval_lasts)
    message.body += "\nAn approval lasts " + to_string(*policy_.guards.approval_lasts) + ".\n";
  message.date = alert.as_of;
  return message;
}

}  // namespace lapse::adapters::cli
