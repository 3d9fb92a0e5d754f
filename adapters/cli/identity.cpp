#include "adapters/cli/identity.h"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fstream>
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

User user_of(std::int64_t uid) {
  std::vector<char> buffer(16384);
  passwd entry{};
  passwd* found = nullptr;
  const int failed = ::getpwuid_r(static_cast<uid_t>(uid), &entry, buffer.data(), buffer.size(), &found);
  if (failed != 0 || found == nullptr) return {"", ::getgid()};
  return {found->pw_name, found->pw_gid};
}

// A process without a user of the system has the groups that it was started with.
std::vector<gid_t> group_numbers() {
  constexpr int kMost = 65536;
  std::vector<gid_t> numbers(kMost);
  const User me = user_of(::getuid());
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

std::string in_words(std::int64_t uid) {
  const std::string name = user_of(uid).name;
  return name.empty() ? fmt::format("uid {}", uid) : fmt::format("uid {} ({})", uid, name);
}

std::optional<std::int64_t> uid_in(const std::string& text) {
  constexpr std::int64_t kNobodyYet = 4294967295;  // (uid_t) -1: the session has no login
  std::int64_t uid = 0;
  const char* last = text.data() + text.size();
  const auto read = std::from_chars(text.data(), last, uid);
  if (read.ec != std::errc() || read.ptr != last || uid < 0 || uid >= kNobodyYet) return std::nullopt;
  return uid;
}

std::optional<std::int64_t> login_uid() {
  std::ifstream file("/proc/self/loginuid");
  std::string text;
  file >> text;
  return uid_in(text);
}

}  // namespace

std::string actor() {
  return in_words(::getuid());
}

std::vector<std::string> groups() {
  std::vector<std::string> names;
  for (const gid_t number : group_numbers()) names.push_back(name_of_group(number));
  return names;
}

std::vector<std::int64_t> uids_of(const Traces& traces) {
  constexpr std::int64_t kFirstPerson = 1000;  // UID_MIN of login.defs
  std::vector<std::int64_t> uids;
  const auto add = [&uids](std::int64_t uid) {
    if (std::ranges::find(uids, uid) == uids.end()) uids.push_back(uid);
  };
  if (traces.login_uid) add(*traces.login_uid);
  if (const auto uid = uid_in(traces.sudo_uid)) add(*uid);
  if (uids.empty() || traces.uid >= kFirstPerson) add(traces.uid);
  return uids;
}

engine::Person person() {
  const char* sudo_uid = std::getenv("SUDO_UID");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  const auto uids = uids_of({::getuid(), login_uid(), sudo_uid == nullptr ? "" : sudo_uid});
  engine::Person person;
  for (const auto uid : uids) {
    person.actor += (person.actor.empty() ? "" : " or ") + in_words(uid);
    person.identities.push_back(fmt::format("uid:{}", uid));
    // People have one name on all hosts, and not always one number.
    if (const std::string name = user_of(uid).name; !name.empty())
      person.identities.push_back("user:" + name);
  }
  return person;
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
