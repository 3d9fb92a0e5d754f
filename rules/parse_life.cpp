#include <algorithm>
#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::array kStateKeys{
    Key{"meaning", Need::mandatory, "\"in use\""},
    Key{"destructive", Need::optional, "yes"},
    Key{"final", Need::optional, "yes"},
};

constexpr std::array kEventKeys{
    Key{"from", Need::mandatory, "[active, inactive]"},
    Key{"to", Need::mandatory, "active"},
    Key{"by", Need::optional, "[nas_team, local_admin]"},
    Key{"needs", Need::optional, "[new_organisation]"},
    Key{"within", Need::optional, "720 hours in deleted"},
    Key{"asked_from", Need::optional, "shared_mailbox"},
    Key{"unique", Need::optional, "mobile"},
    Key{"at_most", Need::optional, "10 user accounts per organisation"},
    Key{"tell", Need::optional, "{ send: restored, to: [account, site_owner] }"},
    Key{"do", Need::optional, "[enable-mailbox]"},
};

constexpr std::array kFactKeys{
    Key{"last_used", Need::mandatory, "latest of last_login, joined, restored, created"},
};

constexpr std::array kHoldKeys{
    Key{"by", Need::mandatory, "nas_team"},
    Key{"at_most", Need::optional, "30 days"},
    Key{"until", Need::optional, "released"},
};

State read_state(const Entry& entry, Findings& findings) {
  const Mapping mapping(entry.value, kStateKeys, entry.key + ": { meaning: \"in use\" }", findings);
  return {entry.key, mapping.text("meaning"), mapping.yes("destructive"), mapping.yes("final")};
}

// "720 hours in deleted" as {"720 hours", "deleted"}.
std::array<std::string_view, 2> split_within(std::string_view text) {
  const std::size_t joint = text.find(" in ");
  if (joint == std::string_view::npos) return {text, {}};
  return {text.substr(0, joint), text.substr(joint + 4)};
}

std::optional<schedules::Span> read_within(const Mapping& event) {
  const Node* node = event.scalar("within");
  if (node == nullptr) return std::nullopt;
  const auto [length, state] = split_within(node->scalar);
  const auto span = schedules::parse_span(length);
  if (!span || state.empty()) {
    event.wrong(*node, "within", quote(node->scalar) + " does not say how many hours in which state");
    return std::nullopt;
  }
  if (span->unit == schedules::Unit::hours) return span;
  event.wrong(*node, "within",
              quote(node->scalar) + " is not exact; what a person may still do is counted in hours");
  return std::nullopt;
}

std::vector<std::string> read_unique(const Mapping& event) {
  std::vector<std::string> facts;
  for (const Node& item : event.items("unique")) {
    if (!event.is_scalar(item, "unique")) continue;
    if (find_word(unique_words(), item.scalar) != nullptr) {
      facts.push_back(item.scalar);
    } else {
      event.findings().add(item.place, "accounts cannot be told apart by " + quote(item.scalar),
                           suggest(item.scalar, words_of(unique_words()), "known"));
    }
  }
  return facts;
}

// "10 user accounts per organisation"
std::optional<SiteLimit> read_site_limit(const Mapping& event) {
  constexpr std::int64_t kMost = 1'000'000;
  const Node* node = event.scalar("at_most");
  if (node == nullptr) return std::nullopt;
  const auto words = words_in(node->scalar);
  const auto count = words.empty() ? std::nullopt : parse_count(words.front());
  const auto& kinds = row_of(Field::kind).values;
  const bool is_phrase = words.size() == 5 && count && *count > 0 && *count <= kMost &&
                         std::ranges::find(kinds, words[1]) != kinds.end() && words[2] == "accounts" &&
                         words[3] == "per" && words[4] == "organisation";
  if (is_phrase) return SiteLimit{static_cast<int>(*count), std::string(words[1])};
  event.wrong(*node, "at_most",
              quote(node->scalar) + " does not say how many accounts of which kind an organisation may have");
  return std::nullopt;
}

Event read_event(const Entry& entry, Findings& findings) {
  const Mapping mapping(entry.value, kEventKeys, entry.key + ": { from: [active, inactive], to: active }",
                        findings);
  Event event;
  event.name = entry.key;
  event.from = mapping.names("from");
  event.to = mapping.name("to");
  event.by = mapping.names("by");
  event.needs = mapping.names("needs");
  event.within = read_within(mapping);
  event.asked_from = mapping.name("asked_from");
  event.unique = read_unique(mapping);
  event.at_most = read_site_limit(mapping);
  event.tells = read_tells(mapping, "tell");
  event.effects = read_effects(mapping, "do");
  return event;
}

Hold read_hold(const Entry& entry, Findings& findings) {
  const Mapping mapping(entry.value, kHoldKeys, entry.key + ": { by: nas_team, at_most: 30 days }", findings);
  Hold hold{entry.key, mapping.name("by"), mapping.span("at_most")};
  const Node* until = mapping.scalar("until");
  if (until != nullptr && until->scalar != "released") {
    mapping.wrong(*until, "until", "a hold ends after 'at_most' or is kept 'until: released'");
  }
  const bool is_mapping = entry.value.kind == Node::Kind::mapping;
  if (is_mapping && mapping.has("at_most") == mapping.has("until")) {
    findings.add(entry.place, "hold " + quote(entry.key) + " needs one of 'at_most' and 'until'",
                 "write 'at_most: 30 days' or 'until: released'");
  }
  return hold;
}

// The words after "latest of", between commas.
std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const auto inside = words_in(text.substr(at, end - at));
    words.push_back(inside.size() == 1 ? inside.front() : text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::string_view within_state(const Node& within) {
  return split_within(within.scalar)[1];
}

void read_states(const Node& node, Policy& policy, Findings& findings) {
  for (const Entry& entry : named_entries(node, "states", "active: { meaning: \"in use\" }", findings)) {
    if (has_good_name(entry, findings)) policy.states.push_back(read_state(entry, findings));
  }
}

void read_events(const Node& node, Policy& policy, Findings& findings) {
  const auto entries =
      named_entries(node, "events", "login: { from: [active, inactive], to: active }", findings);
  for (const Entry& entry : entries) {
    if (!has_good_name(entry, findings)) continue;
    policy.events.push_back(read_event(entry, findings));
    // What a feed reports has the feed's name; written otherwise, it would never happen.
    const std::string meant = nearest(entry.key, words_of(event_words()));
    if (meant.empty() || node.find(meant) != nullptr) continue;
    findings.add(entry.place, "the event " + quote(entry.key) + " is reported by no feed",
                 "did you mean " + quote(meant) + "?");
  }
}

void read_facts(const Node& node, Policy& policy, Findings& findings) {
  const Mapping mapping(node, kFactKeys, "last_used: latest of last_login, created", findings);
  const Node* value = mapping.scalar("last_used");
  if (value == nullptr) return;
  constexpr std::string_view kStart = "latest of ";
  if (!value->scalar.starts_with(kStart)) {
    mapping.wrong(*value, "last_used", quote(value->scalar) + " does not start with 'latest of'");
    return;
  }
  for (const std::string_view word : split_at_commas(std::string_view(value->scalar).substr(kStart.size()))) {
    auto& facts = policy.last_used;
    if (find_word(last_used_words(), word) == nullptr) {
      findings.add(place_of_part(*value, word), "unknown fact " + quote(word),
                   suggest(word, words_of(last_used_words()), "known"));
    } else if (std::find(facts.begin(), facts.end(), word) != facts.end()) {
      findings.add(place_of_part(*value, word), quote(word) + " is named twice", "keep one of them");
    } else {
      facts.emplace_back(word);
    }
  }
}

void read_holds(const Node& node, Policy& policy, Findings& findings) {
  const auto entries =
      named_entries(node, "holds", "under_query: { by: nas_team, at_most: 30 days }", findings);
  for (const Entry& entry : entries) {
    if (has_good_name(entry, findings)) policy.holds.push_back(read_hold(entry, findings));
  }
}

}  // namespace lapse::rules
