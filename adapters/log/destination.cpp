#include "adapters/log/destination.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace lapse::adapters::log {
namespace {

// systemd names device and inode of the socket it connected: a child whose output went elsewhere must not
// match.
bool is_journal(int descriptor) {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status{};
  if (stream == nullptr || fstat(descriptor, &status) != 0) return false;
  return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

}  // namespace

Destination standard_error() {
  Destination result;
  result.terminal = isatty(STDERR_FILENO) == 1;
  result.journal = is_journal(STDERR_FILENO);
  const char* no_colour = std::getenv("NO_COLOR");
  result.colour = result.terminal && (no_colour == nullptr || *no_colour == '\0');
  return result;
}

}  // namespace lapse::adapters::log
