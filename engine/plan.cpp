#include "engine/plan.h"

#include <algorithm>

namespace lapse::engine {
namespace {

std::int64_t sum(const std::map<std::string, Tally::Cell>& cells, std::int64_t Tally::Cell::* member) {
  std::int64_t all = 0;
  for (const auto& [rule, cell] : cells) all += cell.*member;
  return all;
}

}  // namespace

std::string waits(const Obstacle& obstacle) {
  return obstacle.marking ? "marking and destructive steps wait" : "destructive steps wait";
}

Permission permission_behind(const std::vector<Obstacle>& obstacles) {
  return {obstacles.empty(), std::ranges::none_of(obstacles, &Obstacle::marking)};
}

std::int64_t Tally::accounts() const {
  return sum(moves, &Cell::accounts) + sum(warnings, &Cell::accounts);
}
std::int64_t Tally::notices() const {
  return sum(moves, &Cell::notices) + sum(warnings, &Cell::notices);
}

void Tally::add(const Work& work, const PlanRow& row) {
  const auto& treatment = work.treatment;
  const bool move = treatment.kind == rules::Treatment::Kind::move;
  auto& cell = (move ? moves : warnings)[treatment.rule];
  ++cell.accounts;
  cell.notices += row.notices;
  ++(move ? moves_by_type : warnings_by_type)[{treatment.rule, row.organisation_type}];
  if (move) {
    auto& place = moves_by_place[{treatment.rule, row.organisation, row.organisation_type}];
    ++place.accounts;
    place.notices += row.notices;
  }
}

void Tally::take_out(const Stop& stop) {
  if (stop.kind == rules::Treatment::Kind::warn) {
    warnings.erase(stop.rule);
    std::erase_if(warnings_by_type, [&stop](const auto& entry) { return entry.first.first == stop.rule; });
    return;
  }
  std::erase_if(moves_by_place, [&](const auto& entry) {
    const auto& [place, cell] = entry;
    const bool meant =
        place.rule == stop.rule && (stop.organisation.empty() || stop.organisation == place.organisation);
    if (!meant) return false;
    moves[place.rule].accounts -= cell.accounts;
    moves[place.rule].notices -= cell.notices;
    moves_by_type[{place.rule, place.organisation_type}] -= cell.accounts;
    return true;
  });
  std::erase_if(moves, [](const auto& entry) { return entry.second.accounts == 0; });
  std::erase_if(moves_by_type, [](const auto& entry) { return entry.second == 0; });
}

}  // namespace lapse::engine
