// A policy as checked values: what the YAML says, nothing that it does not say.
//
// Made by rules/parse.h only, which refuses everything it does not understand. Every name used in a Policy is
// defined in it; lists keep the order of the text.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/condition.h"
#include "rules/diagnostic.h"
#include "rules/model_guards.h"
#include "schedules/cadence.h"
#include "schedules/holidays.h"
#include "schedules/span.h"
#include "schedules/window.h"
#include "schedules/zone.h"

namespace lapse::rules {

struct State {
  std::string name;
  std::string meaning;
  bool destructive = false;
  bool final = false;  // nothing leaves it; personal data is erased on entry
};

// Who gets a message about an account.
enum class Recipient { account, personal_email, mobile, site_owner, team };
inline constexpr std::array kRecipients{Recipient::account, Recipient::personal_email, Recipient::mobile,
                                        Recipient::site_owner, Recipient::team};
std::string_view to_string(Recipient recipient);  // "personal_email"

struct Tell {
  std::string send;  // name of a template
  std::vector<Recipient> to;
  std::vector<AnyOf> when;  // all must hold
};

// What has to be done elsewhere when an account moves, by its name. How is a matter of the configuration.
struct EffectName {
  std::string name;  // "disable-mailbox"
  Place place;
};

// Who is told how many days before, and with which text.
struct Ladder {
  std::vector<int> days_before;  // strictly descending, each at least 1
  std::string send;
  std::vector<Recipient> to;
};
std::vector<int> all_steps(const std::vector<Ladder>& ladders);  // each once, strictly descending

struct Warn {
  std::vector<int> days_before;  // the steps of all ladders, strictly descending
  std::vector<Ladder> ladders;   // at least one; at a step, those speak that have it
};

// What a period counts from.
enum class Anchor { in_state, last_used };  // account.state_since, account.idle_since
struct After {
  Anchor anchor = Anchor::in_state;
  int days = 0;
};

struct Rule {
  std::string name;
  std::string says;
  std::string from;
  std::string to;
  std::vector<AnyOf> only;          // all must hold
  std::vector<AnyOf> unless;        // none may hold
  std::vector<std::string> before;  // rules that leave to this one whom both are about
  std::vector<After> after;         // all must be over; at least one
  std::optional<Warn> warn;
  int notice_days = 0;  // 0 exactly when there is no warn
  std::vector<Tell> tells;
  std::vector<EffectName> effects;  // in this order
  Place place;                      // of its name
};

struct Event {
  std::string name;  // the policy's own; "login" is what the feed of logins reports
  std::vector<std::string> from;
  std::string to;
  std::vector<std::string> by;
  std::vector<std::string> needs;
  std::optional<schedules::Span> within;  // "720 hours in deleted": from entry into the state, exact
  std::string asked_from;
  std::vector<std::string> unique;   // facts that no other account of its kind may have: "mobile"
  std::optional<SiteLimit> at_most;  // per organisation
  std::vector<Tell> tells;
  std::vector<EffectName> effects;  // in this order
};

struct Hold {
  std::string name;
  std::string by;
  std::optional<schedules::Span> at_most;  // nullopt: until released
};

struct Route {
  std::string value;  // of the field routed by; empty: otherwise
  std::string team;   // an e-mail address
};

struct Policy {
  explicit Policy(schedules::Zone home) : zone(home) {}

  std::string name;
  int edition = 0;
  Place edition_place;
  std::string source;
  schedules::Zone zone;
  std::string holidays_name;  // "england-and-wales"; empty: none
  schedules::Cadence look;
  std::optional<schedules::Window> delete_window;
  Place delete_place;
  std::vector<State> states;  // the first is where accounts start
  std::vector<Event> events;
  std::vector<std::string> last_used;  // facts whose latest is "last used": last_login, created, ...
  std::vector<AnyOf> never_touch;      // none may hold
  std::vector<Hold> holds;
  std::vector<Rule> rules;
  Guards guards;
  bool shortened_new_promises_only = false;
  bool shortened_fresh_warnings = false;
  std::vector<FeedTrust> feeds;
  ClockTrust clock;
  Field route_by = Field::organisation_type;
  std::vector<Route> routes;  // otherwise last, always there

  const State* state(std::string_view name) const;
  const Rule* rule(std::string_view name) const;
  const Event* event(std::string_view name) const;
  // Rules that come before `rule`: it is not about the accounts that they are about.
  std::vector<const Rule*> before(const Rule& rule) const;
  const std::string& team_of(std::string_view route_value) const;
  // Every effect that a rule or an event names, once, where it is named first.
  std::vector<EffectName> effects() const;
};

}  // namespace lapse::rules
