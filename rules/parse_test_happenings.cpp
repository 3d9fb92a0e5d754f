// What happens in the story.
#include <algorithm>
#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_test_story.h"

namespace lapse::rules {
namespace {

constexpr std::array kHappeningKeys{
    Key{"at", Need::optional, "2026-04-01 23:59:59"},
    Key{"from", Need::optional, "2026-06-01"},
    Key{"until", Need::optional, "2026-07-20"},
    Key{"engine", Need::optional, "stopped"},
    Key{"logins_feed", Need::optional, "stale"},
    Key{"hold", Need::optional, "ann"},
    Key{"release", Need::optional, "ann"},
    Key{"kind", Need::optional, "long_absence"},
    Key{"by", Need::optional, "nas_team"},
    Key{"override", Need::optional, "both are meant"},
    Key{"refused", Need::optional, "too late"},
};

constexpr std::string_view kExample = "happens: [{ at: 2026-04-01 23:59:59, login: ann }]";

// The keys of the table, the events of the policy, and what they need.
std::vector<Key> keys_of(const Policy& policy) {
  std::vector<Key> keys(kHappeningKeys.begin(), kHappeningKeys.end());
  const auto add = [&keys](std::string_view name) {
    const auto same = [&](const Key& key) { return key.name == name; };
    if (!name.empty() && std::none_of(keys.begin(), keys.end(), same))
      keys.push_back({name, Need::optional, "ann"});
  };
  for (const Event& event : policy.events) {
    add(event.name);
    add(event.asked_from);
    for (const std::string& need : event.needs) add(need);
  }
  return keys;
}

class HappeningReader {
 public:
  HappeningReader(const Node& node, const PolicyTest& test, const TestContext& context)
      : node_(node),
        test_(test),
        context_(context),
        keys_(keys_of(context.policy)),
        mapping_(node, keys_, kExample, context.findings) {
    happening_.place = node.place;
  }

  std::optional<Happening> read() {
    if (node_.kind != Node::Kind::mapping || !read_verb()) return std::nullopt;
    const bool lasts = happening_.kind == Happening::Kind::engine_stopped ||
                       happening_.kind == Happening::Kind::logins_stale;
    if (lasts) {
      happening_.at = time_at("from");
      happening_.until = time_at("until");
      if (happening_.until <= happening_.at)
        context_.findings.add(mapping_.place("until"), "ends before it begins", "give a later 'until'");
    } else {
      happening_.at = time_at("at");
      if (mapping_.has("until")) happening_.until = time_at("until");
    }
    happening_.by = mapping_.name("by");
    happening_.override_reason = mapping_.text("override");
    happening_.refused = mapping_.text("refused");
    return happening_;
  }

 private:
  schedules::Instant time_at(std::string_view key) {
    if (!mapping_.has(key)) {
      context_.findings.add(node_.place, "nothing says when this happens",
                            "write '" + std::string(key) + ": " + std::string(mapping_.example(key)) + "'");
      return {};
    }
    const Node* node = mapping_.scalar(key);
    const auto time = node == nullptr ? std::nullopt : read_time(*node, context_);
    return time.value_or(schedules::Instant{});
  }

  bool read_verb() {
    int verbs = 0;
    for (const Event& event : context_.policy.events) verbs += read_event(event) ? 1 : 0;
    verbs += read_lasting("engine", "stopped", Happening::Kind::engine_stopped);
    verbs += read_lasting("logins_feed", "stale", Happening::Kind::logins_stale);
    verbs += read_hold("hold", Happening::Kind::hold);
    verbs += read_hold("release", Happening::Kind::release);
    if (verbs == 1) return true;
    context_.findings.add(node_.place,
                          verbs == 0 ? "nothing happens here" : "more than one thing happens here",
                          "write one of them, such as '{ at: 2026-04-01 23:59:59, login: ann }'");
    return false;
  }

  bool read_event(const Event& event) {
    if (!mapping_.has(event.name)) return false;
    happening_.kind = Happening::Kind::event;
    happening_.name = event.name;
    happening_.account = account_at(event.name);
    const auto take = [this](const std::string& need) {
      if (mapping_.has(need)) happening_.given[need] = mapping_.text(need);
    };
    if (!event.asked_from.empty()) take(event.asked_from);
    for (const std::string& need : event.needs) take(need);
    return true;
  }

  int read_lasting(std::string_view key, std::string_view word, Happening::Kind kind) {
    const Node* node = mapping_.scalar(key);
    if (node == nullptr) return mapping_.has(key) ? 1 : 0;
    if (node->scalar != word) mapping_.wrong(*node, key, "only 'stopped' and 'stale' can happen to it");
    happening_.kind = kind;
    return 1;
  }

  int read_hold(std::string_view key, Happening::Kind kind) {
    if (!mapping_.has(key)) return 0;
    happening_.kind = kind;
    happening_.account = account_at(key);
    std::vector<std::string> known;
    for (const Hold& hold : context_.policy.holds) known.push_back(hold.name);
    const Node* name = mapping_.scalar("kind");
    if (name != nullptr && is_one_of(*name, name->scalar, known, "hold", context_.findings))
      happening_.name = name->scalar;
    if (!mapping_.has("kind"))
      context_.findings.add(node_.place, "nothing says which hold", "write 'kind: " + first_of(known) + "'");
    return 1;
  }

  static std::string first_of(const std::vector<std::string>& known) {
    return known.empty() ? "under_query" : known.front();
  }

  std::string account_at(std::string_view key) {
    const Node* node = mapping_.scalar(key);
    if (node == nullptr) return {};
    std::vector<std::string> known;
    for (const TestAccount& account : test_.accounts) known.push_back(account.name);
    return is_one_of(*node, node->scalar, known, "account", context_.findings) ? node->scalar : std::string();
  }

  const Node& node_;
  const PolicyTest& test_;
  const TestContext& context_;
  std::vector<Key> keys_;
  Mapping mapping_;
  Happening happening_;
};

}  // namespace

std::vector<Happening> read_happenings(const Node& node, const PolicyTest& test, const TestContext& context) {
  std::vector<Happening> happens;
  for (const Node& item : items_of(node)) {
    if (auto happening = HappeningReader(item, test, context).read())
      happens.push_back(std::move(*happening));
  }
  std::ranges::stable_sort(happens, {}, &Happening::at);
  return happens;
}

}  // namespace lapse::rules
