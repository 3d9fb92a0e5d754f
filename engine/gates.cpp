#include "engine/gates.h"

#include <algorithm>

namespace lapse::engine {
namespace {

using schedules::Instant;

// How new what we know is: sign-ins from any feed that has them, leaver marks from the accounts.
std::optional<Instant> newest(const std::vector<Feed>& feeds, const std::string& trusted) {
  std::optional<Instant> latest;
  for (const auto& feed : feeds) {
    Instant known{};
    if (trusted == "logins") known = feed.logins_at;
    if (trusted == "leavers" && feed.kind == FeedKind::accounts) known = feed.data_at;
    if (known.seconds != 0 && (!latest || *latest < known)) latest = known;
  }
  return latest;
}

void look_at_feeds(const rules::Policy& policy, const Watch& watch, Instant as_of,
                   std::vector<Obstacle>& found) {
  for (const auto& trust : policy.feeds) {
    const auto data_at = newest(watch.feeds, trust.feed);
    const bool logins = trust.feed == "logins";
    if (!data_at) {
      found.push_back({"feed", "the feed of " + trust.feed + " has never been imported", logins});
    } else if (as_of - *data_at > seconds_of(trust.fresh)) {
      found.push_back({"feed",
                       "the feed of " + trust.feed + " is stale: its newest entry is of " +
                           policy.zone.local(*data_at) + ", and the policy asks for " +
                           to_string(trust.fresh),
                       logins});
    }
  }
}

bool concerns(const rules::FeedTrust& trust, const Feed& feed) {
  return feed.kind == FeedKind::accounts || (feed.kind == FeedKind::logins && trust.feed == "logins");
}

// Of an accounts feed that is not believed nobody can say what its sign-ins lack.
void look_at_doubts(const rules::Policy& policy, const Watch& watch, std::vector<Obstacle>& found) {
  for (const auto& feed : watch.feeds) {
    const bool trusted =
        std::ranges::any_of(policy.feeds, [&](const auto& trust) { return concerns(trust, feed); });
    if (feed.doubt.empty() || !trusted) continue;
    const bool logins =
        std::ranges::any_of(policy.feeds, [](const auto& trust) { return trust.feed == "logins"; });
    found.push_back({"feed",
                     "source " + feed.source + " is not believed: " + feed.doubt +
                         "; when you know that it is right, run: lapse believe " + feed.source +
                         " --reason REASON",
                     logins});
  }
}

void look_at_gaps(const rules::Policy& policy, const Watch& watch, Instant as_of,
                  std::vector<Obstacle>& found) {
  const auto says = [&policy](const Gap& gap) {
    return "nobody looked from " + policy.zone.local(gap.from) + " to " + policy.zone.local(gap.to) +
           "; when you know why, run: lapse acknowledge-gap --reason REASON";
  };
  for (const auto& gap : watch.gaps) {
    if (gap.acknowledged_at.seconds == 0) found.push_back({"gap", says(gap)});
  }
  if (const auto gap = gap_before(policy, watch.engine, watch.gaps, as_of))
    found.push_back({"gap", says(*gap)});
}

void look_at_window(const Rulebook& book, Instant as_of, std::vector<Obstacle>& found) {
  const auto& window = book.policy.delete_window;
  if (!window || schedules::is_open(*window, as_of, book.policy.zone, book.holidays)) return;
  const auto opens = schedules::next_opening(*window, as_of, book.policy.zone, book.holidays);
  found.push_back({"window", opens
                                 ? "the delete window opens on " + in_words(book.policy.zone.day_of(*opens)) +
                                       ", " + book.policy.zone.local(*opens).substr(11)
                                 : "the delete window never opens"});
}

}  // namespace

std::int64_t seconds_of(const schedules::Span& span) {
  return span.count *
         (span.unit == schedules::Unit::hours ? schedules::kSecondsPerHour : schedules::kSecondsPerDay);
}

std::optional<Gap> gap_before(const rules::Policy& policy, const EngineState& engine,
                              const std::vector<Gap>& gaps, Instant as_of) {
  if (!policy.clock.jump_at_most || engine.last_as_of.seconds == 0) return std::nullopt;
  Instant looked = engine.last_as_of;
  for (const auto& gap : gaps) {
    if (gap.from == engine.last_as_of && gap.acknowledged_at.seconds != 0) looked = std::max(looked, gap.to);
  }
  if (as_of - looked <= seconds_of(*policy.clock.jump_at_most)) return std::nullopt;
  return Gap{engine.last_as_of, as_of, {}, "", ""};
}

std::vector<Obstacle> obstacles(const Rulebook& book, const Watch& watch, Instant as_of) {
  std::vector<Obstacle> found;
  look_at_gaps(book.policy, watch, as_of, found);
  look_at_feeds(book.policy, watch, as_of, found);
  look_at_doubts(book.policy, watch, found);
  look_at_window(book, as_of, found);
  return found;
}

}  // namespace lapse::engine
