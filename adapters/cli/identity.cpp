#include "adapters/cli/identity.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace lapse::adapters::cli {

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
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) return fmt::format("? {}", ::getpid());
  return fmt::format("{} {}", host.data(), ::getpid());
}

}  // namespace lapse::adapters::cli
