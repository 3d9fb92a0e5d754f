#include "adapters/cli/identity.h"

#include <fmt/format.h>
#include <grp.h>
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

struct User {
  std::string name;  // empty: the system knows none
  gid_t group = 0;
};

User user() {
  std::vector<char> buffer(16384);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return {"", ::getgid()};
  return {found->pw_name, found->pw_gid};
}

// A process without a user of the system has the groups that it was started with.
std::vector<gid_t> group_numbers() {
  constexpr int kMost = 65536;
  std::vector<gid_t> numbers(kMost);
  const User me = user();
  int count = kMost;
  if (me.name.empty()) {
    count = ::getgroups(kMost - 1, numbers.data() + 1);
    numbers.front() = me.group;
    count = count < 0 ? 1 : count + 1;
  } else if (::getgrouplist(me.name.c_str(), me.group, numbers.data(), &count) < 0) {
    count = kMost;
  }
  numbers.resize(static_cast<std::size_t>(count));
  return numbers;
}

std::string name_of_group(gid_t number) {
  std::vector<char> buffer(1 << 20);  // the names of its members as well
  group entry{};
  group* found = nullptr;
  if (::getgrgid_r(number, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return std::to_string(number);
  return found->gr_name;
}

}  // namespace

std::string actor() {
  const std::string name = user().name;
  return name.empty() ? fmt::format("uid {}", ::getuid()) : fmt::format("uid {} ({})", ::getuid(), name);
}

std::vector<std::string> groups() {
  std::vector<std::string> names;
  for (const gid_t number : group_numbers()) names.push_back(name_of_group(number));
  return names;
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
