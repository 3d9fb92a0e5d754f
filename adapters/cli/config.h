// What lapse.yaml says, checked: which database, policy, sources and wire. config.md is the page of the
// format.
//
// Relative paths are relative to the directory of the file. Unknown and duplicate keys, missing ones and
// values that cannot be right are problems with their place, all at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feed.h"
#include "rules/diagnostic.h"

namespace lapse::adapters::cli {

struct LocatedPath {
  std::filesystem::path path;  // empty: not configured
  rules::Place place;
};

// Where a secret is found; the secret itself is never in the configuration.
struct SecretPlace {
  std::string credential;      // name of a file in $CREDENTIALS_DIRECTORY
  std::filesystem::path file;  // that only its owner can read
  bool empty() const { return credential.empty() && file.empty(); }
};

struct ForeignConfig {   // of a source of kind sql
  std::string database;  // URL, its path absolute
  SecretPlace password;
  std::string table;  // or a query
  std::string query;
  std::string watermark;  // column; empty: everything is read each time
  int full_days = 7;      // after so many days everything is read all the same
};

struct SourceConfig {
  std::string name;
  engine::FeedKind feed = engine::FeedKind::accounts;
  std::string kind;                        // csv, json, sql
  std::string format;                      // empty, or entra
  std::string file;                        // may contain {date}
  std::map<std::string, std::string> map;  // canonical column -> column of the file
  std::string instant_format;
  std::string zone;
  ForeignConfig foreign;
};

struct SmtpConfig {
  std::string host;
  int port = 587;
  std::string tls;  // starttls, implicit, none
  std::string user;
  SecretPlace password;
  std::optional<std::filesystem::path> ca_file;
};

struct NotifyConfig {
  std::string channel;  // file, smtp
  std::filesystem::path maildir;
  std::string from;  // the bare address
  std::string domain;
  std::string sms_domain;
  SmtpConfig smtp;
  rules::Place place;
};

// How an effect that the policy names is done. What its kind does not have is empty.
struct EffectConfig {
  std::string name;
  std::string kind;      // sql, command, webhook
  std::string database;  // URL, its path absolute
  std::string statement;
  std::string url;
  std::optional<std::filesystem::path> ca_file;
  SecretPlace secret;  // sql: the password; webhook: signs
  std::vector<std::string> command;
  int timeout_s = 0;
  rules::Place place;
};

struct Config {
  std::filesystem::path file;
  std::string text;
  std::string database;  // URL, its path absolute
  rules::Place database_place;
  SecretPlace database_password;
  SecretPlace tombstone_key;  // empty: people who were purged are not recognised
  LocatedPath purge_record;   // needs the key
  LocatedPath policy;
  LocatedPath holidays;
  LocatedPath templates;
  std::filesystem::path rejects;
  std::vector<SourceConfig> sources;
  NotifyConfig notify;
  std::vector<EffectConfig> effects;
  std::map<std::string, std::vector<std::string>> roles;  // of the policy -> groups of this system
  std::map<std::string, std::string> contacts;  // address by the name that the policy has for somebody
};

// nullopt exactly when at least one diagnostic was added.
std::optional<Config> read_config(std::string_view text, const std::filesystem::path& file,
                                  rules::Diagnostics& diagnostics);

}  // namespace lapse::adapters::cli
