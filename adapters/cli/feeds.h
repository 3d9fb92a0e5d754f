// The feeds that a source can be, by name and in the order in which they are imported.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feed.h"

namespace lapse::adapters::cli {

// Each feed after what it refers to: accounts name organisations; memberships, holds and logins name
// accounts. All of them are in before anything is decided, so no account is judged without its holds and
// logins.
inline constexpr std::array kFeedOrder{engine::FeedKind::organisations, engine::FeedKind::accounts,
                                       engine::FeedKind::memberships, engine::FeedKind::holds,
                                       engine::FeedKind::logins};

std::vector<std::string> feed_names();
std::optional<engine::FeedKind> feed_named(std::string_view name);

}  // namespace lapse::adapters::cli
