#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adapters/cli/check_in_force.h"
#include "adapters/cli/connect.h"
#include "adapters/cli/find_config.h"
#include "adapters/cli/performers.h"
#include "adapters/cli/rulebook_files.h"
#include "adapters/cli/wiring.h"
#include "adapters/notify/error.h"
#include "adapters/report/json.h"
#include "adapters/report/timeline_json.h"
#include "adapters/report/timeline_text.h"
#include "adapters/sql/merge.h"
#include "adapters/sql/succession.h"
#include "adapters/sql/undo_table.h"

namespace lapse::adapters::cli {
namespace {

constexpr int kHolidaysReachDays = 400;

// Every name that the policy sends, once; a name that any rule warns with has to say when.
std::vector<notify::TemplateUse> templates_in_use(const rules::Policy& policy) {
  std::set<std::string> warn;
  std::set<std::string> tell{std::string(sql::kDateWithdrawn), std::string(sql::kTakenBack),
                             std::string(sql::kGhostLogin)};
  for (const rules::Rule& rule : policy.rules) {
    if (rule.warn) {
      for (const rules::Ladder& ladder : rule.warn->ladders) warn.insert(ladder.send);
    }
    for (const rules::Tell& one : rule.tells) tell.insert(one.send);
  }
  for (const rules::Event& event : policy.events) {
    for (const rules::Tell& one : event.tells) tell.insert(one.send);
  }
  std::vector<notify::TemplateUse> uses;
  for (const std::string& name : warn) uses.push_back({name, true});
  for (const std::string& name : tell) {
    if (!warn.contains(name)) uses.push_back({name, false});
  }
  return uses;
}

void check_texts(const Config& config, const engine::Rulebook& book, Problems& problems) {
  try {
    const auto texts = make_texts(config, book);
    problems.add(texts.check(templates_in_use(book.policy)), "", ExitCode::configuration_invalid);
  } catch (const notify::NotifierError& error) {
    const auto& place = config.templates.path.empty() ? config.notify.place : config.templates.place;
    problems.add({place, error.what(), ""}, config.text, ExitCode::configuration_invalid);
  }
}

void check_database(const Config& config, Problems& problems) {
  try {
    sql::parse_url(config.database);
  } catch (const engine::StoreError& error) {
    // Without an excerpt: a password may stand in the line, where it should not.
    problems.add({config.database_place, error.what(), ""}, "", ExitCode::configuration_invalid);
  }
}

void check_wire(const Config& config, Problems& problems) {
  if (config.notify.channel != "smtp") return;  // making a maildir would write
  try {
    make_notifier(config);
  } catch (const std::exception& error) {
    problems.add({config.notify.place, error.what(), ""}, config.text, ExitCode::configuration_invalid);
  }
}

void check_effects(const Config& config, Problems& problems) {
  for (const EffectConfig& effect : config.effects) {
    try {
      make_performer(effect);
    } catch (const std::exception& error) {
      problems.add({effect.place, error.what(), ""}, config.text, ExitCode::configuration_invalid);
    }
  }
}

void check_holidays(const Config& config, const engine::Rulebook& book, schedules::Instant now,
                    Problems& problems) {
  if (book.policy.holidays_name.empty()) return;
  const schedules::Day needed = book.policy.zone.day_of(now) + kHolidaysReachDays;
  const auto last = book.holidays.last();
  if (last && *last >= needed) return;
  problems.warn({{config.holidays.path.string(), 1, 1, 1},
                 last ? "the last holiday it knows is " + schedules::to_string(*last) : "it knows no holiday",
                 "fetch a newer file: deletions count with holidays up to " + schedules::to_string(needed)},
                "");
}

void check_window(const engine::Rulebook& book, schedules::Instant now, Problems& problems) {
  const auto& window = book.policy.delete_window;
  if (!window || schedules::next_opening(*window, now, book.policy.zone, book.holidays)) return;
  problems.add({book.policy.delete_place, "this window never opens: all its days of a year are holidays",
                "name more weekdays, or correct the holidays", false},
               text_of(book, book.policy.delete_place), ExitCode::policy_invalid);
}

struct Checked {
  std::optional<Config> config;          // when it can be read
  std::optional<engine::Rulebook> book;  // when it can be carried out; without a configuration, no holidays
};

Checked check_all(const Session& session, const std::optional<std::filesystem::path>& config_file,
                  const std::vector<std::string>& policies, Problems& problems) {
  Checked checked;
  auto& config = checked.config;
  if (config_file) config = load_config(*config_file, problems);
  if (config && !policies.empty()) config->policy.path = policies.front();
  if (!config && policies.empty()) return checked;
  if (!config) {
    auto file = load_policy(policies.front(), Asked::should_be_put_in_force, problems);
    if (file) checked.book = engine::Rulebook{std::move(file->policy), {}, std::move(file->text), ""};
    return checked;
  }
  check_database(*config, problems);
  check_wire(*config, problems);
  check_effects(*config, problems);
  checked.book = load_rulebook(*config, Asked::should_be_put_in_force, problems);
  if (!checked.book) return checked;
  check_texts(*config, *checked.book, problems);
  check_holidays(*config, *checked.book, session.world.clock.now(), problems);
  check_window(*checked.book, session.world.clock.now(), problems);
  return checked;
}

struct Findings {
  Problems problems;
  std::optional<std::vector<Connection>> connections;  // when they were asked for
  std::optional<rules::Timeline> timeline;             // the same, of a policy that can be carried out

  ExitCode code() const {
    const bool refuted = timeline && !timeline->proved();
    const bool unusable =
        connections && !std::ranges::all_of(*connections, [](const Connection& one) { return one.usable; });
    const ExitCode of_policy = graver(problems.code(), refuted ? ExitCode::policy_invalid : ExitCode::done);
    return graver(of_policy, unusable ? ExitCode::unavailable : ExitCode::done);
  }
};

report::Json in_json(const Findings& findings) {
  const Problems& problems = findings.problems;
  report::Json answer = report::new_answer();
  answer["ok"] = findings.code() == ExitCode::done;
  answer["problems"] = report::Json::array();
  for (const Problem& problem : problems.all()) {
    const rules::Diagnostic& diagnostic = problem.diagnostic;
    report::Json one;
    one["file"] = diagnostic.place.file;
    one["line"] = diagnostic.place.line;
    one["column"] = diagnostic.place.column;
    one["severity"] = problem.warning ? "warning" : "error";
    one["message"] = diagnostic.message;
    one["help"] = diagnostic.help;
    answer["problems"].push_back(one);
  }
  if (findings.connections) {
    answer["connections"] = report::Json::array();
    for (const Connection& connection : *findings.connections)
      answer["connections"].push_back(in_json(connection));
  }
  if (findings.timeline) answer["timeline"] = report::timeline_json(*findings.timeline);
  return answer;
}

void print(const World& world, const Connection& connection) {
  std::ostream& says = connection.usable ? world.out : world.err;
  says << connection.what << (connection.usable ? ": " : " cannot be used: ") << connection.says << '\n';
  for (const std::string& warning : connection.warnings) world.err << "warning: " << warning << '\n';
}

std::string ok_line(const std::optional<std::filesystem::path>& config_file,
                    const std::vector<std::string>& policies) {
  std::string what = config_file ? config_file->string() : "";
  if (!policies.empty()) what += (what.empty() ? "" : " with ") + policies.front();
  return what + ": OK\n";
}

}  // namespace

ExitCode run_check(Session& session, const Arguments& arguments) {
  const std::vector<std::string>& policies = arguments.operands();
  const bool connect = arguments.flag("connect");
  const auto config_file = find_config(session.config_option);
  // Refuses and says why.
  if (!config_file && (connect || policies.empty())) require_config(session.config_option);
  Findings findings;
  const auto [config, book] = check_all(session, config_file, policies, findings.problems);
  if (connect && config) findings.connections = try_connections(*config, session.world.clock.now());
  if (connect && config && book) check_in_force(*config, *book, session.world.clock, findings.problems);
  findings.problems.sort_by_place();
  if (arguments.flag("timeline") && book) {
    const auto today = book->policy.zone.day_of(session.world.clock.now());
    findings.timeline = rules::timeline(book->policy, book->holidays, today);
  }
  if (session.json) {
    session.world.out << report::page(in_json(findings));
    return findings.code();
  }
  const std::string rendered = findings.problems.rendered();
  if (!rendered.empty()) session.world.err << rendered << '\n';
  if (!findings.problems.any_error()) session.world.out << ok_line(config_file, policies);
  if (findings.connections) {
    for (const Connection& connection : *findings.connections) print(session.world, connection);
  }
  if (findings.timeline && !config)
    session.world.err
        << "without a configuration no holidays are known: the latest days count weekdays only\n";
  if (findings.timeline)
    session.world.out << report::timeline_text(*findings.timeline, book->policy, session.colour);
  return findings.code();
}

}  // namespace lapse::adapters::cli
