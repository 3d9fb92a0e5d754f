#include "adapters/cli/condition.h"

#include <fmt/format.h>

#include <map>

#include "adapters/report/comeback_report.h"
#include "adapters/report/database_report.h"
#include "adapters/report/text.h"
#include "engine/alert.h"

namespace lapse::adapters::cli {

Condition read_condition(const engine::Store& store, const engine::Rulebook& book, const Clocks& clocks) {
  Condition condition;
  condition.at = standing_at(clocks);
  condition.wall = clocks.wall;
  condition.engine = clocks.engine;
  condition.accounts = store.state_counts();
  condition.runs = store.runs(kRunsShown);
  for (const auto& run : condition.runs) {
    if (auto undo = store.undone_by(run.id)) condition.undos.emplace(run.id, std::move(*undo));
  }
  condition.feeds = store.feeds();
  condition.queue = store.queue();
  condition.effects = store.effect_queue();
  condition.obstacles = engine::clock_obstacles(book.policy, clocks.signs);
  const auto gaps = store.gaps();
  if (auto why = engine::refusal(book.policy, clocks.engine, gaps, clocks.signs, condition.at))
    condition.obstacles.push_back({"clock", "no run does anything: " + *why, true});
  for (auto& one : engine::obstacles(book, {clocks.engine, gaps, condition.feeds}, condition.at))
    condition.obstacles.push_back(std::move(one));
  condition.false_deletions = store.false_deletions(book.policy, condition.at - engine::kFiguresSeconds);
  condition.next_look = engine::next_wakeup(book, condition.at);
  condition.next_notice = store.next_notice();
  condition.lease = store.lease();
  if (condition.lease.until <= clocks.wall) condition.lease.holder.clear();
  condition.database = store.inspect();
  condition.policy = &book.policy;
  if (!condition.runs.empty())
    condition.stopped = store.alerts_of(book.policy.zone.day_of(condition.runs.front().as_of));
  const auto oldest = condition.at - engine::kPlanDays * schedules::kSecondsPerDay;
  for (auto& saved : store.waiting_plans(oldest)) {
    const int approvals = engine::approvals_that_count(saved, store.approvals_of(saved), condition.at);
    condition.plans.push_back({std::move(saved), approvals});
  }
  return condition;
}

std::string age_in_words(std::int64_t seconds) {
  const auto counted = [](std::int64_t count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  if (seconds >= 2 * schedules::kSecondsPerDay) return counted(seconds / schedules::kSecondsPerDay, "day");
  if (seconds >= schedules::kSecondsPerHour) return counted(seconds / schedules::kSecondsPerHour, "hour");
  return counted(seconds / 60, "minute");
}

namespace {

std::map<std::string, std::int64_t> by_state(const std::vector<engine::StateCount>& counts) {
  std::map<std::string, std::int64_t> sums;
  for (const engine::StateCount& count : counts) sums[count.state] += count.accounts;
  return sums;
}

report::Json undo_in_json(const Condition& condition, const engine::Run& run) {
  const auto undo = condition.undos.find(run.id);
  if (undo == condition.undos.end()) return nullptr;
  return {{"run", undo->second.undone}, {"reason", undo->second.reason}};
}

report::Json runs_in_json(const Condition& condition) {
  report::Json list = report::Json::array();
  for (const engine::Run& run : condition.runs) {
    report::Json one;
    one["id"] = run.id;
    one["as_of"] = schedules::to_string(run.as_of);
    one["status"] = engine::to_string(run.status);
    one["actor"] = run.actor;
    one["planned"] = run.planned;
    one["moved"] = run.moved;
    one["warned"] = run.warned;
    one["dropped"] = run.dropped;
    one["notices"] = run.notices;
    one["stops"] = run.stops;
    one["took_back"] = undo_in_json(condition, run);
    list.push_back(one);
  }
  return list;
}

report::Json feeds_in_json(const Condition& condition) {
  report::Json list = report::Json::array();
  for (const engine::Feed& feed : condition.feeds) {
    report::Json one;
    one["source"] = feed.source;
    one["feed"] = engine::to_string(feed.kind);
    one["data_at"] = report::instant_or_null(feed.data_at);
    one["imported_at"] = report::instant_or_null(feed.imported_at);
    one["rows"] = feed.rows;
    one["rejected"] = feed.rejected;
    one["doubt"] = feed.doubt.empty() ? report::Json(nullptr) : report::Json(feed.doubt);
    list.push_back(one);
  }
  return list;
}

report::Json queue_in_json(const engine::Queue& queue) {
  return {{"queued", queue.queued},
          {"ambiguous", queue.ambiguous},
          {"dead", queue.dead},
          {"handed", queue.handed},
          {"cancelled", queue.cancelled}};
}

std::string queue_in_text(std::string_view what, const engine::Queue& queue) {
  return fmt::format("{}: {} queued, {} ambiguous, {} dead, {} handed, {} cancelled\n", what, queue.queued,
                     queue.ambiguous, queue.dead, queue.handed, queue.cancelled);
}

std::string undo_in_text(const engine::RunUndo& undo, const engine::Run& run) {
  return fmt::format("took back run {}: {} moves, {} warnings\n    by {}, because: {}\n", undo.undone,
                     run.moved, run.warned, report::printable(run.actor), report::printable(undo.reason));
}

std::string runs_in_text(const Condition& condition) {
  if (condition.runs.empty()) return "runs: none yet\n";
  std::string text = "runs:\n";
  for (const engine::Run& run : condition.runs) {
    text += fmt::format("  {:<6} {}  {:<10} ", run.id, schedules::to_string(run.as_of),
                        engine::to_string(run.status));
    if (const auto undo = condition.undos.find(run.id); undo != condition.undos.end()) {
      text += undo_in_text(undo->second, run);
      continue;
    }
    text += fmt::format("{} moved, {} warned, {} dropped", run.moved, run.warned, run.dropped);
    text += run.stops != 0 ? fmt::format(", {} stopped by guards\n", run.stops) : "\n";
  }
  return text;
}

std::string feeds_in_text(const Condition& condition) {
  if (condition.feeds.empty()) return "feeds: nothing was imported yet\n";
  std::string text = "feeds:\n";
  for (const engine::Feed& feed : condition.feeds) {
    const std::string age =
        feed.data_at.seconds == 0 ? "" : ", data " + age_in_words(condition.at - feed.data_at) + " old";
    text += fmt::format("  {:<16} {} rows, {} rejected, imported {}{}\n", feed.source, feed.rows,
                        feed.rejected, schedules::to_string(feed.imported_at), age);
    if (!feed.doubt.empty()) text += "    not believed: " + feed.doubt + "\n";
  }
  return text;
}

report::Json stopped_in_json(const Condition& condition) {
  report::Json list = report::Json::array();
  for (const engine::Alert& alert : condition.stopped) {
    list.push_back({{"rule", alert.rule},
                    {"says", engine::sentence_of(alert)},
                    {"would_have", alert.would_have},
                    {"limit", alert.limit},
                    {"tell", alert.tell},
                    {"told", alert.state},
                    {"to_pass", engine::how_to_pass(alert.rule, condition.policy->guards.approvers)}});
  }
  return list;
}

std::string stopped_in_text(const Condition& condition) {
  std::string text;
  for (const engine::Alert& alert : condition.stopped) {
    if (text.empty()) text = "stopped by guards:\n";
    text += "  " + engine::sentence_of(alert) + "\n    " + alert.tell +
            (alert.state == "handed" ? " was told" : " was not told yet (" + alert.state + ")") + "; " +
            engine::how_to_pass(alert.rule, condition.policy->guards.approvers) + "\n";
  }
  return text;
}

std::string gates_in_text(const std::vector<engine::Obstacle>& obstacles) {
  if (obstacles.empty()) return "gates: open, what is destructive may happen\n";
  std::string text =
      engine::permission_behind(obstacles).marking
          ? "gates: closed, nothing destructive happens\n"
          : "gates: closed, nothing destructive happens, and nobody is marked for want of use\n";
  for (const engine::Obstacle& obstacle : obstacles) text += "  " + obstacle.says + "\n";
  return text;
}

std::string lease_in_text(const engine::Lease& lease) {
  if (lease.holder.empty()) return "lease: free\n";
  return fmt::format("lease: held by '{}' until {}\n", lease.holder, schedules::to_string(lease.until));
}

}  // namespace

report::Measured measured(const Condition& condition) {
  report::Measured all;
  all.at = condition.at;
  all.accounts = condition.accounts;
  all.runs = condition.runs;
  all.next_look = condition.next_look;
  all.feeds = condition.feeds;
  all.notices = condition.queue;
  all.effects = condition.effects;
  all.obstacles = condition.obstacles;
  all.stopped = condition.stopped;
  for (const auto& plan : condition.plans) {
    const bool approved = plan.approvals >= condition.policy->guards.approvers;
    ++(approved ? all.plans_approved : all.plans_waiting);
  }
  all.false_deletions = condition.false_deletions;
  all.record_agrees = condition.record.agrees;
  all.lease_held = !condition.lease.holder.empty();
  return all;
}

report::Json in_json(const Condition& condition) {
  report::Json answer = report::new_answer();
  answer["at"] = schedules::to_string(condition.at);
  answer["simulated_clock"] = condition.engine.simulated;
  answer["last_as_of"] = report::instant_or_null(condition.engine.last_as_of);
  answer["accounts"] = by_state(condition.accounts);
  answer["runs"] = runs_in_json(condition);
  answer["feeds"] = feeds_in_json(condition);
  answer["queue"] = queue_in_json(condition.queue);
  answer["effects"] = queue_in_json(condition.effects);
  answer["false_deletions"] = report::false_deletions_json(condition.false_deletions);
  answer["gates"] = report::Json::array();
  for (const engine::Obstacle& obstacle : condition.obstacles)
    answer["gates"].push_back(
        {{"what", obstacle.what}, {"says", obstacle.says}, {"marking", obstacle.marking}});
  const auto& record = condition.record;
  answer["purge_record"] = record.says.empty() ? report::Json(nullptr) : report::Json(record.says);
  answer["purge_record_agrees"] = record.agrees ? report::Json(*record.agrees) : report::Json(nullptr);
  answer["stopped"] = stopped_in_json(condition);
  answer["plans"] = report::waiting_json(condition.plans, *condition.policy);
  answer["next_look"] = schedules::to_string(condition.next_look);
  answer["next_notice"] = condition.next_notice ? report::Json(schedules::to_string(*condition.next_notice))
                                                : report::Json(nullptr);
  answer["lease"] = nullptr;
  if (!condition.lease.holder.empty())
    answer["lease"] = {{"holder", condition.lease.holder},
                       {"until", schedules::to_string(condition.lease.until)}};
  answer["database"] = report::database_json(condition.database);
  return answer;
}

std::string in_text(const Condition& condition, bool all) {
  std::string text = fmt::format("at {}{}\naccounts:", schedules::to_string(condition.at),
                                 condition.engine.simulated ? " (simulated clock)" : "");
  for (const auto& [state, count] : by_state(condition.accounts)) text += fmt::format(" {} {}", count, state);
  text += "\n" + runs_in_text(condition) + feeds_in_text(condition);
  text += queue_in_text("notices", condition.queue) + queue_in_text("effects", condition.effects);
  text += report::false_deletions_text(condition.false_deletions);
  const auto& record = condition.record;
  if (!record.says.empty()) text += (record.disagrees() ? "attention: " : "") + record.says + "\n";
  text += gates_in_text(condition.obstacles) + stopped_in_text(condition);
  text += report::waiting_text(condition.plans, *condition.policy);
  text += "next look: " + schedules::to_string(condition.next_look) + "\n";
  if (condition.next_notice) text += "next notice: " + schedules::to_string(*condition.next_notice) + "\n";
  return text + lease_in_text(condition.lease) + report::database_text(condition.database, all);
}

}  // namespace lapse::adapters::cli
