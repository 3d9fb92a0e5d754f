#include "engine/guards.h"

#include <algorithm>

namespace lapse::engine {
namespace {

using rules::Limit;
using rules::Treatment;

constexpr std::int64_t kWhole = 100'000;  // thousandths of a percent

std::string per_words(const Limit& limit) {
  switch (limit.per) {
    case Limit::Per::run:
      return "run";
    case Limit::Per::organisation:
      return "organisation";
    case Limit::Per::days:
      break;
  }
  return limit.days == 1 ? "day" : std::to_string(limit.days) + " days";
}

std::string reason_of(const GuardResult& guard) {
  const std::string before = guard.before == 0 ? "" : " with the " + std::to_string(guard.before) + " before";
  return guard.count + " per " + guard.per + ": " + std::to_string(guard.planned) + " planned" + before +
         ", " + std::to_string(guard.limit) + " allowed";
}

class Judge {
 public:
  Judge(const rules::Policy& policy, const Tally& tally, const Store& store, std::int64_t population,
        schedules::Instant as_of)
      : policy_(policy), tally_(tally), store_(store), population_(population), as_of_(as_of) {}

  Verdict judge() && {
    for (const auto& limit : policy_.guards.limits) {
      if (limit.count == "vanished") continue;  // imports answer to it
      if (limit.count == "notices") {
        judge_notices(limit);
      } else if (limit.per == Limit::Per::organisation) {
        judge_organisations(limit);
      } else {
        judge_moves(limit);
      }
    }
    return std::move(verdict_);
  }

 private:
  void judge_moves(const Limit& limit) {
    GuardResult guard{limit.count, per_words(limit), "", moves_into(limit.count), 0, false};
    guard.before = store_.moved_since(limit.count, counted_after(policy_, limit, as_of_));
    guard.planned += guard.before;
    guard.limit = allowed(limit, population_);
    guard.stopped = guard.planned > guard.limit && moves_into(limit.count) > 0;
    if (guard.stopped) stop_rules_into(limit.count, "", guard);
    verdict_.guards.push_back(std::move(guard));
  }

  std::int64_t moves_into(const std::string& state) const {
    std::int64_t all = 0;
    for (const auto& rule : policy_.rules) {
      if (rule.to == state) all += moves_of(rule);
    }
    return all;
  }

  std::int64_t moves_of(const rules::Rule& rule) const {
    const auto found = tally_.moves.find(rule.name);
    return found == tally_.moves.end() ? 0 : found->second.accounts;
  }

  void stop_rules_into(const std::string& state, const std::string& organisation, const GuardResult& guard) {
    for (const auto& rule : policy_.rules) {
      if (rule.to != state || moves_of(rule) == 0) continue;
      const std::int64_t would_have = organisation.empty() ? moves_of(rule) : guard.planned - guard.before;
      add({Treatment::Kind::move, rule.name, organisation, reason_of(guard), would_have, guard.limit});
    }
  }

  std::map<std::string, std::int64_t> organisations_into(const std::string& state) const {
    std::map<std::string, std::int64_t> planned;
    for (const auto& [place, cell] : tally_.moves_by_place) {
      if (policy_.rule(place.rule)->to == state) planned[place.organisation] += cell.accounts;
    }
    return planned;
  }

  // The result names the organisation that is worst off; every one over its limit is stopped.
  void judge_organisations(const Limit& limit) {
    const std::int64_t for_anybody = allowed(limit, 0);
    GuardResult worst{limit.count, per_words(limit), "", 0, for_anybody, false};
    const auto organisations = organisations_into(limit.count);
    if (organisations.empty()) return verdict_.guards.push_back(std::move(worst));
    const auto before = store_.moved_by_organisation(limit.count, counted_after(policy_, limit, as_of_));
    for (const auto& [organisation, planned] : organisations) {
      GuardResult guard{limit.count, per_words(limit), organisation, planned, for_anybody, false};
      if (const auto found = before.find(organisation); found != before.end()) guard.before = found->second;
      guard.planned += guard.before;
      if (guard.planned > for_anybody) {
        guard.limit = allowed(limit, store_.population_of(organisation));
        guard.stopped = guard.planned > guard.limit;
      }
      if (guard.stopped) stop_rules_into(limit.count, organisation, guard);
      const bool worse = guard.planned - guard.limit > worst.planned - worst.limit;
      if (worst.organisation.empty() || (guard.stopped && !worst.stopped) ||
          (guard.stopped == worst.stopped && worse)) {
        worst = std::move(guard);
      }
    }
    verdict_.guards.push_back(std::move(worst));
  }

  struct Writer {
    Treatment::Kind kind;
    std::string rule;
    std::int64_t notices;
  };

  std::vector<Writer> writers() const {
    std::vector<Writer> all;
    for (const auto& [rule, cell] : tally_.moves) all.push_back({Treatment::Kind::move, rule, cell.notices});
    for (const auto& [rule, cell] : tally_.warnings)
      all.push_back({Treatment::Kind::warn, rule, cell.notices});
    std::erase_if(all, [](const Writer& writer) { return writer.notices == 0; });
    std::ranges::stable_sort(all, [](const Writer& a, const Writer& b) { return a.notices > b.notices; });
    return all;
  }

  void judge_notices(const Limit& limit) {
    GuardResult guard{limit.count, per_words(limit), "", tally_.notices(), 0, false};
    guard.before = store_.notices_since(counted_after(policy_, limit, as_of_));
    guard.planned += guard.before;
    guard.limit = allowed(limit, population_);
    guard.stopped = guard.planned > guard.limit && tally_.notices() > 0;
    std::int64_t left = guard.planned;
    if (guard.stopped) {
      for (const auto& writer : writers()) {
        if (left <= guard.limit) break;
        add({writer.kind, writer.rule, "", reason_of(guard), writer.notices, guard.limit});
        left -= writer.notices;
      }
    }
    verdict_.guards.push_back(std::move(guard));
  }

  void add(Stop stop) {
    const bool known = std::ranges::any_of(verdict_.stops, [&stop](const Stop& other) {
      return other.kind == stop.kind && other.rule == stop.rule &&
             (other.organisation.empty() || other.organisation == stop.organisation);
    });
    if (!known) verdict_.stops.push_back(std::move(stop));
  }

  const rules::Policy& policy_;
  const Tally& tally_;
  const Store& store_;
  std::int64_t population_;
  schedules::Instant as_of_;
  Verdict verdict_;
};

}  // namespace

std::int64_t allowed(const Limit& limit, std::int64_t population) {
  const std::int64_t share = limit.thousandths_of_percent.value_or(0) * population / kWhole;
  return std::max(limit.accounts.value_or(0), share);
}

schedules::Instant counted_after(const rules::Policy& policy, const Limit& limit, schedules::Instant as_of) {
  if (limit.per == Limit::Per::days) return as_of - limit.days * schedules::kSecondsPerDay;
  return policy.zone.midnight(policy.zone.day_of(as_of)) - 1;
}

std::optional<GuardResult> one_too_many(const rules::Policy& policy, const Store& store,
                                        const OneMove& move) {
  for (const auto& limit : policy.guards.limits) {
    if (limit.count != move.to) continue;
    const auto after = counted_after(policy, limit, move.at);
    const bool at_one_place = limit.per == Limit::Per::organisation;
    GuardResult guard{limit.count, per_words(limit), at_one_place ? move.organisation : "", 1, 0, false};
    guard.before = at_one_place ? store.moved_by_organisation(limit.count, after)[move.organisation]
                                : store.moved_since(limit.count, after);
    guard.planned += guard.before;
    guard.limit = allowed(
        limit, at_one_place ? store.population_of(move.organisation) : store.engine_state().population);
    guard.stopped = guard.planned > guard.limit;
    if (guard.stopped) return guard;
  }
  return std::nullopt;
}

Verdict judge(const rules::Policy& policy, const Tally& tally, const Store& store, std::int64_t population,
              schedules::Instant as_of) {
  return Judge(policy, tally, store, population, as_of).judge();
}

}  // namespace lapse::engine
