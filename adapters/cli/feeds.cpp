#include "adapters/cli/feeds.h"

namespace lapse::adapters::cli {

std::vector<std::string> feed_names() {
  std::vector<std::string> names;
  for (const engine::FeedKind feed : kFeedOrder) names.emplace_back(engine::to_string(feed));
  return names;
}

std::optional<engine::FeedKind> feed_named(std::string_view name) {
  for (const engine::FeedKind feed : kFeedOrder) {
    if (engine::to_string(feed) == name) return feed;
  }
  return std::nullopt;
}

}  // namespace lapse::adapters::cli
