#include "adapters/report/test_report.h"

#include <algorithm>

#include "adapters/report/explain_text.h"
#include "adapters/report/json.h"
#include "adapters/report/text.h"

namespace lapse::adapters::report {
namespace {

std::string plural(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

std::size_t failed(const TestReport& report) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.stories, [](const ToldStory& story) { return !story.played.failures.empty(); }));
}

std::string indented(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    result += "    " + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return result;
}

std::string in_xml(const std::string& text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

std::string place_of(const engine::PlayFailure& failure) {
  return failure.place.file + ":" + std::to_string(failure.place.line) + ":" +
         std::to_string(failure.place.column);
}

}  // namespace

bool all_passed(const TestReport& report) {
  return failed(report) == 0 && report.survivors.empty();
}

std::string story_text(const ToldStory& story, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  if (story.played.failures.empty()) return "ok      " + printable(story.name) + "\n";
  std::string text = paint.alarm("FAILED") + "  " + printable(story.name) + "\n";
  std::string explained;
  for (const auto& failure : story.played.failures) {
    text += "  " + place_of(failure) + (failure.day.empty() ? "" : ": on " + failure.day) + "\n";
    text += "    expected: " + printable(failure.expected) + "\n";
    text += "    actual:   " + printable(failure.actual) + "\n";
    if (!failure.why) continue;
    std::string why = indented(explain_text(*failure.why, policy, colour));
    if (why != explained) text += "  why:\n" + why;
    explained = std::move(why);
  }
  return text;
}

std::string test_summary(const TestReport& report, bool colour) {
  const Paint paint(colour);
  std::string text =
      plural(report.stories.size(), "test") + ", " + std::to_string(failed(report)) + " failed";
  text += "; " + std::to_string(report.parts - report.unseen.size()) + " of " + plural(report.parts, "part") +
          " of the policy seen at work\n";
  for (const auto& part : report.unseen) text += paint.caution("not seen") + ": " + part + "\n";
  if (!report.mutated) return text;
  text += plural(report.mutants, "change") + " of the policy tried, " +
          std::to_string(report.survivors.size()) + " noticed by no test\n";
  for (const auto& says : report.survivors)
    text += paint.alarm("not noticed") + ": " + printable(says) + "\n";
  return text;
}

std::string test_json(const TestReport& report) {
  Json answer = new_answer();
  answer["ok"] = all_passed(report);
  answer["tests"] = Json::array();
  for (const auto& story : report.stories) {
    Json one;
    one["file"] = story.file;
    one["line"] = story.line;
    one["test"] = story.name;
    one["ok"] = story.played.failures.empty();
    one["failures"] = Json::array();
    for (const auto& failure : story.played.failures) {
      one["failures"].push_back({{"line", failure.place.line},
                                 {"column", failure.place.column},
                                 {"day", failure.day},
                                 {"expected", failure.expected},
                                 {"actual", failure.actual}});
    }
    answer["tests"].push_back(one);
  }
  answer["not_seen"] = report.unseen;
  if (report.mutated) {
    answer["changes_tried"] = report.mutants;
    answer["not_noticed"] = report.survivors;
  }
  return page(answer);
}

std::string test_junit(const TestReport& report) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"lapse test\" tests=\"" +
                     std::to_string(report.stories.size()) + "\" failures=\"" +
                     std::to_string(failed(report)) + "\">\n";
  for (const auto& story : report.stories) {
    text += "  <testcase classname=\"" + in_xml(story.file) + "\" name=\"" + in_xml(story.name) + "\"";
    if (story.played.failures.empty()) {
      text += "/>\n";
      continue;
    }
    text += ">\n";
    for (const auto& failure : story.played.failures) {
      text += "    <failure message=\"" +
              in_xml((failure.day.empty() ? "" : "on " + failure.day + ": ") + "expected " +
                     failure.expected + ", actual " + failure.actual) +
              "\">" + in_xml(place_of(failure)) + "</failure>\n";
    }
    text += "  </testcase>\n";
  }
  return text + "</testsuite>\n";
}

}  // namespace lapse::adapters::report
