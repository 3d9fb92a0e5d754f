#include "engine/records.h"

namespace lapse::engine {

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
