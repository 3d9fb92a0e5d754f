#include "adapters/cli/trial.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/random.h>

#include <array>
#include <fstream>
#include <system_error>

#include "adapters/cli/failure.h"
#include "adapters/cli/identity.h"
#include "adapters/report/json.h"
#include "adapters/report/policy_schema.h"
#include "adapters/sources/sample.h"
#include "embedded/files.h"
#include "engine/intake.h"

namespace lapse::adapters::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfig =
    R"(# A trial of lapse: nothing here is real and no mail leaves this directory. Relative paths count from this file.
database: )" LAPSE_TRIAL_DATABASE R"(
policy: policy/nas.yaml
holidays: holidays/england-and-wales.json
rejects: rejects
tombstone_key_file: tombstone.key   # people who were purged are recognised by it; keep it apart from the database
purge_record: purges.record         # who was purged, outside of the database; better on another disk

sources:
  - { name: organisations, feed: organisations, kind: csv, file: feeds/organisations.csv }
  - { name: accounts, feed: accounts, kind: csv, file: "feeds/accounts-{date}.csv" }
  - { name: memberships, feed: memberships, kind: csv, file: feeds/memberships.csv }
  - { name: holds, feed: holds, kind: csv, file: feeds/holds.csv }
  - { name: logins, feed: logins, kind: csv, file: "feeds/logins-{date}.csv" }

notify:
  channel: file                 # messages become files in mail/new
  maildir: mail
  from: "lapse <lapse@nhs.example>"
  domain: lapse.example         # right of the @ in Message-IDs
  sms_domain: sms.example       # a text message goes to NUMBER@sms.example

contacts:
  duty_manager: duty-manager@nhs.example   # hears of it when a guard stops a rule

# Who may do what the policy keeps to a role: people in these groups of this machine. In the trial, that is you.
roles:
)";

// Beside the policy, so that an editor finds it.
constexpr std::string_view kModeline = "# yaml-language-server: $schema=policy.schema.json\n";

// Roles that the policy names, all for the group of whoever tries it out.
std::string roles_for_the_trial() {
  std::string text;
  for (const auto* role : {"nas_team", "local_admin", "information_governance"})
    text += fmt::format("  {}: [{}]\n", role, report::Json(groups().front()).dump());
  return text;
}

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw Refusal(ExitCode::failed, path.string() + ": " + why);
}

void require_empty(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) fail(directory, "cannot be made: " + error.message());
  const bool empty = fs::is_empty(directory, error);
  if (error) fail(directory, "cannot be looked into: " + error.message());
  if (!empty) fail(directory, "is not empty; a trial needs a directory of its own");
}

void write_file(const fs::path& path, std::string_view content) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) fail(path, "cannot be written");
  // Under a loose umask the group could write, and lapse would refuse its own files.
  fs::permissions(path, fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove, error);
}

void write_key(const fs::path& path) {
  std::array<unsigned char, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    fail(path, "the system has no random numbers");
  write_file(path, fmt::format("{:02x}\n", fmt::join(bytes, "")));
  std::error_code error;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
  if (error) fail(path, "cannot be kept from others: " + error.message());
}

}  // namespace

fs::path write_trial(const fs::path& directory) {
  require_empty(directory);
  write_file(directory / "policy/nas.test.yaml", embedded::embedded("rules/policies/nas.test.yaml"));
  write_file(directory / "policy/nas.yaml",
             std::string(kModeline) + std::string(embedded::embedded("rules/policies/nas.yaml")));
  write_file(directory / "policy/policy.schema.json", report::page(report::policy_schema()));
  write_file(directory / "holidays/england-and-wales.json",
             embedded::embedded("schedules/holidays/england-and-wales.json"));
  try {
    sources::write_sample(directory);
  } catch (const engine::SourceError& error) {
    fail(directory, error.what());
  }
  write_key(directory / "tombstone.key");
  write_file(directory / "lapse.yaml", std::string(kConfig) + roles_for_the_trial());
  return directory / "lapse.yaml";
}

std::string trial_guide(const fs::path& config_file) {
  return fmt::format(
      "a trial is in {}\n"
      "next:\n"
      "  export LAPSE_CONFIG={}\n"
      "  lapse import\n"
      "  lapse plan\n"
      "  lapse run        # again and again: each run is the policy's next wake-up\n"
      "  lapse status\n",
      config_file.parent_path().string(), config_file.string());
}

}  // namespace lapse::adapters::cli
