#include "adapters/cli/import_sources.h"

#include <algorithm>

#include "adapters/cli/failure.h"
#include "adapters/cli/feeds.h"
#include "adapters/cli/import_foreign.h"
#include "adapters/cli/import_one.h"
#include "adapters/cli/source_files.h"
#include "adapters/sources/read.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

// One answer for each file; the last one stands for a problem.
void import_files(Session& session, engine::Hands& hands, schedules::Instant as_of,
                  const SourceConfig& config, std::vector<SourceOutcome>& outcomes) {
  const sources::SourceSpec source = spec_of(config);
  const auto& zone = session.book->policy.zone;
  const auto known = known_feed(*session.store, config.name);
  const auto files = files_to_read(source, known, zone, zone.day_of(as_of));
  for (const auto& file : files) {
    if (file != files.front()) outcomes.emplace_back().told.source = config.name;
    auto& told = outcomes.back().told;
    told.file = file.string();
    const std::string digest = digest_of(config, file, session.book->hash);
    if (known && known->digest == digest) {
      told.unchanged_since = known->imported_at;
      continue;
    }
    const auto fill = [&](engine::Intake& intake) { sources::read_file(source, told.file, as_of, intake); };
    const bool piece = adds_up(source);
    import_rows(session, hands, as_of, {config.name, config.feed, digest, "", false, piece}, fill, told);
  }
}

void tell(engine::Observer& observer, const SourceOutcome& outcome) {
  const report::ImportedSource& told = outcome.told;
  const std::string source = "source " + told.source + ": ";
  if (outcome.code == ExitCode::guard_stopped) observer.on("import-refused", source + told.problem);
  if (outcome.code == ExitCode::partly_done) observer.on("source-failed", source + told.problem);
  if (told.report)
    observer.on("source-imported",
                source + std::to_string(told.report->staged.rows) + " rows of " + told.file);
  if (told.report && !told.report->doubt.empty())
    observer.on("source-doubted", source + "is not believed: " + told.report->doubt);
  if (!told.rejects.empty()) observer.on("rows-rejected", source + "rejected rows are in " + told.rejects);
}

std::vector<SourceOutcome> import_source(Session& session, engine::Hands& hands, schedules::Instant as_of,
                                         const SourceConfig& config) {
  std::vector<SourceOutcome> outcomes(1);
  outcomes.back().told.source = config.name;
  try {
    if (config.kind == "sql") {
      import_foreign(session, hands, as_of, config, outcomes.back().told);
    } else {
      import_files(session, hands, as_of, config, outcomes);
    }
  } catch (const engine::ImportRefused& refused) {
    outcomes.back().told.problem = refused.what();
    outcomes.back().code = ExitCode::guard_stopped;
  } catch (const engine::SourceError& error) {
    outcomes.back().told.problem = error.what();
    outcomes.back().code = ExitCode::partly_done;
  }
  for (SourceOutcome& outcome : outcomes) {
    outcome.feed = config.feed;
    tell(session.world.observer, outcome);
    const auto& report = outcome.told.report;
    if (report && !report->doubt.empty()) outcome.code = graver(outcome.code, ExitCode::partly_done);
  }
  return outcomes;
}

std::ptrdiff_t place_in_order(const SourceConfig& source) {
  return std::find(kFeedOrder.begin(), kFeedOrder.end(), source.feed) - kFeedOrder.begin();
}

}  // namespace

std::vector<SourceConfig> chosen_sources(const Config& config, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const SourceConfig& source : config.sources) known.push_back(source.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw Refusal(ExitCode::usage, "no source is called " + rules::quote(name) + "; " +
                                       rules::suggest(name, known, "the configuration has"));
  }
  std::vector<SourceConfig> chosen;
  for (const SourceConfig& source : config.sources) {
    const bool wanted = names.empty() || std::find(names.begin(), names.end(), source.name) != names.end();
    if (wanted) chosen.push_back(source);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const SourceConfig& a, const SourceConfig& b) {
    return place_in_order(a) < place_in_order(b);
  });
  return chosen;
}

std::vector<SourceOutcome> import_sources(Session& session, engine::Hands& hands, schedules::Instant as_of,
                                          const std::vector<SourceConfig>& sources) {
  std::vector<SourceOutcome> outcomes;
  for (const SourceConfig& source : sources) {
    if (hands.stop) break;
    const auto of_source = import_source(session, hands, as_of, source);
    outcomes.insert(outcomes.end(), of_source.begin(), of_source.end());
  }
  return outcomes;
}

std::vector<report::ImportedSource> told(const std::vector<SourceOutcome>& outcomes) {
  std::vector<report::ImportedSource> sources;
  for (const SourceOutcome& outcome : outcomes) sources.push_back(outcome.told);
  return sources;
}

}  // namespace lapse::adapters::cli
