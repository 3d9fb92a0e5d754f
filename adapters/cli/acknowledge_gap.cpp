#include <fmt/format.h>

#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"
#include "engine/gates.h"

namespace lapse::adapters::cli {
namespace {

std::vector<engine::Gap> acknowledge(Session& session, const std::string& reason) {
  const HeldLease lease(*session.store, session.world.clock);
  const schedules::Instant now = standing_at(session.clocks());
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
    out << fmt::format("acknowledged: the engine did not look from {} to {}\n",
                       schedules::to_string(gap.from), schedules::to_string(gap.to));
  }
  if (gaps.empty()) out << "no gap waits to be acknowledged\n";
}

}  // namespace

ExitCode run_acknowledge_gap(Session& session, const Arguments& arguments) {
  const std::string reason = arguments.text("reason");
  if (reason.empty())
    throw Refusal(ExitCode::usage,
                  "why did the engine not look? Say it with --reason: it goes into the record");
  const auto gaps = acknowledge(session, reason);
  session.json ? answer_in_json(session.world.out, gaps) : answer_in_text(session.world.out, gaps);
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
