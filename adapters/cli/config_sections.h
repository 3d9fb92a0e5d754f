// The sections of lapse.yaml that have keys of their own. They read on after a mistake; internal to
// config.cpp.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/cli/config.h"
#include "rules/parse_mapping.h"

namespace lapse::adapters::cli {

class Folder {  // of the configuration file
 public:
  explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
  std::string absolute(const std::string& path) const;

 private:
  std::filesystem::path path_;
};

std::vector<SourceConfig> read_sources(const rules::Mapping& config, const Folder& folder);
std::vector<EffectConfig> read_effects(const rules::Mapping& config, const Folder& folder);
ForeignConfig read_foreign(const rules::Mapping& source, const Folder& folder, engine::FeedKind feed);
std::map<std::string, std::vector<std::string>> read_roles(const rules::Mapping& config);
std::map<std::string, std::string> read_contacts(const rules::Mapping& config);
NotifyConfig read_notify(const rules::Mapping& config, const Folder& folder);

// The value of `database`: "scheme:relative" names a file beside the configuration; what begins with a slash
// is left as it is. Empty, with a complaint, when it has no scheme.
std::string database_url(const rules::Mapping& mapping, const Folder& folder);

// Where the secret called `key` is found: `key` names a credential, `key`_file a file. Empty when neither is
// there.
SecretPlace read_secret_place(const rules::Mapping& mapping, const std::string& key, const Folder& folder);

// The value of a key that is one of a few words; empty, with a complaint, when it is another.
std::string one_of(const rules::Mapping& mapping, std::string_view key,
                   const std::vector<std::string>& words);

}  // namespace lapse::adapters::cli
