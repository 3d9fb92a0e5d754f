#include <algorithm>
#include <array>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::array kTrustKeys{
    Key{"logins", Need::optional,
        "{ fresh: 36 hours, rows_at_least: 60 percent of usual, missing_at_most: 10 percent }"},
    Key{"leavers", Need::optional, "{ fresh: 8 days }"},
    Key{"clock", Need::optional,
        "{ jump_at_most: 26 hours, synchronised: yes, agree_with_database: 60 seconds }"},
};

constexpr std::array kFeedKeys{
    Key{"fresh", Need::mandatory, "36 hours"},
    Key{"rows_at_least", Need::optional, "60 percent of usual"},
    Key{"missing_at_most", Need::optional, "10 percent"},
};

constexpr std::array kClockKeys{
    Key{"jump_at_most", Need::optional, "26 hours"},
    Key{"synchronised", Need::optional, "yes"},
    Key{"agree_with_database", Need::optional, "60 seconds"},
};

constexpr std::array kRouteKeys{
    Key{"team", Need::mandatory, "duty-team@nas.example"},
};

constexpr std::int64_t kMostSeconds = 3600;

FeedTrust read_feed(const Mapping& trust, std::string_view name) {
  const auto mapping = trust.nested(name, kFeedKeys);
  FeedTrust feed;
  feed.feed = name;
  if (const auto fresh = mapping->span("fresh")) feed.fresh = *fresh;
  feed.missing_at_most_thousandths = mapping->percent("missing_at_most");
  const Node* rows = mapping->scalar("rows_at_least");
  if (rows == nullptr) return feed;
  constexpr std::string_view kOfUsual = " of usual";
  const std::string_view text = rows->scalar;
  if (text.ends_with(kOfUsual)) {
    feed.rows_at_least_thousandths = parse_percent(text.substr(0, text.size() - kOfUsual.size()));
  }
  if (!feed.rows_at_least_thousandths) {
    mapping->wrong(*rows, "rows_at_least", quote(text) + " is not a share of the usual rows");
  }
  return feed;
}

void read_clock(const Mapping& trust, ClockTrust& clock) {
  const auto mapping = trust.nested("clock", kClockKeys);
  if (!mapping) return;
  clock.jump_at_most = mapping->span("jump_at_most");
  clock.synchronised = mapping->yes("synchronised");
  const Node* agree = mapping->scalar("agree_with_database");
  if (agree == nullptr) return;
  const auto words = words_in(agree->scalar);
  const auto seconds = words.size() == 2 && words[1] == "seconds" ? parse_count(words[0]) : std::nullopt;
  if (seconds && *seconds >= 1 && *seconds <= kMostSeconds) {
    clock.agree_with_database_seconds = static_cast<int>(*seconds);
  } else {
    mapping->wrong(*agree, "agree_with_database",
                   quote(agree->scalar) + " is not a number of seconds up to 3600");
  }
}

// What a route's key may be: a value of the field, from its own vocabulary where it has one.
void check_route_value(const Entry& entry, Field field, Findings& findings) {
  const FieldWord& row = row_of(field);
  const std::vector<std::string> known(row.values.begin(), row.values.end());
  const bool listed = std::find(known.begin(), known.end(), entry.key) != known.end();
  if (known.empty() ? is_value(entry.key) : listed) return;
  findings.add(entry.place, quote(entry.key) + " is no value of " + quote(row.word),
               known.empty() ? "values are letters, digits, '-', '_' and '.'"
                             : suggest(entry.key, known, "it is one of"));
}

std::string read_team(const Entry& entry, Findings& findings) {
  const Mapping mapping(entry.value, kRouteKeys, entry.key + ": { team: duty-team@nas.example }", findings);
  const Node* team = mapping.scalar("team");
  if (team == nullptr || is_address(team->scalar)) return team != nullptr ? team->scalar : std::string{};
  mapping.wrong(*team, "team", quote(team->scalar) + " is not an e-mail address");
  return {};
}

// Field that the routes go by; nothing when missing or wrong, with a finding.
std::optional<Field> read_route_field(const Node& routes, Findings& findings) {
  const Node* by = routes.find("by");
  if (by == nullptr) {
    findings.add(routes.place, "missing key 'by'", "write 'by: organisation_type'");
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (const FieldWord& row : field_words()) {
    if (row.sort != Sort::word && row.sort != Sort::yes_no) continue;
    known.emplace_back(row.word);
    if (by->kind == Node::Kind::scalar && by->scalar == row.word) return row.field;
  }
  findings.add(by->place, "routes cannot go by " + quote(by->scalar), suggest(by->scalar, known, "known"));
  return std::nullopt;
}

}  // namespace

void read_trust(const Node& node, Policy& policy, Findings& findings) {
  const Mapping mapping(node, kTrustKeys, "trust: { logins: { fresh: 36 hours } }", findings);
  if (node.kind == Node::Kind::mapping && node.entries.empty()) {
    findings.add(node.place, "'trust' is empty", "write 'logins: { fresh: 36 hours }'");
  }
  for (const Word& feed : feed_words()) {
    if (mapping.has(feed.word)) policy.feeds.push_back(read_feed(mapping, feed.word));
  }
  read_clock(mapping, policy.clock);
}

void read_routes(const Node& node, Policy& policy, Findings& findings) {
  constexpr std::string_view kOtherwise = "otherwise: { team: duty-team@nas.example }";
  const auto entries = named_entries(node, "routes", kOtherwise, findings);
  if (entries.empty()) return;
  const auto field = read_route_field(node, findings);
  if (field) policy.route_by = *field;
  std::optional<Route> otherwise;
  for (const Entry& entry : entries) {
    if (entry.key == "by") continue;
    const bool rest = entry.key == "otherwise";
    if (!rest && field) check_route_value(entry, *field, findings);
    Route route{rest ? std::string{} : entry.key, read_team(entry, findings)};
    if (rest) {
      otherwise = std::move(route);
    } else {
      policy.routes.push_back(std::move(route));
    }
  }
  if (otherwise) {
    policy.routes.push_back(std::move(*otherwise));
  } else {
    findings.add(node.place, "missing key 'otherwise'", "write '" + std::string(kOtherwise) + "'");
  }
}

}  // namespace lapse::rules
