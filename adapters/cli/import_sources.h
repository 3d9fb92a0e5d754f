// The configured sources into the accounts, one after the other.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/exit_code.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/import_report.h"

namespace lapse::adapters::cli {

struct SourceOutcome {
  report::ImportedSource told;
  engine::FeedKind feed = engine::FeedKind::accounts;
  ExitCode code = ExitCode::done;  // of its problem or doubt: partly done, or stopped by a guard
};

// `names` are sources of the configuration; empty: all of them. Refusal (usage) for a name that it does not
// have.
std::vector<SourceConfig> chosen_sources(const Config& config, const std::vector<std::string>& names);

// In the order of feeds.h. A source that fails does not keep the others from being tried; StoreError ends it.
// Stops before the next source when asked to.
std::vector<SourceOutcome> import_sources(Session& session, engine::Hands& hands, schedules::Instant as_of,
                                          const std::vector<SourceConfig>& sources);

std::vector<report::ImportedSource> told(const std::vector<SourceOutcome>& outcomes);

}  // namespace lapse::adapters::cli
