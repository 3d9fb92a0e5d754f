// Who is in the story: accounts, a crowd, sites.
#include <algorithm>
#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_test_story.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::array kAccountKeys{
    Key{"kind", Need::optional, "user"},
    Key{"organisation", Need::optional, "FA001"},
    Key{"organisation_type", Need::optional, "community_pharmacy"},
    Key{"administered_by", Need::optional, "nas"},
    Key{"state", Need::optional, "inactive"},
    Key{"created", Need::optional, "2024-05-01 09:00"},
    Key{"last_used", Need::optional, "2026-01-01 10:00"},
    Key{"since", Need::optional, "2026-04-02 06:30"},
    Key{"personal_email", Need::optional, "no"},
    Key{"mobile", Need::optional, "no"},
    Key{"warned", Need::optional, "all"},
    Key{"logins_feed", Need::optional, "fresh"},
};

constexpr std::array kCrowdKeys{
    Key{"count", Need::mandatory, "1000"},
    Key{"organisations", Need::optional, "100"},
    Key{"plus_active", Need::optional, "667"},
};

constexpr std::array kSiteKeys{
    Key{"type", Need::optional, "community_pharmacy"},
    Key{"mailbox", Need::optional, "box"},
    Key{"owners", Need::optional, "[bob]"},
    Key{"members", Need::optional, "[ann]"},
};

constexpr int kMostInCrowd = 100'000;
constexpr std::string_view kAccountExample = "ann: { last_used: 2026-01-01 10:00 }";

std::vector<std::string> names_of_states(const Policy& policy) {
  std::vector<std::string> names;
  for (const State& state : policy.states) names.push_back(state.name);
  return names;
}

void read_word(const Mapping& mapping, std::string_view key, std::string& word) {
  const Node* node = mapping.scalar(key);
  if (node == nullptr) return;
  if (is_value(node->scalar)) {
    word = node->scalar;
  } else {
    mapping.wrong(*node, key, quote(node->scalar) + " is not a value: letters, digits, '-', '_' and '.'");
  }
}

void read_instant(const Mapping& mapping, std::string_view key, schedules::Instant& instant,
                  const TestContext& context) {
  const Node* node = mapping.scalar(key);
  if (node == nullptr) return;
  if (const auto time = read_time(*node, context)) instant = *time;
}

void read_kind(const Mapping& mapping, TestAccount& account, const TestContext& context) {
  const Node* node = mapping.scalar("kind");
  if (node == nullptr) return;
  const auto& kinds = row_of(Field::kind).values;
  if (is_one_of(*node, node->scalar, {kinds.begin(), kinds.end()}, "kind of account", context.findings))
    account.kind = node->scalar;
}

void read_state(const Mapping& mapping, TestAccount& account, const TestContext& context) {
  const Node* node = mapping.scalar("state");
  if (node == nullptr) return;
  if (is_one_of(*node, node->scalar, names_of_states(context.policy), "state", context.findings))
    account.state = node->scalar;
}

void read_warned(const Mapping& mapping, TestAccount& account) {
  const Node* node = mapping.scalar("warned");
  if (node == nullptr) return;
  account.warned = node->scalar == "all";
  if (!account.warned) mapping.wrong(*node, "warned", "an account is warned of 'all' or says nothing");
}

// "no", or a number.
void read_mobile(const Mapping& mapping, TestAccount& account) {
  const Node* node = mapping.scalar("mobile");
  if (node == nullptr) return;
  if (node->scalar.find_first_of("0123456789") == std::string::npos) {
    account.mobile = mapping.yes("mobile");
  } else {
    account.mobile_number = mapping.text("mobile");
  }
}

void read_facts(const Mapping& mapping, TestAccount& account, const TestContext& context) {
  read_kind(mapping, account, context);
  read_state(mapping, account, context);
  read_warned(mapping, account);
  read_word(mapping, "organisation", account.organisation);
  read_word(mapping, "organisation_type", account.organisation_type);
  read_word(mapping, "administered_by", account.administered_by);
  read_instant(mapping, "created", account.created, context);
  read_instant(mapping, "last_used", account.last_used, context);
  read_instant(mapping, "since", account.since, context);
  if (mapping.has("personal_email")) account.personal_email = mapping.yes("personal_email");
  read_mobile(mapping, account);
  const Node* feed = mapping.scalar("logins_feed");
  if (feed != nullptr && feed->scalar != "fresh")
    mapping.wrong(*feed, "logins_feed", "the feed is fresh; 'happens' says when it stops");
}

}  // namespace

std::optional<schedules::Instant> read_time(const Node& node, const TestContext& context) {
  const auto complain = [&] {
    context.findings.add(node.place, quote(node.scalar) + " is no time",
                         "write '2026-01-01 10:00', in the policy's time zone");
    return std::nullopt;
  };
  const std::string& text = node.scalar;
  const auto day = schedules::parse_day(text.substr(0, std::min<std::size_t>(text.size(), 10)));
  if (!day) return complain();
  if (text.size() == 10) return context.policy.zone.midnight(*day);
  if (text.size() != 16 && text.size() != 19) return complain();
  const auto time = schedules::parse_time_of_day(text.substr(11, 5));
  if (text[10] != ' ' || !time) return complain();
  std::int64_t seconds = 0;
  if (text.size() == 19) {
    const auto written = parse_count(text.substr(17));
    if (text[16] != ':' || !written || *written > 59) return complain();
    seconds = *written;
  }
  return context.policy.zone.at(*day, *time) + seconds;
}

bool is_one_of(const Node& node, std::string_view word, const std::vector<std::string>& known,
               std::string_view what, Findings& findings) {
  if (std::find(known.begin(), known.end(), word) != known.end()) return true;
  findings.add(node.place, "unknown " + std::string(what) + " " + quote(word), suggest(word, known, "known"));
  return false;
}

void read_test_account(const Node& node, TestAccount& account, const TestContext& context) {
  const Mapping mapping(node, kAccountKeys, kAccountExample, context.findings);
  read_facts(mapping, account, context);
  if (account.last_used.seconds != 0 && account.last_used < account.created) {
    context.findings.add(mapping.place("last_used"), "used before it was created",
                         "give a later 'last_used', or an earlier 'created'");
  }
}

TestAccount read_test_defaults(const Node* node, const TestContext& context) {
  TestAccount defaults;
  defaults.kind = "user";
  defaults.organisation = "FA001";
  defaults.administered_by = "nas";
  defaults.created = context.policy.zone.midnight(*schedules::parse_day("2024-01-01"));
  if (node != nullptr) {
    const Mapping mapping(*node, kAccountKeys, "defaults: { kind: user }", context.findings);
    read_facts(mapping, defaults, context);
  }
  return defaults;
}

TestCrowd read_test_crowd(const Node& node, const TestAccount& defaults, const TestContext& context) {
  std::vector<Key> keys(kAccountKeys.begin(), kAccountKeys.end());
  keys.insert(keys.end(), kCrowdKeys.begin(), kCrowdKeys.end());
  const Mapping mapping(node, keys, "crowd: { count: 1000, last_used: 2026-01-01 10:00 }", context.findings);
  TestCrowd crowd;
  crowd.count = mapping.number("count", 1, kMostInCrowd);
  if (mapping.has("organisations")) crowd.organisations = mapping.number("organisations", 1, kMostInCrowd);
  crowd.plus_active = mapping.has("plus_active") ? mapping.number("plus_active", 0, kMostInCrowd) : 0;
  crowd.each = defaults;
  crowd.each.place = node.place;
  read_facts(mapping, crowd.each, context);
  return crowd;
}

std::vector<TestSite> read_test_sites(const Node& node, const TestContext& context) {
  std::vector<TestSite> sites;
  for (const Entry& entry :
       named_entries(node, "sites", "FA001: { mailbox: box, owners: [bob] }", context.findings)) {
    const Mapping mapping(entry.value, kSiteKeys, entry.key + ": { mailbox: box, owners: [bob] }",
                          context.findings);
    TestSite site;
    site.code = entry.key;
    read_word(mapping, "type", site.type);
    site.mailbox = mapping.name("mailbox");
    site.owners = mapping.names("owners");
    site.members = mapping.names("members");
    if (site.mailbox.empty() && !(site.owners.empty() && site.members.empty()))
      context.findings.add(entry.place, "owners and members of no mailbox", "write 'mailbox: box'");
    sites.push_back(std::move(site));
  }
  return sites;
}

}  // namespace lapse::rules
