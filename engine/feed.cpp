#include "engine/feed.h"

namespace lapse::engine {

std::string_view to_string(FeedKind kind) {
  switch (kind) {
    case FeedKind::accounts:
      return "accounts";
    case FeedKind::logins:
      return "logins";
    case FeedKind::organisations:
      return "organisations";
    case FeedKind::memberships:
      return "memberships";
    case FeedKind::holds:
      break;
  }
  return "holds";
}

}  // namespace lapse::engine
