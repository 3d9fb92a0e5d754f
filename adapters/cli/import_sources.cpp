#include "adapters/cli/import_sources.h"

#include <algorithm>

#include "adapters/cli/failure.h"
#include "adapters/cli/feeds.h"
#include "adapters/sources/csv_source.h"
#include "adapters/sources/rejects.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

// Only rejected rows come here; the others go into staging.
class RejectsOnly : public engine::Intake {
 public:
  explicit RejectsOnly(sources::RejectsFile& file) : file_(file) {}
  void account(const engine::AccountRecord&) override {}
  void login(const engine::LoginRecord&) override {}
  void organisation(const engine::OrganisationRecord&) override {}
  void membership(const engine::MembershipRecord&) override {}
  void hold(const engine::HoldRecord&) override {}
  void reject(const engine::Reject& reject) override { file_.add(reject); }

 private:
  sources::RejectsFile& file_;
};

sources::Feed feed_of(engine::FeedKind kind) {
  switch (kind) {
    case engine::FeedKind::accounts:
      return sources::Feed::accounts;
    case engine::FeedKind::logins:
      return sources::Feed::logins;
    case engine::FeedKind::organisations:
      return sources::Feed::organisations;
    case engine::FeedKind::memberships:
      return sources::Feed::memberships;
    case engine::FeedKind::holds:
      break;
  }
  return sources::Feed::holds;
}

sources::CsvSource csv_source(const SourceConfig& config) {
  return {config.name, feed_of(config.feed), config.file, config.map, config.instant_format, config.zone};
}

void import_file(Session& session, engine::Hands& hands, schedules::Instant as_of, const SourceConfig& config,
                 report::ImportedSource& told) {
  const sources::CsvSource source = csv_source(config);
  const auto file = sources::newest_file(source, session.book->policy.zone.day_of(as_of));
  told.file = file.string();
  sources::RejectsFile rejects(session.config->rejects, config.name, as_of);
  const auto keep_rejects = [&] {
    if (const auto path = rejects.close()) told.rejects = path->string();
  };
  RejectsOnly sink(rejects);
  const auto fill = [&](engine::Intake& intake) { sources::read_csv(source, file, as_of, intake); };
  try {
    told.report = engine::import_feed(hands, *session.book, as_of, {config.name, config.feed}, fill, sink);
  } catch (const engine::ImportRefused&) {
    keep_rejects();  // they may say why so much is missing
    throw;
  }
  keep_rejects();
}

void tell(engine::Observer& observer, const SourceOutcome& outcome) {
  const report::ImportedSource& told = outcome.told;
  const std::string source = "source " + told.source + ": ";
  if (outcome.code == ExitCode::guard_stopped) observer.on("import-refused", source + told.problem);
  if (outcome.code == ExitCode::partly_done) observer.on("source-failed", source + told.problem);
  if (told.report)
    observer.on("source-imported",
                source + std::to_string(told.report->staged.rows) + " rows of " + told.file);
  if (!told.rejects.empty()) observer.on("rows-rejected", source + "rejected rows are in " + told.rejects);
}

SourceOutcome import_source(Session& session, engine::Hands& hands, schedules::Instant as_of,
                            const SourceConfig& config) {
  SourceOutcome outcome;
  outcome.told.source = config.name;
  try {
    import_file(session, hands, as_of, config, outcome.told);
  } catch (const engine::ImportRefused& refused) {
    outcome.told.problem = refused.what();
    outcome.code = ExitCode::guard_stopped;
  } catch (const engine::SourceError& error) {
    outcome.told.problem = error.what();
    outcome.code = ExitCode::partly_done;
  }
  tell(session.world.observer, outcome);
  return outcome;
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
    outcomes.push_back(import_source(session, hands, as_of, source));
  }
  return outcomes;
}

std::vector<report::ImportedSource> told(const std::vector<SourceOutcome>& outcomes) {
  std::vector<report::ImportedSource> sources;
  for (const SourceOutcome& outcome : outcomes) sources.push_back(outcome.told);
  return sources;
}

}  // namespace lapse::adapters::cli
