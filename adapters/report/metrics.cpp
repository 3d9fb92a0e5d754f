#include "adapters/report/metrics.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace lapse::adapters::report {
namespace {

constexpr std::array<std::string_view, 4> kGates{"window", "feed", "gap", "clock"};

using Labels = std::vector<std::pair<std::string_view, std::string>>;

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    c == '\n' ? text += "\\n" : text += c;
  }
  return text;
}

// All are gauges: even what only grows is counted in the database, and is less after it was put back.
class Page {
 public:
  void metric(std::string_view name, std::string_view help) {
    name_ = name;
    text_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " gauge\n";
  }

  void sample(std::int64_t value, const Labels& labels = {}) {
    text_ += name_;
    std::string_view before = "{";
    for (const auto& [label, of] : labels) {
      text_ += std::string(before) + std::string(label) + "=\"" + escaped(of) + "\"";
      before = ",";
    }
    text_ += (labels.empty() ? " " : "} ") + std::to_string(value) + "\n";
  }

  void instant(schedules::Instant t, const Labels& labels = {}) {
    if (t.seconds != 0) sample(t.seconds, labels);
  }

  std::string take() { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

void accounts(Page& page, const Measured& measured, const rules::Policy& policy) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& state : policy.states) sums[state.name] = 0;
  for (const auto& count : measured.accounts) sums[count.state] += count.accounts;
  page.metric("lapse_accounts", "Accounts by state.");
  for (const auto& [state, count] : sums) page.sample(count, {{"state", state}});
}

void runs(Page& page, const Measured& measured) {
  const auto& all = measured.runs;
  const auto finished = std::ranges::find(all, engine::Run::Status::finished,
                                          [](const engine::Run& run) { return run.status; });
  page.metric("lapse_database_timestamp_seconds", "The instant at which the database stands.");
  page.instant(measured.at);
  page.metric("lapse_next_look_timestamp_seconds", "When the policy wants the next run.");
  page.instant(measured.next_look);
  page.metric("lapse_last_run_timestamp_seconds", "The instant of the newest run, finished or not.");
  if (!all.empty()) page.instant(all.front().as_of);
  page.metric("lapse_last_finished_run_timestamp_seconds",
              "The instant of the newest finished run; none of the last five: no sample.");
  if (finished != all.end()) page.instant(finished->as_of);
  struct Figure {
    std::string_view name;
    std::string_view help;
    std::int64_t engine::Run::* value;
  };
  constexpr std::array kFigures{
      Figure{"lapse_last_run_planned_accounts", "Accounts in the plan of the newest run.",
             &engine::Run::planned},
      Figure{"lapse_last_run_moved_accounts", "Accounts that the newest run moved.", &engine::Run::moved},
      Figure{"lapse_last_run_warned_accounts", "Accounts that the newest run warned.", &engine::Run::warned},
      Figure{"lapse_last_run_dropped_accounts",
             "Accounts that changed after the plan of the newest run and were left alone.",
             &engine::Run::dropped},
      Figure{"lapse_last_run_notices", "Notices that the newest run wrote.", &engine::Run::notices},
  };
  for (const auto& figure : kFigures) {
    page.metric(figure.name, figure.help);
    if (!all.empty()) page.sample(all.front().*figure.value);
  }
  page.metric("lapse_last_run_stops", "What guards stopped in the newest run.");
  if (!all.empty()) page.sample(all.front().stops);
}

void queue(Page& page, const engine::Queue& queue) {
  page.sample(queue.queued, {{"state", "queued"}});
  page.sample(queue.ambiguous, {{"state", "ambiguous"}});
  page.sample(queue.dead, {{"state", "dead"}});
  page.sample(queue.handed, {{"state", "handed"}});
  page.sample(queue.cancelled, {{"state", "cancelled"}});
}

void feeds(Page& page, const Measured& measured) {
  const auto each = [&](std::string_view name, std::string_view help, const auto& add) {
    page.metric(name, help);
    for (const auto& feed : measured.feeds)
      add(feed, Labels{{"source", feed.source}, {"feed", std::string(engine::to_string(feed.kind))}});
  };
  each("lapse_feed_data_timestamp_seconds", "The newest thing that a source knows.",
       [&](const engine::Feed& feed, const Labels& labels) { page.instant(feed.data_at, labels); });
  each("lapse_feed_imported_timestamp_seconds", "When a source was imported last.",
       [&](const engine::Feed& feed, const Labels& labels) { page.instant(feed.imported_at, labels); });
  each("lapse_feed_rows", "Good rows of the last import of a source.",
       [&](const engine::Feed& feed, const Labels& labels) { page.sample(feed.rows, labels); });
  each("lapse_feed_rejected_rows", "Rejected rows of the last import of a source.",
       [&](const engine::Feed& feed, const Labels& labels) { page.sample(feed.rejected, labels); });
  each("lapse_feed_believed", "1: the last import of a source is believed; 0: it is in doubt.",
       [&](const engine::Feed& feed, const Labels& labels) { page.sample(feed.doubt.empty(), labels); });
}

void gates(Page& page, const Measured& measured, const rules::Policy& policy) {
  page.metric("lapse_gate_closed", "1: this gate is closed, nothing destructive happens.");
  for (const std::string_view gate : kGates) {
    const bool closed =
        std::ranges::any_of(measured.obstacles, [&](const auto& obstacle) { return obstacle.what == gate; });
    page.sample(closed, {{"gate", std::string(gate)}});
  }
  page.metric("lapse_marking_closed", "1: nobody is marked for want of use either.");
  page.sample(!engine::permission_behind(measured.obstacles).marking);
  page.metric("lapse_rule_stopped", "1: a guard stopped the rule on the local day of the newest run.");
  for (const auto& rule : policy.rules) {
    const bool stopped =
        std::ranges::any_of(measured.stopped, [&](const auto& alert) { return alert.rule == rule.name; });
    page.sample(stopped, {{"rule", rule.name}});
  }
}

void people(Page& page, const Measured& measured) {
  page.metric("lapse_plans_waiting", "Saved plans that wait for approvals.");
  page.sample(measured.plans_waiting);
  page.metric("lapse_plans_approved", "Saved plans that are approved and were not applied yet.");
  page.sample(measured.plans_approved);
  page.metric("lapse_deleted_last_year_accounts", "Accounts that a rule deleted in the last 365 days.");
  for (const auto& one : measured.false_deletions) page.sample(one.deleted, {{"rule", one.rule}});
  page.metric("lapse_false_deletions_last_year_accounts",
              "Of them, those who came back within 30 days, and how.");
  for (const auto& one : measured.false_deletions) {
    page.sample(one.restored, {{"rule", one.rule}, {"how", "restored"}});
    page.sample(one.recreated, {{"rule", one.rule}, {"how", "recreated"}});
    page.sample(one.undone, {{"rule", one.rule}, {"how", "undone"}});
  }
}

}  // namespace

std::string metrics_text(const Measured& measured, const rules::Policy& policy) {
  Page page;
  accounts(page, measured, policy);
  runs(page, measured);
  page.metric("lapse_notices", "Notices in the outbox by state.");
  queue(page, measured.notices);
  page.metric("lapse_effects", "Effects in the outbox by state.");
  queue(page, measured.effects);
  feeds(page, measured);
  gates(page, measured, policy);
  people(page, measured);
  page.metric("lapse_purge_record_agrees",
              "1: the database has every purge of its record, or has no record; 0: see lapse status.");
  if (measured.record_agrees) page.sample(*measured.record_agrees);
  page.metric("lapse_lease_held", "1: an engine is at work.");
  page.sample(measured.lease_held);
  return page.take();
}

}  // namespace lapse::adapters::report
