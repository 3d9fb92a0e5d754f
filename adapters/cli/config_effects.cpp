#include <array>

#include "adapters/cli/config_sections.h"
#include "adapters/notify/command.h"
#include "adapters/notify/webhook.h"
#include "adapters/sql/effect_statement.h"
#include "engine/perform.h"
#include "rules/parse_phrase.h"

namespace lapse::adapters::cli {
namespace {

using rules::Key;
using rules::Mapping;
using rules::Need;

constexpr Key kKind{"kind", Need::mandatory, "sql"};
constexpr Key kTimeout{"timeout", Need::mandatory, "10 seconds"};

constexpr std::array kStatementKeys{
    kKind,
    Key{"database", Need::mandatory, LAPSE_TRIAL_DATABASE},
    Key{"password", Need::optional, "directory-password"},
    Key{"password_file", Need::optional, "secrets/directory"},
    Key{"statement", Need::mandatory, "\"UPDATE mailbox SET enabled = 0 WHERE id = :account\""},
};
constexpr std::array kWebhookKeys{
    kKind,
    Key{"url", Need::mandatory, "\"https://hr.example/hook\""},
    Key{"secret", Need::optional, "hr-secret"},
    Key{"secret_file", Need::optional, "secrets/hr"},
    Key{"ca_file", Need::optional, "ca.pem"},
    kTimeout,
};
constexpr std::array kCommandKeys{
    kKind,
    Key{"command", Need::mandatory, "[/usr/local/bin/disable, \"{account}\"]"},
    kTimeout,
};

constexpr std::string_view kExample =
    "tell-hr: { kind: webhook, url: \"https://hr.example/hook\", timeout: 10 seconds }";

int read_timeout(const Mapping& effect) {
  const rules::Node* node = effect.scalar("timeout");
  if (node == nullptr) return 0;
  const auto words = rules::words_in(node->scalar);
  const bool unit = words.size() == 2 && (words[1] == "seconds" || words[1] == "second");
  const auto seconds = unit ? rules::parse_count(words[0]) : std::nullopt;
  if (seconds && *seconds >= 1 && *seconds <= engine::kLongestEffectSeconds)
    return static_cast<int>(*seconds);
  effect.wrong(*node, "timeout",
               rules::quote(node->scalar) + " is not a time from 1 to " +
                   std::to_string(engine::kLongestEffectSeconds) + " seconds");
  return 0;
}

void read_statement(const rules::Node& node, const Folder& folder, rules::Findings& findings,
                    EffectConfig& result) {
  const Mapping effect(node, kStatementKeys, kExample, findings);
  result.database = database_url(effect, folder);
  result.secret = read_secret_place(effect, "password", folder);
  result.statement = effect.text("statement");
  if (result.statement.empty()) return;
  if (const auto problem = sql::effect_statement_problem(result.statement))
    effect.wrong(*effect.find("statement"), "statement", "the statement " + *problem);
}

void read_webhook(const rules::Node& node, const Folder& folder, rules::Findings& findings,
                  EffectConfig& result) {
  const Mapping effect(node, kWebhookKeys, kExample, findings);
  result.url = effect.text("url");
  if (!result.url.empty()) {
    if (const auto problem = notify::webhook_url_problem(result.url))
      effect.wrong(*effect.find("url"), "url", "the address " + *problem);
  }
  result.secret = read_secret_place(effect, "secret", folder);
  const std::string ca_file = effect.text("ca_file");
  if (!ca_file.empty()) result.ca_file = folder.absolute(ca_file);
  result.timeout_s = read_timeout(effect);
}

void read_command(const rules::Node& node, rules::Findings& findings, EffectConfig& result) {
  const Mapping effect(node, kCommandKeys, kExample, findings);
  for (const rules::Node& word : effect.items("command")) {
    if (!effect.is_scalar(word, "command")) continue;
    if (const auto problem = notify::command_word_problem(word.scalar, result.command.empty()))
      effect.wrong(word, "command", rules::quote(word.scalar) + " " + *problem);
    result.command.push_back(word.scalar);
  }
  result.timeout_s = read_timeout(effect);
}

EffectConfig read_effect(const rules::Entry& entry, const Folder& folder, rules::Findings& findings) {
  EffectConfig result;
  result.name = entry.key;
  result.place = entry.place;
  const rules::Node* kind = entry.value.find("kind");
  if (kind != nullptr) result.kind = kind->scalar;
  if (result.kind == "command") {
    read_command(entry.value, findings, result);
  } else if (result.kind == "webhook") {
    read_webhook(entry.value, folder, findings, result);
  } else if (result.kind == "sql") {
    read_statement(entry.value, folder, findings, result);
  } else if (kind == nullptr) {
    findings.add(entry.place, "the effect " + rules::quote(entry.key) + " does not say its 'kind'",
                 "write " + std::string(kExample));
  } else {
    findings.add(kind->place, "'kind' cannot be " + rules::quote(kind->scalar),
                 rules::suggest(kind->scalar, {"sql", "command", "webhook"}, "known here"));
  }
  return result;
}

}  // namespace

std::vector<EffectConfig> read_effects(const Mapping& config, const Folder& folder) {
  std::vector<EffectConfig> result;
  const rules::Node* node = config.find("effects");
  if (node == nullptr) return result;
  for (const rules::Entry& entry : rules::named_entries(*node, "effects", kExample, config.findings())) {
    if (!rules::is_template_name(entry.key)) {
      config.findings().add(entry.place, rules::quote(entry.key) + " is no name of an effect",
                            "names of effects are small letters, digits and '-', at most 64");
    }
    result.push_back(read_effect(entry, folder, config.findings()));
  }
  return result;
}

}  // namespace lapse::adapters::cli
