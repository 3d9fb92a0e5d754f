// How the story has to stand on which day.
#include <algorithm>
#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_test_story.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::string_view kSentHelp =
    "write 'ann now-inactive', 'ann soon-deleted 14' or 'ann soon-deleted 14 for 2026-08-03 to mobile and "
    "site_owner'";

std::vector<std::string> names_of_accounts(const PolicyTest& test) {
  std::vector<std::string> names;
  for (const TestAccount& account : test.accounts) names.push_back(account.name);
  return names;
}

// ACCOUNT TEMPLATE [STEP] [for DAY] [to RECIPIENT {and RECIPIENT}]
class SentReader {
 public:
  SentReader(const Node& node, const PolicyTest& test, const TestContext& context)
      : node_(node), test_(test), context_(context), words_(words_in(node.scalar)) {}

  std::optional<SentItem> read() {
    if (node_.kind != Node::Kind::scalar || words_.size() < 2) return complain();
    SentItem item;
    item.place = node_.place;
    item.account = words_[0];
    item.send = words_[1];
    if (!is_one_of(node_, item.account, names_of_accounts(test_), "account", context_.findings))
      return std::nullopt;
    if (!is_sent_by_somebody(item.send)) return std::nullopt;
    next_ = 2;
    if (next_ < words_.size() && is_number(words_[next_]))
      item.step = static_cast<int>(parse_count(words_[next_++]).value_or(0));
    if (take("for")) {
      item.on = next_ < words_.size() ? schedules::parse_day(words_[next_++]) : std::nullopt;
      if (!item.on) return complain();
    }
    if (take("to") && !read_recipients(item)) return complain();
    if (next_ != words_.size()) return complain();
    return item;
  }

 private:
  std::nullopt_t complain() {
    context_.findings.add(node_.place, quote(node_.scalar) + " is no message", std::string(kSentHelp));
    return std::nullopt;
  }

  bool take(std::string_view word) {
    const bool there = next_ < words_.size() && words_[next_] == word;
    next_ += there ? 1 : 0;
    return there;
  }

  bool read_recipients(SentItem& item) {
    do {
      const auto* row = next_ < words_.size() ? find_word(recipient_words(), words_[next_++]) : nullptr;
      if (row == nullptr) return false;
      item.to.push_back(row->recipient);
    } while (take("and"));
    std::ranges::sort(item.to);
    return true;
  }

  bool is_sent_by_somebody(const std::string& send) {
    const auto known = templates_of(context_.policy);
    return is_one_of(node_, send, known, "template", context_.findings);
  }

  static std::vector<std::string> templates_of(const Policy& policy) {
    std::vector<std::string> names;
    for (const Rule& rule : policy.rules) {
      if (!rule.warn) continue;
      for (const Ladder& ladder : rule.warn->ladders) names.push_back(ladder.send);
    }
    for (const Rule& rule : policy.rules) {
      for (const Tell& tell : rule.tells) names.push_back(tell.send);
    }
    for (const Event& event : policy.events) {
      for (const Tell& tell : event.tells) names.push_back(tell.send);
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  const Node& node_;
  const PolicyTest& test_;
  const TestContext& context_;
  std::vector<std::string_view> words_;
  std::size_t next_ = 0;
};

class DayReader {
 public:
  DayReader(const Entry& entry, const PolicyTest& test, const TestContext& context)
      : entry_(entry), test_(test), context_(context) {}

  std::optional<Expectation> read() {
    const auto day = schedules::parse_day(entry_.key);
    if (!day) {
      context_.findings.add(entry_.place, quote(entry_.key) + " is no day",
                            "write '2026-04-02: { ann: active }'");
      return std::nullopt;
    }
    expectation_.day = *day;
    expectation_.place = entry_.place;
    for (const Entry& one : named_entries(entry_.value, entry_.key, "{ ann: active }", context_.findings))
      read_one(one);
    return std::move(expectation_);
  }

 private:
  void read_one(const Entry& one) {
    if (one.key == "sent") return read_sent(one);
    if (one.key == "stopped") return read_stopped(one);
    if (one.key == "would_have" || one.key == "limit") return;  // with stopped
    if (context_.policy.state(one.key) != nullptr) {
      if (const auto count = count_at(one)) expectation_.counts.push_back({one.place, one.key, *count});
      return;
    }
    read_account(one);
  }

  void read_account(const Entry& one) {
    auto known = names_of_accounts(test_);
    if (std::ranges::find(known, one.key) == known.end()) {
      for (const State& state : context_.policy.states) known.push_back(state.name);
      known.insert(known.end(), {"sent", "stopped", "would_have", "limit"});
      context_.findings.add(one.place, "nothing is called " + quote(one.key),
                            suggest(one.key, known, "there are"));
      return;
    }
    std::vector<std::string> states;
    for (const State& state : context_.policy.states) states.push_back(state.name);
    if (is_one_of(one.value, one.value.scalar, states, "state", context_.findings))
      expectation_.states.push_back({one.place, one.key, one.value.scalar});
  }

  std::optional<std::int64_t> count_at(const Entry& one) {
    const auto count = parse_count(one.value.scalar);
    if (!count)
      context_.findings.add(one.value.place, quote(one.value.scalar) + " is no number of accounts",
                            "write '" + one.key + ": 0'");
    return count;
  }

  void read_sent(const Entry& one) {
    expectation_.sent.emplace();
    expectation_.sent_place = one.place;
    for (const Node& item : items_of(one.value)) {
      if (auto sent = SentReader(item, test_, context_).read())
        expectation_.sent->push_back(std::move(*sent));
    }
  }

  void read_stopped(const Entry& one) {
    StopExpected stop;
    stop.place = one.place;
    std::vector<std::string> known{"nothing"};
    for (const Rule& rule : context_.policy.rules) known.push_back(rule.name);
    if (!is_one_of(one.value, one.value.scalar, known, "rule", context_.findings)) return;
    if (one.value.scalar != "nothing") stop.rule = one.value.scalar;
    for (const Entry& other : entry_.value.entries) {
      if (other.key == "would_have") stop.would_have = count_at(other);
      if (other.key == "limit") stop.limit = count_at(other);
    }
    expectation_.stopped = std::move(stop);
  }

  const Entry& entry_;
  const PolicyTest& test_;
  const TestContext& context_;
  Expectation expectation_;
};

}  // namespace

std::vector<Expectation> read_expectations(const Node& node, const PolicyTest& test,
                                           const TestContext& context) {
  std::vector<Expectation> expects;
  for (const Entry& entry : named_entries(node, "expect", "2026-04-02: { ann: active }", context.findings)) {
    if (auto expectation = DayReader(entry, test, context).read()) expects.push_back(std::move(*expectation));
  }
  std::ranges::sort(expects, {}, &Expectation::day);
  return expects;
}

}  // namespace lapse::rules
