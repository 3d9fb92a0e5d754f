#include "adapters/notify/variables.h"

#include <algorithm>
#include <array>

#include "adapters/notify/plain_text.h"

namespace lapse::adapters::notify {
namespace {

using engine::Notice;
using schedules::Zone;
using Value = std::optional<std::string>;

Value text(const std::string& untrusted) {
  std::string line = one_line(untrusted);
  if (line.empty()) return std::nullopt;
  return line;
}

Value name(const Notice& notice, const Zone&) {
  return text(notice.name);
}

Value email(const Notice& notice, const Zone&) {
  return text(notice.about);
}

Value organisation(const Notice& notice, const Zone&) {
  return text(notice.organisation);
}

Value organisation_name(const Notice& notice, const Zone&) {
  return text(notice.organisation_name);
}

Value team(const Notice& notice, const Zone&) {
  return text(notice.team);
}

Value date(const Notice& notice, const Zone&) {
  if (!notice.date) return std::nullopt;
  return in_words(*notice.date);
}

// Counted, not copied from the step: a message that stands for several steps carries the label of one of
// them.
Value days(const Notice& notice, const Zone& zone) {
  if (!notice.date) return std::nullopt;
  const int count = *notice.date - zone.day_of(notice.as_of);
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

Value restorable_until(const Notice& notice, const Zone& zone) {
  if (!notice.restorable_until) return std::nullopt;
  const std::string local = zone.local(*notice.restorable_until);
  return in_words(zone.day_of(*notice.restorable_until)) + " at " + local.substr(local.find(' ') + 1);
}

Value mailboxes(const Notice& notice, const Zone&) {
  std::string all;
  for (const auto& mailbox : notice.mailboxes) all += (all.empty() ? "" : ", ") + one_line(mailbox);
  return text(all);
}

Value rule(const Notice& notice, const Zone&) {
  return text(notice.rule);
}

constexpr std::array kVariables{
    Variable{"name", "display name of the account", false, name},
    Variable{"email", "e-mail address of the account", true, email},
    Variable{"organisation", "code of its organisation", false, organisation},
    Variable{"organisation_name", "name of its organisation", false, organisation_name},
    Variable{"team", "address of the team that helps", true, team},
    Variable{"date", "day from which the rule acts: Thursday 2 July 2026", true, date},
    Variable{"days", "from the day of the notice until then: 14 days, 1 day", true, days},
    Variable{"restorable_until", "Thursday 2 July 2026 at 10:00 BST", true, restorable_until},
    Variable{"mailboxes", "addresses of the shared mailboxes that it has access to", false, mailboxes},
    Variable{"rule", "name of the rule", false, rule},
};

}  // namespace

std::span<const Variable> variables() {
  return kVariables;
}

const Variable* find_variable(std::string_view name) {
  const auto* found = std::find_if(kVariables.begin(), kVariables.end(),
                                   [name](const Variable& variable) { return variable.name == name; });
  return found == kVariables.end() ? nullptr : found;
}

std::string variable_names() {
  std::string names;
  for (const Variable& variable : kVariables) {
    if (!names.empty()) names += ", ";
    names += variable.name;
  }
  return names;
}

}  // namespace lapse::adapters::notify
