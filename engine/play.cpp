#include "engine/play.h"

#include <algorithm>
#include <map>

#include "engine/import.h"
#include "engine/pass.h"
#include "rules/reach.h"

namespace lapse::engine {
namespace {

using rules::Expectation;
using rules::Recipient;
using rules::SentItem;
using schedules::Day;

std::string and_list(const std::set<Recipient>& recipients) {
  std::string text;
  for (const auto recipient : recipients)
    text += (text.empty() ? "" : " and ") + std::string(rules::to_string(recipient));
  return text;
}

// All copies of one message, to whomever they went.
struct SentGroup {
  std::string account;
  std::string send;
  int step = 0;
  std::optional<Day> date;
  auto operator<=>(const SentGroup&) const = default;
};
using SentGroups = std::map<SentGroup, std::set<Recipient>>;

std::string in_words(const SentGroup& group, const std::set<Recipient>& to) {
  std::string text = group.account + " " + group.send;
  if (group.step > 0) text += " " + std::to_string(group.step);
  if (group.date) text += " for " + schedules::to_string(*group.date);
  return text + " to " + and_list(to);
}

std::string in_words(const SentItem& item) {
  std::string text = item.account + " " + item.send;
  if (item.step > 0) text += " " + std::to_string(item.step);
  if (item.on) text += " for " + schedules::to_string(*item.on);
  if (!item.to.empty()) text += " to " + and_list({item.to.begin(), item.to.end()});
  return text;
}

bool matches(const SentItem& item, const SentGroup& group, const std::set<Recipient>& to) {
  return item.account == group.account && item.send == group.send && item.step == group.step &&
         (!item.on || item.on == group.date) &&
         (item.to.empty() || std::set<Recipient>(item.to.begin(), item.to.end()) == to);
}

class Checker {
 public:
  Checker(const Rehearsal& rehearsal, const rules::PolicyTest& test, Played& played)
      : rehearsal_(rehearsal), test_(test), played_(played) {}

  void check(const Expectation& expectation) {
    day_ = expectation.day;
    check_deeds();
    for (const auto& one : expectation.states) {
      const std::string state = rehearsal_.state_of(one.account);
      if (state != one.state)
        fail(one.place, one.account + " " + one.state, one.account + " " + state, one.account);
    }
    for (const auto& one : expectation.counts) {
      const auto count = rehearsal_.count_in(one.state);
      if (count != one.accounts)
        fail(one.place, std::to_string(one.accounts) + " " + one.state,
             std::to_string(count) + " " + one.state, "");
    }
    if (expectation.sent) check_sent(*expectation.sent, expectation.sent_place);
    if (expectation.stopped) check_stop(*expectation.stopped);
  }

  // What people did since the last look.
  void check_deeds() {
    const auto& deeds = rehearsal_.deeds();
    for (; next_deed_ < deeds.size(); ++next_deed_) check_deed(deeds[next_deed_]);
  }

 private:
  void fail(const rules::Place& place, std::string expected, std::string actual, const std::string& account) {
    PlayFailure failure{place, std::move(expected), std::move(actual), schedules::to_string(day_), {}};
    if (!account.empty()) failure.why = rehearsal_.explanation_of(account);
    played_.failures.push_back(std::move(failure));
  }

  void check_deed(const DeedSeen& deed) {
    const auto& happening = *deed.happening;
    const std::string what = happening.name + " of " + happening.account;
    std::string refused;
    for (const auto& denial : deed.denials)
      refused += (refused.empty() ? "" : ", ") + denial.what + " (" + denial.says + ")";
    if (happening.refused.empty()) {
      if (!refused.empty()) fail(happening.place, what, "refused: " + refused, happening.account);
      return;
    }
    const bool as_said = std::ranges::any_of(
        deed.denials, [&](const Denial& denial) { return denial.what == happening.refused; });
    if (!as_said) {
      fail(happening.place, what + " refused: " + happening.refused,
           refused.empty() ? "it was done" : "refused: " + refused, happening.account);
    }
  }

  SentGroups sent_today() const {
    SentGroups groups;
    for (const auto& message : rehearsal_.sent()) {
      const auto in_story = [&](const rules::TestAccount& account) {
        return account.name == message.account;
      };
      if (message.on != day_ || std::ranges::none_of(test_.accounts, in_story)) continue;
      groups[{message.account, message.send, message.step, message.date}].insert(message.to);
    }
    return groups;
  }

  void check_sent(const std::vector<SentItem>& expected, const rules::Place& place) {
    auto groups = sent_today();
    for (const auto& item : expected) {
      const auto found = std::ranges::find_if(
          groups, [&](const auto& group) { return matches(item, group.first, group.second); });
      if (found != groups.end()) {
        groups.erase(found);
        continue;
      }
      std::string near;
      for (const auto& [group, to] : groups) {
        if (group.account == item.account) near += (near.empty() ? "" : ", ") + in_words(group, to);
      }
      fail(item.place, "sent: " + in_words(item), near.empty() ? "nothing sent to them" : "sent: " + near,
           item.account);
    }
    for (const auto& [group, to] : groups) {
      const auto is_named = [&](const SentItem& item) { return item.account == group.account; };
      if (std::ranges::any_of(expected, is_named) && !played_.failures.empty()) continue;
      fail(place, "nothing else sent", "sent: " + in_words(group, to), group.account);
    }
  }

  void check_stop(const rules::StopExpected& expected) {
    std::vector<Stop> stops;
    for (const auto& seen : rehearsal_.stops()) {
      if (seen.on == day_) stops.push_back(seen.stop);
    }
    if (expected.rule.empty()) {
      if (!stops.empty()) fail(expected.place, "nothing stopped", "stopped: " + in_words(stops.front()), "");
      return;
    }
    std::string others;
    for (const auto& stop : stops) {
      const bool as_many = !expected.would_have || *expected.would_have == stop.would_have;
      const bool same_limit = !expected.limit || *expected.limit == stop.limit;
      if (stop.rule == expected.rule && as_many && same_limit) return;
      others += (others.empty() ? "stopped: " : "; ") + in_words(stop);
    }
    fail(expected.place, "stopped: " + expected.rule + numbers(expected.would_have, expected.limit),
         others.empty() ? "nothing stopped" : others, "");
  }

  static std::string numbers(std::optional<std::int64_t> would_have, std::optional<std::int64_t> limit) {
    std::string text;
    if (would_have) text += ", would have " + std::to_string(*would_have);
    if (limit) text += ", limit " + std::to_string(*limit);
    return text;
  }

  static std::string in_words(const Stop& stop) { return stop.rule + numbers(stop.would_have, stop.limit); }

  static std::string in_words(const SentGroup& group, const std::set<Recipient>& to) {
    return engine::in_words(group, to);
  }
  static std::string in_words(const SentItem& item) { return engine::in_words(item); }

  const Rehearsal& rehearsal_;
  const rules::PolicyTest& test_;
  Played& played_;
  Day day_;
  std::size_t next_deed_ = 0;
};

std::string moves(const std::string& rule) {
  return "rule " + rule + " moves";
}

std::string warns(const std::string& rule, std::int64_t step) {
  return "rule " + rule + " warns " + std::to_string(step) + " days before";
}

std::string in_words(const rules::AnyOf& any) {
  std::string text;
  for (const auto& condition : any) text += (text.empty() ? "" : ", or ") + rules::in_words(condition);
  return text;
}

// Hears of every condition that a policy sets, with the state of the accounts that it is put to; empty: any.
template <class Visit>
void each_clause(const rules::Policy& policy, const Visit& visit) {
  const auto each = [&](const std::string& what, const std::string& state, const auto& clauses) {
    for (const auto& any : clauses) visit(what + " " + in_words(any), state, any);
  };
  each("never_touch", "", policy.never_touch);
  for (const auto& rule : policy.rules) {
    each("rule " + rule.name + " only", rule.from, rule.only);
    each("rule " + rule.name + " unless", rule.from, rule.unless);
    for (const auto& tell : rule.tells)
      each("rule " + rule.name + " tell " + tell.send + " when", rule.from, tell.when);
  }
}

void note_clauses(const Store& store, const rules::PolicyTest& test, const rules::Policy& policy,
                  Parts& seen) {
  for (const auto& account : test.accounts) {
    const auto facts = store.accounts(account.name).front().facts;
    each_clause(policy, [&](const std::string& clause, const std::string& state, const rules::AnyOf& any) {
      if (!state.empty() && facts.state != state) return;
      const bool holds = rules::selects(rules::all_hold({any}, policy), facts);
      seen.insert(clause + (holds ? ": holds" : ": does not hold"));
    });
  }
}

void note_parts(const Store& store, const rules::PolicyTest& test, Parts& seen) {
  std::vector<std::string> ids;
  for (const auto& account : test.accounts) ids.push_back(account.name);
  for (std::size_t c = 0; c < test.crowds.size(); ++c) ids.push_back("crowd-" + std::to_string(c) + "-0");
  for (const auto& id : ids) {
    for (const auto& row : store.journal_of(id)) {
      if (row.kind == "move") seen.insert(moves(row.cause));
      if (row.kind == "warn") seen.insert(warns(row.cause, row.step));
      if (row.kind == "event" || row.kind == "login")
        seen.insert("event " + (row.kind == "login" ? "login" : row.cause));
      if (row.kind == "hold") seen.insert("hold " + row.cause);
    }
  }
}

}  // namespace

Parts parts_of(const rules::Policy& policy) {
  Parts parts;
  for (const auto& rule : policy.rules) {
    parts.insert(moves(rule.name));
    if (!rule.warn) continue;
    for (const int step : rule.warn->days_before) parts.insert(warns(rule.name, step));
  }
  each_clause(policy, [&](const std::string& clause, const std::string&, const rules::AnyOf&) {
    parts.insert({clause + ": holds", clause + ": does not hold"});
  });
  for (const auto& event : policy.events) parts.insert("event " + event.name);
  for (const auto& hold : policy.holds) parts.insert("hold " + hold.name);
  return parts;
}

Played play(Store& store, const Rulebook& book, const rules::PolicyTest& test, const TellLadders& tell,
            Wakeups wakeups, Until until) {
  Played played;
  try {
    Rehearsal rehearsal(store, book, test, tell, wakeups);
    Checker checker(rehearsal, test, played);
    for (const auto& expectation : test.expects) {
      rehearsal.play_through(expectation.day);
      checker.check(expectation);
      note_clauses(store, test, book.policy, played.seen);
      if (until == Until::first_failure && !played.failures.empty()) break;
    }
    note_parts(store, test, played.seen);
  } catch (const ImportRefused& refused) {
    played.failures.push_back({test.place, "a story that can be played", refused.what(), "", {}});
  } catch (const PassRefused& refused) {
    played.failures.push_back({test.place, "a story that can be played", refused.what(), "", {}});
  }
  return played;
}

}  // namespace lapse::engine
