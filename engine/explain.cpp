#include "engine/explain.h"

#include <algorithm>
#include <utility>

#include "engine/explain_clauses.h"
#include "engine/explain_outlook.h"
#include "engine/explain_story.h"
#include "engine/explain_words.h"
#include "schedules/bound.h"

namespace lapse::engine {
namespace {

using schedules::Instant;

// What stands in the way besides the window, whose opening the outlook already waits for.
std::vector<Obstacle> lasting(std::vector<Obstacle> obstacles) {
  std::erase_if(obstacles, [](const Obstacle& obstacle) { return obstacle.what == "window"; });
  return obstacles;
}

RuleAccount put(const RuleCase& of) {
  RuleAccount answer{of.rule.name, of.rule.says, is_concerned(of), clauses_of(of), {}};
  const auto& zone = of.book.policy.zone;
  if (of.outlook.due_now) {
    answer.earliest = zone.day_of(of.as_of);
  } else if (of.outlook.acts_at) {
    answer.earliest = zone.day_of(*of.outlook.acts_at);
  }
  return answer;
}

std::string next_words(const RuleCase& of) {
  const auto& zone = of.book.policy.zone;
  const Instant at = *of.outlook.acts_at;
  const std::string day = schedules::in_words(zone.day_of(at));
  const std::string clock = clock_words(at, zone);
  std::string text = of.rule.to;
  if (of.outlook.due_now) {
    text += " by " + of.rule.name + " at the next pass, " + day + " " + clock;
  } else {
    text += " on " + day + " from " + clock + " by " + of.rule.name;
  }
  if (!of.outlook.warnings.empty()) {
    const auto& warning = of.outlook.warnings.front();
    text += "; next warning on " + schedules::in_words(zone.day_of(warning.at)) + ", " +
            days_before_words({warning.step});
  }
  for (const auto& obstacle : of.obstacles) {
    const bool waits =
        is_destructive(of.book.policy, of.rule) || (obstacle.marking && counts_from_last_use(of.rule));
    if (!waits) continue;
    return text + "; held back: " + obstacle.says;
  }
  return text;
}

std::optional<Instant> restorable_until(const rules::Policy& policy, const rules::Facts& facts) {
  std::optional<Instant> until;
  for (const auto& event : policy.events) {
    if (!event.within || std::ranges::count(event.from, facts.state) == 0) continue;
    const Instant end = schedules::end_of_hours({facts.state_since}, event.within->count);
    until = until ? std::max(*until, end) : end;
  }
  return until;
}

void tell_past(Explanation& answer, const std::vector<NoticeView>& notices,
               const std::vector<JournalRow>& journal, const schedules::Zone& zone) {
  for (const auto& row : journal) answer.story.push_back(story_sentence(row, zone));
  for (const auto& notice : notices) {
    if (notice.epoch != answer.account.epoch || notice.step == 0) continue;
    answer.warnings.push_back(warning_sentence(notice, zone));
  }
}

}  // namespace

Explanation explain(const Rulebook& book, const Watch& watch, const AccountView& account,
                    const std::vector<NoticeView>& notices, const std::vector<JournalRow>& journal,
                    Instant as_of) {
  const auto& policy = book.policy;
  Explanation answer;
  answer.account = account;
  answer.as_of = as_of;
  if (const rules::State* state = policy.state(account.facts.state)) answer.meaning = state->meaning;
  const auto in_the_way = lasting(obstacles(book, watch, as_of));
  for (const auto& rule : policy.rules) {
    if (rule.from != account.facts.state) continue;
    const Outlook outlook = look_ahead(book, rule, account.facts, as_of);
    const RuleCase of{book, rule, account, in_the_way, outlook, as_of};
    answer.rules.push_back(put(of));
    if (!outlook.acts_at || (answer.next_at && *answer.next_at <= *outlook.acts_at)) continue;
    answer.next = next_words(of);
    answer.next_at = outlook.acts_at;
  }
  tell_past(answer, notices, journal, policy.zone);
  answer.restorable_until = restorable_until(policy, account.facts);
  return answer;
}

}  // namespace lapse::engine
