#include "adapters/cli/rulebook_files.h"

#include <algorithm>
#include <utility>

#include "adapters/cli/trusted_file.h"
#include "engine/digest.h"
#include "rules/diagnostic_findings.h"
#include "rules/parse.h"

namespace lapse::adapters::cli {

namespace {

namespace fs = std::filesystem;

void complain(const fs::path& path, const std::string& message, const std::string& help, Problems& problems) {
  problems.add({{path.string(), 1, 1, 1}, message, help}, "", ExitCode::policy_invalid);
}

// The file itself, or the policy files of a folder; empty, with a problem, when it has none.
std::vector<fs::path> policy_files(const fs::path& path, Problems& problems) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool is_policy = name.ends_with(".yaml") && !name.ends_with(".test.yaml") && !name.starts_with('.');
    if (is_policy) files.push_back(entry->path());
  }
  std::ranges::sort(files);
  if (error) {
    complain(path, "this folder cannot be read: " + error.message(), "", problems);
    return {};
  }
  if (files.empty())
    complain(path, "no file of this folder ends in '.yaml'", "put the files of the policy there", problems);
  return files;
}

// Whoever can put a file into the folder can change the policy as well as who can write one.
bool is_trusted_folder(const fs::path& path, Problems& problems) {
  std::error_code error;
  const auto permissions = fs::status(path, error).permissions();
  constexpr auto kOthers = fs::perms::group_write | fs::perms::others_write;
  if (!fs::is_directory(path, error) || (permissions & kOthers) == fs::perms::none) return true;
  complain(path, "the folder of the policy can be written by its group or others",
           "run 'chmod go-w " + path.string() + "'", problems);
  return false;
}

const std::string& text_of_file(const std::vector<rules::PolicyFile>& files, const std::string& name) {
  static const std::string kNone;
  const auto found = std::ranges::find(files, name, &rules::PolicyFile::name);
  return found == files.end() ? kNone : found->text;
}

// What is kept names files by their names alone: moving the folder makes no new edition.
std::string kept_text(std::vector<rules::PolicyFile> files) {
  for (auto& file : files) file.name = fs::path(file.name).filename().string();
  return rules::one_text(files);
}

}  // namespace

const std::string& PolicyRead::text_of(const rules::Place& place) const {
  return text_of_file(files, place.file);
}

std::optional<PolicyRead> load_policy(const fs::path& path, Asked asked, Problems& problems) {
  if (!is_trusted_folder(path, problems)) return std::nullopt;
  std::vector<rules::PolicyFile> files;
  const auto paths = policy_files(path, problems);
  for (const auto& file : paths) {
    auto text = read_trusted(file, Readers::anybody, ExitCode::policy_invalid, problems);
    if (text) files.push_back({file.string(), std::move(*text)});
  }
  if (files.empty() || files.size() != paths.size()) return std::nullopt;
  rules::Diagnostics diagnostics;
  auto policy = asked == Asked::can_be_carried_out ? rules::parse_policy(files, diagnostics)
                                                   : rules::review_policy(files, diagnostics);
  for (const auto& diagnostic : diagnostics)
    problems.add(diagnostic, text_of_file(files, diagnostic.place.file), ExitCode::policy_invalid);
  if (!policy) return std::nullopt;
  std::string text = kept_text(files);
  return PolicyRead{std::move(*policy), std::move(text), std::move(files)};
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

bool effects_are_configured(const Config& config, const PolicyRead& file, Problems& problems) {
  std::vector<std::string> known;
  for (const EffectConfig& effect : config.effects) known.push_back(effect.name);
  bool all = true;
  for (const rules::EffectName& effect : file.policy.effects()) {
    if (std::ranges::find(known, effect.name) != known.end()) continue;
    const std::string write = "write how it is done under 'effects' of " + config.file.string();
    problems.add({effect.place, "the effect " + rules::quote(effect.name) + " is not configured",
                  known.empty() ? write : rules::suggest(effect.name, known, write + "; known there")},
                 file.text_of(effect.place), ExitCode::configuration_invalid);
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

std::string text_of(const engine::Rulebook& book, const rules::Place& place) {
  const auto files = rules::files_of(book.text, place.file);
  if (files.size() == 1) return files.front().text;
  return text_of_file(files, fs::path(place.file).filename().string());
}

engine::Rulebook require_rulebook(const Config& config) {
  Problems problems;
  auto book = load_rulebook(config, Asked::can_be_carried_out, problems);
  problems.refuse_errors();
  return std::move(*book);
}

}  // namespace lapse::adapters::cli
