#include "adapters/report/timeline_json.h"

namespace lapse::adapters::report {
namespace {

Json number_or_null(const std::optional<int>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json way_json(const rules::Way& way) {
  Json steps = Json::array();
  for (const rules::TimelineStep& step : way) {
    Json one;
    one["day"] = step.day;
    one["by"] = step.by;
    one["by_person"] = step.by_person;
    one["from"] = step.from;
    one["to"] = step.to;
    one["warned_on"] = step.warned_on;
    steps.push_back(std::move(one));
  }
  return steps;
}

Json shortest_json(const std::optional<rules::Way>& way) {
  if (!way) return nullptr;
  Json shortest;
  shortest["days"] = way->empty() ? 0 : way->back().day;
  shortest["steps"] = way_json(*way);
  return shortest;
}

Json against_json(const std::vector<rules::CounterExample>& against) {
  Json examples = Json::array();
  for (const rules::CounterExample& one : against) {
    Json example;
    example["says"] = one.says;
    example["steps"] = way_json(one.story);
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace

Json timeline_json(const rules::Timeline& timeline) {
  Json answer;
  answer["proved"] = timeline.proved();
  answer["endings"] = Json::array();
  for (const rules::Ending& ending : timeline.endings) {
    Json one;
    one["state"] = ending.state;
    one["alone"] = shortest_json(ending.alone);
    one["decided"] = shortest_json(ending.decided);
    one["at_the_latest"] = number_or_null(ending.at_the_latest);
    one["warned_at_least"] = number_or_null(ending.warned_at_least);
    answer["endings"].push_back(std::move(one));
  }
  answer["window_wait"] = number_or_null(timeline.window_wait);
  answer["exits"] = Json::array();
  for (const rules::Exit& exit : timeline.exits) {
    Json events = Json::array();
    for (const rules::Event* event : exit.events) events.push_back(event->name);
    answer["exits"].push_back({{"state", exit.state}, {"events", std::move(events)}});
  }
  answer["unwarned"] = against_json(timeline.unwarned);
  answer["without_exit"] = against_json(timeline.without_exit);
  return answer;
}

}  // namespace lapse::adapters::report
