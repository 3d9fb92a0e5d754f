#include <algorithm>
#include <array>

#include "adapters/cli/config_sections.h"
#include "adapters/cli/feeds.h"
#include "rules/parse_phrase.h"
#include "schedules/zone.h"

namespace lapse::adapters::cli {
namespace {

using rules::Key;
using rules::Mapping;
using rules::Need;

constexpr std::array kSourceKeys{
    Key{"name", Need::mandatory, "accounts"},
    Key{"feed", Need::mandatory, "accounts"},
    Key{"kind", Need::mandatory, "csv"},
    Key{"file", Need::optional, "\"feeds/accounts-{date}.csv\""},
    Key{"format", Need::optional, "entra"},
    Key{"database", Need::optional, LAPSE_TRIAL_DATABASE},
    Key{"password", Need::optional, "hr-password"},
    Key{"password_file", Need::optional, "secrets/hr-password"},
    Key{"table", Need::optional, "staff"},
    Key{"query", Need::optional, "SELECT * FROM staff WHERE left_on IS NULL"},
    Key{"watermark", Need::optional, "changed_at"},
    Key{"full", Need::optional, "every 7 days"},
    Key{"map", Need::optional, "{ id: EmployeeNumber }"},
    Key{"instant_format", Need::optional, "\"%d/%m/%Y %H:%M\""},
    Key{"zone", Need::optional, "Europe/London"},
};
constexpr std::array<std::string_view, 2> kFileKeys{"file", "format"};
constexpr std::array<std::string_view, 7> kForeignKeys{"database", "password",  "password_file", "table",
                                                       "query",    "watermark", "full"};
constexpr std::string_view kSourceExample =
    "{ name: accounts, feed: accounts, kind: csv, file: feeds/accounts.csv }";

std::map<std::string, std::string> read_map(const Mapping& source) {
  std::map<std::string, std::string> result;
  const rules::Node* node = source.find("map");
  if (node == nullptr) return result;
  for (const rules::Entry& entry :
       rules::named_entries(*node, "map", "map: { id: EmployeeNumber }", source.findings())) {
    if (source.is_scalar(entry.value, "map")) result[entry.key] = entry.value.scalar;
  }
  return result;
}

void read_times(const Mapping& source, SourceConfig& result) {
  result.instant_format = source.text("instant_format");
  result.zone = source.text("zone");
  if (!result.zone.empty() && !schedules::Zone::find(result.zone))
    source.wrong(*source.find("zone"), "zone", "unknown time zone " + rules::quote(result.zone));
  if (source.has("instant_format") && !source.has("zone")) {
    source.findings().add(source.place("instant_format"), "'instant_format' needs a 'zone'",
                          "write 'zone: Europe/London', the zone in which the file was written");
  }
}

void read_format(const Mapping& source, SourceConfig& result) {
  if (!source.has("format")) return;
  result.format = one_of(source, "format", {"entra"});
  if (result.feed == engine::FeedKind::accounts || result.feed == engine::FeedKind::logins) return;
  source.findings().add(source.place("format"), "Entra ID exports have accounts and logins only",
                        "remove 'format'");
}

void refuse_key(const Mapping& source, std::string_view key, const std::string& whose) {
  source.findings().add(source.place(key), "'" + std::string(key) + "' is for " + whose,
                        "remove '" + std::string(key) + "'");
}

// What a source needs, and what would be without meaning, depends on its kind.
void require_keys(const Mapping& source, const std::string& kind) {
  if (kind.empty()) return;
  const bool is_file = kind != "sql";
  const std::string_view needed = is_file ? "file" : "database";
  if (!source.has(needed)) {
    source.findings().add(source.place("kind"),
                          "kind " + rules::quote(kind) + " needs '" + std::string(needed) + "'",
                          "write '" + std::string(needed) + ": " + std::string(source.example(needed)) + "'");
  }
  for (const std::string_view key : kFileKeys) {
    if (!is_file && source.has(key)) refuse_key(source, key, "files");
  }
  for (const std::string_view key : kForeignKeys) {
    if (is_file && source.has(key)) refuse_key(source, key, "databases, 'kind: sql'");
  }
}

SourceConfig read_source(const rules::Node& node, const Folder& folder, rules::Findings& findings) {
  const Mapping mapping(node, kSourceKeys, kSourceExample, findings);
  SourceConfig result;
  result.name = mapping.name("name");
  result.kind = one_of(mapping, "kind", {"csv", "json", "sql"});
  if (const auto feed = feed_named(one_of(mapping, "feed", feed_names()))) result.feed = *feed;
  require_keys(mapping, result.kind);
  const std::string file = mapping.text("file");
  if (!file.empty()) result.file = folder.absolute(file);
  read_format(mapping, result);
  if (result.kind == "sql") result.foreign = read_foreign(mapping, folder, result.feed);
  result.map = read_map(mapping);
  read_times(mapping, result);
  return result;
}

}  // namespace

std::string one_of(const Mapping& mapping, std::string_view key, const std::vector<std::string>& words) {
  const rules::Node* node = mapping.scalar(key);
  if (node == nullptr) return {};
  if (std::find(words.begin(), words.end(), node->scalar) != words.end()) return node->scalar;
  mapping.findings().add(node->place, rules::quote(key) + " cannot be " + rules::quote(node->scalar),
                         rules::suggest(node->scalar, words, "known here"));
  return {};
}

std::vector<SourceConfig> read_sources(const Mapping& config, const Folder& folder) {
  std::vector<SourceConfig> result;
  for (const rules::Node& item : config.items("sources")) {
    SourceConfig source = read_source(item, folder, config.findings());
    const bool twice = std::any_of(result.begin(), result.end(), [&](const SourceConfig& earlier) {
      return !source.name.empty() && earlier.name == source.name;
    });
    if (twice) {
      config.findings().add(item.place, "two sources are called " + rules::quote(source.name),
                            "each source needs a name of its own");
    }
    result.push_back(std::move(source));
  }
  return result;
}

}  // namespace lapse::adapters::cli
