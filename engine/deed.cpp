#include "engine/deed.h"

#include <algorithm>

#include "engine/deed_others.h"
#include "engine/person.h"
#include "schedules/period.h"

namespace lapse::engine {
namespace {

using schedules::Instant;

std::string in_quotes(const std::string& text) {
  return "'" + text + "'";
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " or ") + word;
  return text;
}

class Judgement {
 public:
  Judgement(const rules::Policy& policy, const DeedFacts& facts, const Deed& deed)
      : policy_(policy), facts_(facts), deed_(deed) {}

  std::vector<Denial> of_event() {
    const auto* event = policy_.event(deed_.name);
    if (event == nullptr) return {{"unknown event", "the policy has no event " + in_quotes(deed_.name)}};
    look_at_state(*event);
    look_at_role(event->by);
    look_at_time(*event);
    for (const auto& need : event->needs) look_at_need(need);
    if (!event->asked_from.empty()) look_at_origin(event->asked_from);
    for (auto& denial : denials_of_others(policy_, *event, facts_, deed_))
      found_.push_back(std::move(denial));
    return std::move(found_);
  }

  std::vector<Denial> of_hold() {
    const auto hold =
        std::ranges::find_if(policy_.holds, [&](const auto& one) { return one.name == deed_.name; });
    if (hold == policy_.holds.end())
      return {{"unknown hold", "the policy has no hold " + in_quotes(deed_.name)}};
    look_at_role({hold->by});
    const auto* state = policy_.state(facts_.account.facts.state);
    if (state != nullptr && state->final)
      deny("wrong state", "the account is " + state->name + ", and nothing can be held there any more");
    if (deed_.kind == Deed::Kind::release && !held_until())
      deny("no hold", "the account has no hold " + deed_.name);
    if (deed_.kind == Deed::Kind::hold) look_at_length(*hold);
    return std::move(found_);
  }

 private:
  void deny(std::string what, std::string says) { found_.push_back({std::move(what), std::move(says)}); }

  void look_at_state(const rules::Event& event) {
    const auto& state = facts_.account.facts.state;
    if (starts_here(event)) return;
    const auto* now = policy_.state(state);
    if (now != nullptr && now->final) {
      deny("wrong state",
           "the account is " + state + ", which nothing leaves; the person has to apply for a new account");
      return;
    }
    deny("wrong state",
         "the account is " + state + "; " + event.name + " is for accounts that are " + listed(event.from));
  }

  bool starts_here(const rules::Event& event) const {
    return std::ranges::find(event.from, facts_.account.facts.state) != event.from.end();
  }

  void look_at_role(const std::vector<std::string>& by) {
    if (by.empty() || std::ranges::find(by, deed_.role) != by.end()) return;
    deny("not permitted",
         deed_.name + " is for " + listed(by) + (deed_.role.empty() ? "" : ", not for " + deed_.role));
  }

  void look_at_time(const rules::Event& event) {
    if (!event.within || !starts_here(event)) return;
    const Instant until{facts_.account.facts.state_since + event.within->count * schedules::kSecondsPerHour};
    if (deed_.at < until) return;
    deny("too late", "this was possible until " + policy_.zone.local(until) +
                         "; the person has to apply for a new account");
  }

  void look_at_need(const std::string& need) {
    const auto found = deed_.given.find(need);
    if (found == deed_.given.end() || found->second.empty()) {
      deny("missing " + need, deed_.name + " needs " + need + "; give --" + dashed(need));
      return;
    }
    if (need == "new_organisation") look_at_organisation(found->second);
    if (need == "email_address" && lower(found->second) != lower(facts_.account.email))
      deny("does not match", "the e-mail address given is not the one of the account");
    if (need == "mobile_number" && digits_of(found->second) != digits_of(mobile()))
      deny("does not match", "the mobile number given is not the one of the account");
  }

  static std::string dashed(std::string word) {
    std::ranges::replace(word, '_', '-');
    return word;
  }

  const std::string& mobile() const { return facts_.account.mobile; }

  void look_at_organisation(const std::string& code) {
    if (code == facts_.account.facts.organisation) {
      deny("same organisation", "the account belongs to " + code + " already; a join is to another one");
    } else if (facts_.knows_organisations && !facts_.new_type) {
      deny("unknown organisation", "no organisation has the code " + in_quotes(code));
    }
  }

  // A sector without a shared mailbox cannot ask from one; then the role answers for it (E24).
  void look_at_origin(const std::string& origin) {
    if (facts_.site_mailbox.empty()) return;
    const auto found = deed_.given.find(origin);
    if (found == deed_.given.end() || found->second.empty()) {
      deny("missing " + origin,
           deed_.name + " has to be asked for from the shared mailbox of the site; give --" + dashed(origin));
    } else if (found->second != facts_.site_mailbox) {
      deny("does not match", in_quotes(found->second) + " is not the shared mailbox of the account's site, " +
                                 facts_.account.facts.organisation);
    }
  }

  void look_at_length(const rules::Hold& hold) {
    if (deed_.until.seconds != 0 && deed_.until <= deed_.at)
      deny("over already", "the hold would end at " + policy_.zone.local(deed_.until) +
                               ", before it begins; give a later end");
    if (const auto until = held_until(); until && is_not_longer(deed_.until.seconds, *until))
      deny("held already", "the account has a hold " + deed_.name + " that lasts as long; nothing to do");
    if (!hold.at_most) return;
    const Instant latest = end_of(*hold.at_most);
    if (deed_.until.seconds != 0 && deed_.until <= latest) return;
    deny("too long", "a hold " + hold.name + " lasts until " + policy_.zone.local(latest) +
                         " at most; give an end that is not later");
  }

  Instant end_of(const schedules::Span& span) const {
    return schedules::end_of(span, deed_.at, policy_.zone);
  }

  static bool is_not_longer(std::int64_t until, std::int64_t other) {  // 0: for ever
    return other == 0 || (until != 0 && until <= other);
  }

  // How long the hold lasts that the account has of this kind; 0 for ever, nullopt when it has none.
  std::optional<std::int64_t> held_until() const {
    const auto& account = facts_.account;
    std::optional<std::int64_t> longest;
    for (std::size_t i = 0; i < account.hold_kinds.size(); ++i) {
      const auto& held = account.facts.holds[i];
      const bool is_on = held.from <= deed_.at.seconds && (held.until == 0 || held.until > deed_.at.seconds);
      if (!is_on || account.hold_kinds[i] != deed_.name) continue;
      if (!longest || is_not_longer(*longest, held.until)) longest = held.until;
    }
    return longest;
  }

  const rules::Policy& policy_;
  const DeedFacts& facts_;
  const Deed& deed_;
  std::vector<Denial> found_;
};

}  // namespace

std::vector<Denial> denials(const rules::Policy& policy, const DeedFacts& facts, const Deed& deed) {
  Judgement judgement(policy, facts, deed);
  return deed.kind == Deed::Kind::event ? judgement.of_event() : judgement.of_hold();
}

DeedChange change_of(const rules::Policy& policy, const DeedFacts& facts, const Deed& deed) {
  const auto& account = facts.account.facts;
  DeedChange change;
  change.to_state = account.state;
  change.since = {account.state_since};
  change.organisation = account.organisation;
  change.organisation_type = account.organisation_type;
  change.administered_by = account.administered_by;
  if (deed.kind != Deed::Kind::event) return change;
  const auto& event = *policy.event(deed.name);
  change.to_state = event.to;
  change.since = deed.at;
  change.fresh_life = event.to == policy.states.front().name;
  change.restorable_seconds = restorable_seconds(policy, event.to);
  for (const auto& effect : event.effects) change.effects.push_back(effect.name);
  for (const auto& tell : event.tells) change.announcements.push_back(announcement_of(tell, policy));
  if (const auto code = deed.given.find("new_organisation"); code != deed.given.end()) {
    change.organisation = code->second;
    change.organisation_type = facts.new_type.value_or(account.organisation_type);
  }
  if (const auto who = deed.given.find("administered_by"); who != deed.given.end())
    change.administered_by = who->second;
  return change;
}

}  // namespace lapse::engine
