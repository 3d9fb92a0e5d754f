#include "adapters/report/timeline_text.h"

#include <algorithm>

#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kDay = 4;

std::string days(int count) {
  return engine::counted(count, "day");
}

std::string day_column(int day) {
  return "    day " + right(std::to_string(day), kDay) + "  ";
}

std::string line(std::string_view first, std::string_view text) {
  return paragraph(first, printable(text)) + "\n";
}

std::string warnings_line(const rules::TimelineStep& step) {
  std::vector<std::string> others;
  for (std::size_t i = 1; i < step.warned_on.size(); ++i) others.push_back(std::to_string(step.warned_on[i]));
  const int first = step.warned_on.front();
  std::string text = step.by + " warns, " + days(step.day - first) + " before";
  if (!others.empty()) text += std::string("; again on day ") + engine::listed(others, "and");
  return line(day_column(first), text);
}

std::string step_lines(const rules::TimelineStep& step, const rules::Policy& policy) {
  std::string text = step.warned_on.empty() ? "" : warnings_line(step);
  std::string move = step.by + ": " + step.from + " -> " + step.to;
  if (step.by_person) {
    const rules::Event& event = *policy.event(step.by);
    move = "somebody decides: " + move;
    if (!event.by.empty()) move += ", by " + engine::listed(event.by, "or");
  }
  return text + line(day_column(step.day), move);
}

std::string way_lines(const rules::Way& way, const rules::Policy& policy) {
  const std::string start = "in " + policy.states.front().name;
  const bool decided = !way.empty() && way.front().by_person;
  std::string text = line(day_column(0), decided ? start : "last use, " + start);
  for (const rules::TimelineStep& step : way) text += step_lines(step, policy);
  return text;
}

std::string latest_line(const rules::Timeline& timeline, const rules::Ending& ending) {
  if (!timeline.window_wait)
    return line("  ", "never, as it stands: the delete window does not open within 400 days");
  if (!ending.at_the_latest) return line("  ", "no latest day: rules alone can lead in a circle");
  std::string text =
      "on day " + std::to_string(*ending.at_the_latest) + " at the latest, if nobody does anything";
  if (*timeline.window_wait > 0)
    text += "; the delete window can be closed for " + days(*timeline.window_wait);
  return line("  ", text);
}

std::string ending_section(const rules::Timeline& timeline, const rules::Ending& ending,
                           const rules::Policy& policy, const Paint& paint) {
  std::string text = "\n" + paint.title(line("", ending.state + ": " + policy.state(ending.state)->meaning));
  if (ending.alone) {
    text += line("  ", "if nobody does anything, on day " + std::to_string(ending.alone->back().day) +
                           " at the earliest:");
    text += way_lines(*ending.alone, policy) + latest_line(timeline, ending);
  }
  if (ending.decided) {
    text += line("  ", "after a decision of a person, on day " + std::to_string(ending.decided->back().day) +
                           " at the earliest:");
    text += way_lines(*ending.decided, policy);
  }
  if (!ending.alone && !ending.decided) text += "  nothing leads there\n";
  if (ending.warned_at_least)
    text += line("  ", "the first warning comes at least " + days(*ending.warned_at_least) + " before");
  return text;
}

std::string claim(std::string_view says, const std::vector<rules::CounterExample>& against,
                  const rules::Policy& policy, const Paint& paint) {
  if (against.empty()) return "  proved   " + std::string(says) + "\n";
  std::string text = paint.alarm("  NOT SO   ") + std::string(says) + "\n";
  for (const rules::CounterExample& example : against) {
    text += line("           ", example.says + ":") + way_lines(example.story, policy);
  }
  return text;
}

std::string exit_line(const rules::Exit& exit) {
  std::vector<std::string> ways;
  for (const rules::Event* event : exit.events) {
    std::string way = event->name + " to " + event->to;
    if (event->within) way += " within " + schedules::to_string(*event->within);
    ways.push_back(std::move(way));
  }
  return line("    ", exit.state + ": " + (ways.empty() ? "no event" : engine::listed(ways, "or")));
}

std::string delays_line(const rules::Policy& policy) {
  std::string text = "There is no longest way: every use of the account starts it anew.";
  if (policy.holds.empty()) return line("", text);
  std::vector<std::string> holds;
  for (const rules::Hold& hold : policy.holds) {
    holds.push_back(
        hold.name + " " +
        (hold.at_most ? "for at most " + schedules::to_string(*hold.at_most) : "until it is released"));
  }
  return line("", text + " A hold stops every rule: " + engine::listed(holds, "and") + ".");
}

}  // namespace

std::string timeline_text(const rules::Timeline& timeline, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  std::string text =
      paint.title(line("", "Timeline of " + policy.name + ", edition " + std::to_string(policy.edition)));
  text += line(
      "",
      "Day 0 is the day of the last use, or of the decision with which a way starts. A period of 90 days "
      "leaves day 90 to the person and is over on day 91.");
  for (const rules::Ending& ending : timeline.endings)
    text += ending_section(timeline, ending, policy, paint);
  text += "\n" + delays_line(policy) + "Guards and feeds that are not believed only put a step off.\n";
  text +=
      "\n" +
      paint.title("Searched: " + engine::counted(static_cast<std::int64_t>(policy.states.size()), "state") +
                  ", " + engine::counted(static_cast<std::int64_t>(policy.rules.size()), "rule") + ", " +
                  engine::counted(static_cast<std::int64_t>(policy.events.size()), "event")) +
      "\n";
  text += claim("no way leads to a destructive state without a warning", timeline.unwarned, policy, paint);
  text += claim("a person can lead an account out of every state that is not final", timeline.without_exit,
                policy, paint);
  for (const rules::Exit& exit : timeline.exits) text += exit_line(exit);
  return text;
}

}  // namespace lapse::adapters::report
