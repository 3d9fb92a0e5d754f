#include "engine/records.h"

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

std::string_view to_string(Run::Status status) {
  switch (status) {
    case Run::Status::running:
      return "running";
    case Run::Status::finished:
      return "finished";
    case Run::Status::superseded:
      return "superseded";
    case Run::Status::failed:
      break;
  }
  return "failed";
}

}  // namespace lapse::engine
