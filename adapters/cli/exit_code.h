// What the process answers to the shell and to systemd. packaging/systemd decides by these numbers.
#pragma once

namespace lapse::adapters::cli {

enum class ExitCode : int {
  done = 0,
  failed = 1,
  partly_done = 3,  // or findings
  guard_stopped = 4,
  usage = 64,
  policy_invalid = 65,
  unavailable = 69,  // database or mail
  lease_held = 75,
  not_permitted = 77,
  configuration_invalid = 78,
};

// One answer for a command that did several things: the one a person has to look at first.
constexpr ExitCode graver(ExitCode a, ExitCode b) {
  const auto rank = [](ExitCode code) {
    switch (code) {
      case ExitCode::done:
        return 0;
      case ExitCode::unavailable:
        return 1;  // may mend itself, what is below does not
      case ExitCode::partly_done:
        return 2;
      case ExitCode::guard_stopped:
        return 3;
      default:
        return 4;
    }
  };
  return rank(b) > rank(a) ? b : a;
}

}  // namespace lapse::adapters::cli
