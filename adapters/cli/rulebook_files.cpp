#include "adapters/cli/rulebook_files.h"

#include <algorithm>
#include <utility>

#include "adapters/cli/trusted_file.h"
#include "engine/digest.h"
#include "rules/diagnostic_findings.h"
#include "rules/parse.h"

namespace lapse::adapters::cli {

std::optional<PolicyFile> load_policy(const std::filesystem::path& file, Asked asked, Problems& problems) {
  auto text = read_trusted(file, Readers::anybody, ExitCode::policy_invalid, problems);
  if (!text) return std::nullopt;
  rules::Diagnostics diagnostics;
  const auto read = asked == Asked::can_be_carried_out ? rules::parse_policy : rules::review_policy;
  auto policy = read(*text, file.string(), diagnostics);
  problems.add(diagnostics, *text, ExitCode::policy_invalid);
  if (!policy) return std::nullopt;
  return PolicyFile{std::move(*policy), std::move(*text)};
}

std::optional<schedules::Holidays> load_holidays(const Config& config, const rules::Policy& policy,
                                                 Problems& problems) {
  if (policy.holidays_name.empty()) return schedules::Holidays{};
  const std::filesystem::path& file = config.holidays.path;
  if (file.empty()) {
    problems.add({config.holidays.place,
                  "the policy counts with the holidays '" + policy.holidays_name + "', and no file is given",
                  "write 'holidays: holidays/" + policy.holidays_name + ".json'"},
                 config.text, ExitCode::configuration_invalid);
    return std::nullopt;
  }
  const auto text = read_trusted(file, Readers::anybody, ExitCode::policy_invalid, problems);
  if (!text) return std::nullopt;
  rules::Diagnostics diagnostics;
  auto holidays = rules::parse_holidays(*text, file.string(), policy.holidays_name, diagnostics);
  problems.add(diagnostics, *text, ExitCode::policy_invalid);
  return holidays;
}

namespace {

bool effects_are_configured(const Config& config, const PolicyFile& file, Problems& problems) {
  std::vector<std::string> known;
  for (const EffectConfig& effect : config.effects) known.push_back(effect.name);
  bool all = true;
  for (const rules::EffectName& effect : file.policy.effects()) {
    if (std::ranges::find(known, effect.name) != known.end()) continue;
    const std::string write = "write how it is done under 'effects' of " + config.file.string();
    problems.add({effect.place, "the effect " + rules::quote(effect.name) + " is not configured",
                  known.empty() ? write : rules::suggest(effect.name, known, write + "; known there")},
                 file.text, ExitCode::configuration_invalid);
    all = false;
  }
  return all;
}

}  // namespace

std::optional<engine::Rulebook> load_rulebook(const Config& config, Asked asked, Problems& problems) {
  auto file = load_policy(config.policy.path, asked, problems);
  if (!file) return std::nullopt;
  auto holidays = load_holidays(config, file->policy, problems);
  if (!holidays || !effects_are_configured(config, *file, problems)) return std::nullopt;
  std::string hash = engine::sha256(file->text);
  return engine::Rulebook{std::move(file->policy), std::move(*holidays), std::move(file->text),
                          std::move(hash)};
}

engine::Rulebook require_rulebook(const Config& config) {
  Problems problems;
  auto book = load_rulebook(config, Asked::can_be_carried_out, problems);
  problems.refuse_errors();
  return std::move(*book);
}

}  // namespace lapse::adapters::cli
