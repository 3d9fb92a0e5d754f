#include "adapters/cli/config.h"

#include <array>

#include "adapters/cli/config_sections.h"
#include "rules/parse_mapping.h"

namespace lapse::adapters::cli {
namespace {

using rules::Findings;
using rules::Key;
using rules::Mapping;
using rules::Need;

constexpr std::array kConfigKeys{
    Key{"database", Need::mandatory, LAPSE_TRIAL_DATABASE},
    Key{"database_password", Need::optional, "database-password"},
    Key{"database_password_file", Need::optional, "secrets/database-password"},
    Key{"policy", Need::mandatory, "policy/nas.yaml"},
    Key{"holidays", Need::optional, "holidays/england-and-wales.json"},
    Key{"templates", Need::optional, "templates"},
    Key{"tombstone_key", Need::optional, "tombstone-key"},
    Key{"tombstone_key_file", Need::optional, "secrets/tombstone-key"},
    Key{"purge_record", Need::optional, "purges.record"},
    Key{"rejects", Need::mandatory, "rejects"},
    Key{"sources", Need::mandatory,
        "[{ name: accounts, feed: accounts, kind: csv, file: feeds/accounts.csv }]"},
    Key{"notify", Need::mandatory,
        "{ channel: file, maildir: mail, from: lapse@nhs.example, domain: nhs.example }"},
    Key{"contacts", Need::optional, "{ duty_manager: duty-manager@nhs.example }"},
    Key{"effects", Need::optional,
        "{ tell-hr: { kind: webhook, url: https://hr.example/hook, timeout: 10 seconds } }"},
    Key{"roles", Need::optional, "{ nas_team: [nas], local_admin: [pharmacy-admins] }"},
};

LocatedPath located(const Mapping& mapping, std::string_view key, const Folder& folder) {
  LocatedPath result{.path = {}, .place = mapping.place(key)};
  const std::string text = mapping.text(key);
  if (!text.empty()) result.path = folder.absolute(text);
  return result;
}

}  // namespace

std::string database_url(const Mapping& mapping, const Folder& folder) {
  const std::string url = mapping.text("database");
  const std::size_t colon = url.find(':');
  if (url.empty()) return {};
  if (colon == std::string::npos || colon == 0 || colon + 1 == url.size()) {
    mapping.wrong(*mapping.find("database"), "database",
                  rules::quote(url) + " is no database: it has no scheme");
    return {};
  }
  const bool names_no_file = url[colon + 1] == '/' || url.starts_with("odbc:");
  if (names_no_file) return url;
  return url.substr(0, colon + 1) + folder.absolute(url.substr(colon + 1));
}

std::string Folder::absolute(const std::string& path) const {
  return (path_ / path).lexically_normal().string();
}

std::optional<Config> read_config(std::string_view text, const std::filesystem::path& file,
                                  rules::Diagnostics& diagnostics) {
  const auto root = rules::read_yaml(text, file.string(), diagnostics);
  if (!root) return std::nullopt;
  Findings findings;
  const Folder folder(std::filesystem::absolute(file).parent_path());
  const Mapping mapping(*root, kConfigKeys, "policy: policy/nas.yaml", findings);
  Config config;
  config.file = file;
  config.text = std::string(text);
  config.database = database_url(mapping, folder);
  config.database_place = mapping.place("database");
  config.database_password = read_secret_place(mapping, "database_password", folder);
  config.tombstone_key = read_secret_place(mapping, "tombstone_key", folder);
  config.policy = located(mapping, "policy", folder);
  config.holidays = located(mapping, "holidays", folder);
  config.templates = located(mapping, "templates", folder);
  config.purge_record = located(mapping, "purge_record", folder);
  if (!config.purge_record.path.empty() && config.tombstone_key.empty())
    findings.add(config.purge_record.place, "the record of purges has digests under a key, and there is none",
                 "write 'tombstone_key: NAME' or 'tombstone_key_file: PATH'");
  config.rejects = located(mapping, "rejects", folder).path;
  config.sources = read_sources(mapping, folder);
  config.notify = read_notify(mapping, folder);
  config.effects = read_effects(mapping, folder);
  config.roles = read_roles(mapping);
  config.contacts = read_contacts(mapping);
  if (findings.empty()) return config;
  findings.append_to(diagnostics);
  return std::nullopt;
}

}  // namespace lapse::adapters::cli
