// One program, started without a shell, given its input and a time, and gone afterwards.
//
// It runs in / in a process group of its own, with these arguments and this environment only; its output is
// thrown away. When its time is up, the whole group is killed.
#pragma once

#include <string>
#include <vector>

namespace lapse::adapters::notify {

struct Child {
  std::vector<std::string> arguments;    // the first is the path of the program
  std::vector<std::string> environment;  // NAME=value
  std::string input;                     // kMostInputBytes at most
  int timeout_s = 0;
};

inline constexpr std::size_t kMostInputBytes = 16 * 1024;  // what a pipe takes without a reader

struct ChildEnd {
  enum class How { exited, killed, timed_out, not_started };
  How how = How::not_started;
  int number = 0;         // exited: the exit code; killed: the signal
  std::string complaint;  // not_started: why; else the first line on its standard error, untrusted
};

// Never throws but for memory. Threads: any.
ChildEnd run_child(const Child& child);

}  // namespace lapse::adapters::notify
