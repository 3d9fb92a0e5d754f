#include "adapters/cli/identity.h"

#include <fmt/format.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <vector>

namespace lapse::adapters::cli {
namespace {

std::string host() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

}  // namespace

std::string actor() {
  const uid_t uid = ::getuid();
  std::vector<char> buffer(16384);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return fmt::format("uid {}", uid);
  return fmt::format("uid {} ({})", uid, found->pw_name);
}

std::string holder() {
  return host() + " " + std::to_string(::getpid());
}

bool is_gone(const std::string& holder) {
  const auto space = holder.rfind(' ');
  if (space == std::string::npos || holder.substr(0, space) != host()) return false;
  int pid = 0;
  const char* last = holder.data() + holder.size();
  const auto read = std::from_chars(holder.data() + space + 1, last, pid);
  if (read.ec != std::errc() || read.ptr != last || pid <= 0) return false;
  return ::kill(pid, 0) != 0 && errno == ESRCH;
}

}  // namespace lapse::adapters::cli
