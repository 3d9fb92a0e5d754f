#include "adapters/report/plan_json_parts.h"

namespace lapse::adapters::report {

Json policy_json(const engine::Plan& plan) {
  return {{"name", plan.policy}, {"edition", plan.edition}, {"hash", plan.edition_hash}};
}

Json guards_json(const engine::Plan& plan) {
  Json guards = Json::array();
  for (const auto& guard : plan.guards) {
    Json one{{"count", guard.count}, {"per", guard.per},         {"planned", guard.planned},
             {"limit", guard.limit}, {"stopped", guard.stopped}, {"before", guard.before}};
    if (!guard.organisation.empty()) one["organisation"] = guard.organisation;
    guards.push_back(std::move(one));
  }
  return guards;
}

Json stopped_json(const engine::Plan& plan) {
  Json stopped = Json::array();
  for (const auto& stop : plan.stops) {
    Json one{
        {"rule", stop.rule}, {"would_have", stop.would_have}, {"limit", stop.limit}, {"reason", stop.reason}};
    if (!stop.organisation.empty()) one["organisation"] = stop.organisation;
    stopped.push_back(std::move(one));
  }
  return stopped;
}

Json obstacles_json(const engine::Plan& plan) {
  Json obstacles = Json::array();
  for (const auto& obstacle : plan.obstacles) {
    obstacles.push_back(
        Json{{"what", obstacle.what}, {"says", obstacle.says}, {"marking", obstacle.marking}});
  }
  return obstacles;
}

}  // namespace lapse::adapters::report
