#include <fmt/format.h>

#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"
#include "engine/gates.h"

namespace lapse::adapters::cli {
namespace {

// The one way back for the time of the last run: a person says that it was wrong.
engine::Gap set_back(Session& session, const std::string& reason) {
  const HeldLease lease(*session.store, session.world.clock);
  const auto engine = session.store->engine_state();
  const auto now = session.world.clock.now();
  if (engine.simulated || engine.last_as_of <= now) {
    throw Refusal(ExitCode::usage,
                  "--clock-was-ahead: the last run was at " + schedules::to_string(engine.last_as_of) +
                      ", which is not ahead of this machine's clock; there is nothing to set back");
  }
  const engine::Gap gap{engine.last_as_of, now, now, actor(), reason};
  const auto transaction = session.store->begin(lease.lease(), now);
  transaction->set_back(gap);
  transaction->commit();
  return gap;
}

void refuse_behind(const engine::EngineState& engine, schedules::Instant now) {
  if (engine.last_as_of <= now) return;
  throw Refusal(
      ExitCode::usage,
      "the last run was at " + schedules::to_string(engine.last_as_of) +
          ", ahead of this machine's clock; check it, and if it is right, give --clock-was-ahead too");
}

std::vector<engine::Gap> acknowledge(Session& session, const std::string& reason) {
  const HeldLease lease(*session.store, session.world.clock);
  const schedules::Instant now = standing_at(session.clocks());
  refuse_behind(session.store->engine_state(), now);
  std::vector<engine::Gap> acknowledged;
  const auto transaction = session.store->begin(lease.lease(), session.world.clock.now());
  auto gaps = session.store->gaps();
  const auto& policy = session.book->policy;
  // The one that a run at this moment would record, so that nobody has to run first.
  if (const auto open = engine::gap_before(policy, session.store->engine_state(), gaps, now)) {
    std::erase_if(gaps, [&open](const engine::Gap& gap) { return gap.from == open->from; });
    gaps.push_back(*open);
  }
  for (engine::Gap& gap : gaps) {
    if (gap.acknowledged_at.seconds != 0) continue;
    gap.acknowledged_at = now;
    gap.actor = actor();
    gap.reason = reason;
    transaction->save_gap(gap);
    acknowledged.push_back(gap);
  }
  transaction->commit();
  return acknowledged;
}

void answer_in_json(std::ostream& out, const std::vector<engine::Gap>& gaps) {
  report::Json answer = report::new_answer();
  answer["acknowledged"] = report::Json::array();
  for (const engine::Gap& gap : gaps) {
    answer["acknowledged"].push_back(
        {{"from", schedules::to_string(gap.from)}, {"to", schedules::to_string(gap.to)}, {"by", gap.actor}});
  }
  out << report::page(answer);
}

void answer_in_text(std::ostream& out, const std::vector<engine::Gap>& gaps) {
  for (const engine::Gap& gap : gaps) {
    const auto words =
        gap.to < gap.from
            ? "acknowledged: the clock was ahead at {}; it is {} now, and runs go on from here\n"
            : "acknowledged: the engine did not look from {} to {}\n";
    out << fmt::format(fmt::runtime(words), schedules::to_string(gap.from), schedules::to_string(gap.to));
  }
  if (gaps.empty()) out << "no gap waits to be acknowledged\n";
}

}  // namespace

ExitCode run_acknowledge_gap(Session& session, const Arguments& arguments) {
  const std::string reason = arguments.text("reason");
  if (reason.empty())
    throw Refusal(ExitCode::usage,
                  "why did the engine not look? Say it with --reason: it goes into the record");
  const auto gaps = arguments.flag("clock-was-ahead") ? std::vector{set_back(session, reason)}
                                                      : acknowledge(session, reason);
  session.json ? answer_in_json(session.world.out, gaps) : answer_in_text(session.world.out, gaps);
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
