#include <algorithm>
#include <array>
#include <functional>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::array kWarnKeys{
    Key{"days_before", Need::mandatory, "[30, 14, 7, 1]"},
    Key{"send", Need::mandatory, "soon-inactive"},
    Key{"to", Need::mandatory, "[account, personal_email]"},
};

constexpr std::array kTellKeys{
    Key{"send", Need::mandatory, "now-deleted"},
    Key{"to", Need::mandatory, "[personal_email, team]"},
    Key{"when", Need::optional, "sole_owner is yes"},
};

constexpr std::int64_t kLongestWarning = 3650;

std::vector<Recipient> read_recipients(const Mapping& mapping) {
  std::vector<Recipient> result;
  for (const Node& item : mapping.items("to")) {
    if (!mapping.is_scalar(item, "to")) continue;
    const RecipientWord* row = find_word(recipient_words(), item.scalar);
    if (row == nullptr) {
      mapping.findings().add(item.place, "unknown recipient " + quote(item.scalar),
                             suggest(item.scalar, words_of(recipient_words()), "known"));
    } else if (std::find(result.begin(), result.end(), row->recipient) != result.end()) {
      mapping.findings().add(item.place, quote(item.scalar) + " is named twice", "keep one of them");
    } else {
      result.push_back(row->recipient);
    }
  }
  return result;
}

std::vector<int> read_days_before(const Mapping& warn) {
  std::vector<int> result;
  for (const Node& item : warn.items("days_before")) {
    if (!warn.is_scalar(item, "days_before")) continue;
    const auto days = parse_count(item.scalar);
    if (days && *days >= 1 && *days <= kLongestWarning) {
      result.push_back(static_cast<int>(*days));
    } else {
      warn.wrong(item, "days_before", quote(item.scalar) + " is not a number of days from 1 to 3650");
    }
  }
  return result;
}

}  // namespace

std::optional<Warn> read_warn(const Mapping& rule) {
  Warn warn;
  for (const Node& item : rule.items("warn")) {
    const Mapping ladder(item, kWarnKeys, "warn: " + std::string(rule.example("warn")), rule.findings());
    warn.ladders.push_back({read_days_before(ladder), ladder.template_name("send"), read_recipients(ladder)});
    const auto& steps = warn.ladders.back().days_before;
    warn.days_before.insert(warn.days_before.end(), steps.begin(), steps.end());
  }
  auto& steps = warn.days_before;
  std::sort(steps.begin(), steps.end(), std::greater<>());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  if (steps.empty()) return std::nullopt;
  return warn;
}

std::vector<Tell> read_tells(const Mapping& mapping, std::string_view key) {
  std::vector<Tell> result;
  for (const Node& item : mapping.items(key)) {
    const Mapping tell(item, kTellKeys, "tell: { send: now-deleted, to: [personal_email, team] }",
                       mapping.findings());
    result.push_back({tell.template_name("send"), read_recipients(tell), read_conditions(tell, "when")});
  }
  return result;
}

std::vector<EffectName> read_effects(const Mapping& mapping, std::string_view key) {
  std::vector<EffectName> result;
  for (const Node& item : mapping.items(key)) {
    if (!mapping.is_scalar(item, key)) continue;
    const auto same = [&](const EffectName& other) { return other.name == item.scalar; };
    if (!is_template_name(item.scalar)) {
      mapping.wrong(item, key,
                    quote(item.scalar) + " is no name of an effect: small letters, digits and '-'");
    } else if (std::any_of(result.begin(), result.end(), same)) {
      mapping.findings().add(item.place, quote(item.scalar) + " is named twice", "keep one of them");
    } else {
      result.push_back({item.scalar, item.place});
    }
  }
  return result;
}

}  // namespace lapse::rules
