#include "rules/timeline.h"

#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

using schedules::Holidays;

const schedules::Day kFirst = *schedules::parse_day("2026-01-01");

// A policy that outlives its timeline, and the timeline.
struct Proof {
  explicit Proof(const std::string& text, const Holidays& holidays = {}) {
    Diagnostics diagnostics;
    policy = parse_policy(text, "nas.yaml", diagnostics);
    REQUIRE_MESSAGE(policy, rendered(diagnostics, text));
    result = timeline(*policy, holidays, kFirst);
  }

  const Ending& ending(const std::string& state) const {
    for (const Ending& one : result.endings) {
      if (one.state == state) return one;
    }
    throw std::invalid_argument(state);
  }

  std::optional<Policy> policy;
  Timeline result;
};

// "91 mark-inactive inactive (61 77 84 90)\n..."
std::string told(const std::optional<Way>& way) {
  if (!way) return "no way";
  std::string text;
  for (const TimelineStep& step : *way) {
    text += std::to_string(step.day) + " " + step.by + " " + step.to;
    std::string days;
    for (const int day : step.warned_on) days += (days.empty() ? "" : " ") + std::to_string(day);
    text += (days.empty() ? "" : " (" + days + ")") + "\n";
  }
  return text;
}

std::string told(const std::vector<CounterExample>& examples) {
  std::string text;
  for (const CounterExample& one : examples) text += one.says + "\n" + told(std::optional(one.story));
  return text;
}

const std::string kDelete = "  delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday\n";

}  // namespace

TEST_CASE("the shipped policy: the shortest ways, and both claims proved") {
  const Proof proof(nas());
  CHECK(told(proof.ending("deleted").alone) ==
        "91 mark-inactive inactive (61 77 84 90)\n"
        "182 delete-inactive deleted (122 152 168 175 181)\n");
  CHECK(told(proof.ending("deleted").decided) ==
        "0 leaver leaver\n"
        "31 delete-leaver deleted (10 24 30)\n");
  CHECK(told(proof.ending("purged").alone) ==
        "91 mark-inactive inactive (61 77 84 90)\n"
        "182 delete-inactive deleted (122 152 168 175 181)\n"
        "213 purge-deleted purged (206 212)\n");
  CHECK(proof.ending("deleted").warned_at_least == 7);  // of a leaver
  CHECK(proof.ending("purged").warned_at_least == 7);
  CHECK(proof.result.proved());
  CHECK(proof.result.exits.size() == 4);
}

TEST_CASE("the delete window puts the last day off, the holidays more") {
  const Proof weekends(nas());
  CHECK(weekends.result.window_wait == 3);  // Friday to Sunday
  CHECK(weekends.ending("deleted").at_the_latest == 185);
  CHECK(weekends.ending("purged").at_the_latest == 185 + 31 + 3);
  const auto holiday = [](const char* day) { return *schedules::parse_day(day); };
  // Good Friday and Easter Monday: from Thursday to Monday nothing is deleted.
  const Proof easter(nas(), Holidays({holiday("2026-04-03"), holiday("2026-04-06")}));
  CHECK(easter.result.window_wait == 5);
  CHECK(easter.ending("deleted").at_the_latest == 187);
}

TEST_CASE("looking once a week puts every step off") {
  const Proof proof(with(nas(), "look: every day at 06:30", "look: every Monday at 06:30"));
  CHECK(told(proof.ending("deleted").alone).substr(0, 17) == "91 mark-inactive ");
  CHECK(*proof.ending("deleted").at_the_latest > 185 + 2 * 6);
}

TEST_CASE("a window that never opens: never, and said so") {
  std::vector<schedules::Day> days;
  for (int ahead = 0; ahead <= 401; ++ahead) days.push_back(kFirst + ahead);
  const Proof proof(nas(), Holidays(days));
  CHECK_FALSE(proof.result.window_wait);
  CHECK_FALSE(proof.ending("deleted").at_the_latest);
}

TEST_CASE("an event into a destructive state is a way without a warning") {
  const Proof proof(with(nas(), "leaver:  { from: [active, inactive], to: leaver,",
                         "leaver:  { from: inactive, to: deleted,"));
  CHECK_FALSE(proof.result.proved());
  CHECK(told(proof.result.unwarned) ==
        "an account becomes 'deleted' without a warning\n"
        "91 mark-inactive inactive (61 77 84 90)\n"
        "91 leaver deleted\n");
  CHECK(told(proof.ending("deleted").decided) ==
        "91 mark-inactive inactive (61 77 84 90)\n"
        "91 leaver deleted\n");
}

TEST_CASE("a state that only rules lead out of is told with the way into it") {
  const Proof proof(with(nas(), "  login:   { from: [active, inactive], to: active }\n", ""));
  CHECK(told(proof.result.without_exit) == "");  // the leaver mark is an exit of 'inactive'
  const Proof other(with(nas(),
                         "  joiner:  { from: leaver, to: active, by: [nas_team, local_admin], needs: "
                         "[new_organisation], unique: mobile, at_most: 10 user accounts per organisation }\n",
                         ""));
  CHECK(told(other.result.without_exit) ==
        "no person can lead an account out of 'leaver'\n"
        "0 leaver leaver\n");
}

TEST_CASE("a period in the first state was over long before the last use: the warning is all that is left") {
  const Proof proof(with(nas(), "after: 90 days since last_used", "after: 90 days in active"));
  CHECK(told(proof.ending("deleted").alone).starts_with("7 mark-inactive inactive (0 6)\n"));
}

TEST_CASE("a late ladder leaves its notice, from the day of the first look") {
  const Proof proof(with(nas(), "after: [90 days in inactive, 180 days since last_used]",
                         "after: 91 days since last_used"));
  CHECK(told(proof.ending("deleted").alone) ==
        "91 mark-inactive inactive (61 77 84 90)\n"
        "105 delete-inactive deleted (91 98 104)\n");
}

TEST_CASE("rules in a circle have no last day") {
  const Proof proof(with(nas(), "  - rule: delete-leaver",
                         "  - rule: wake\n"
                         "    says: An inactive shared mailbox becomes active.\n"
                         "    from: inactive\n"
                         "    only: [kind is shared]\n"
                         "    after: 400 days in inactive\n"
                         "    to: active\n\n"
                         "  - rule: delete-leaver"));
  CHECK_FALSE(proof.ending("deleted").at_the_latest);
  CHECK(proof.ending("deleted").alone->back().day == 182);
}

}  // namespace lapse::rules::tests
