// Who runs this process, as the operating system knows it: for the journal and for the lease.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/saved_plan.h"

namespace lapse::adapters::cli {

std::string actor();  // "uid 0 (root)"
// Of the user who runs this process, whatever it was started as: names, and numbers where a group has none.
// The first is the user's own.
std::vector<std::string> groups();
std::string holder();                     // "nas-server 4711": host and process
bool is_gone(const std::string& holder);  // of this host, and no such process is left

// What the operating system says of the person behind a process.
struct Traces {
  std::int64_t uid = 0;
  std::optional<std::int64_t> login_uid;  // with which the session began; no later sudo or su changes it
  std::string sudo_uid;                   // $SUDO_UID
};

// Everybody whom it may be. An account of the system (below 1000: root, lapse) is what a person works
// through, and counts only where nothing says who. Whoever makes up a $SUDO_UID is taken for one more person,
// not for another one: that helps nobody to approve twice.
std::vector<std::int64_t> uids_of(const Traces& traces);

engine::Person person();  // of this process, for what several people have to do

}  // namespace lapse::adapters::cli
