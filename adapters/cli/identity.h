// Who runs this process, as the operating system knows it: for the journal and for the lease.
#pragma once

#include <string>
#include <vector>

namespace lapse::adapters::cli {

std::string actor();  // "uid 0 (root)"
// Of the user who runs this process, whatever it was started as: names, and numbers where a group has none.
// The first is the user's own.
std::vector<std::string> groups();
std::string holder();                     // "nas-server 4711": host and process
bool is_gone(const std::string& holder);  // of this host, and no such process is left

}  // namespace lapse::adapters::cli
