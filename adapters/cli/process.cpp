#include "adapters/cli/process.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "adapters/cli/command_line.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/help.h"
#include "adapters/cli/wiring.h"
#include "adapters/daemon/system_clock.h"
#include "adapters/log/spdlog_observer.h"

namespace lapse::adapters::cli {
namespace {

log::Talk talk_of(const Command& command, const Arguments& arguments) {
  if (arguments.flag("quiet")) return log::Talk::quiet;
  if (arguments.flag("verbose")) return log::Talk::verbose;
  return command.needs == Needs::configuration ? log::Talk::normal
                                               : log::Talk::brief;  // a daemon has no report
}

Needs needs_of(const Command& command, const Arguments& arguments) {
  const bool only_reads = command.needs == Needs::database_write && arguments.flag("dry-run");
  return only_reads ? Needs::database_read : command.needs;
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

ExitCode run_command(const CommandLine& line) {
  const daemon::SystemClock clock;
  log::SpdlogObserver observer(log::standard_error(), talk_of(*line.command, line.arguments));
  engine::StopFlag stop{false};
  Session session{.world = {std::cout, std::cerr, clock, observer, stop},
                  .config_option = line.arguments.text("config"),
                  .json = line.arguments.flag("json"),
                  .quiet = line.arguments.flag("quiet"),
                  .colour = colour_wanted(),
                  .config = std::nullopt,
                  .book = std::nullopt,
                  .record = nullptr,
                  .store = nullptr};
  open_session(session, needs_of(*line.command, line.arguments));
  return line.command->run(session, line.arguments);
}

ExitCode answer(const std::vector<std::string>& words, const std::string& version) {
  const CommandLine line = parse_command_line(words);
  if (line.arguments.flag("version")) {
    std::cout << "lapse " << version << '\n';
  } else if (line.arguments.flag("help")) {
    std::cout << (line.command != nullptr ? help(*line.command) : help());
  } else {
    return run_command(line);
  }
  return ExitCode::done;
}

ExitCode answer_or_fail(const std::vector<std::string>& words, const std::string& version) {
  try {
    return answer(words, version);
  } catch (...) {
    const Failure failure = failure_of(std::current_exception());
    std::cout.flush();
    std::cerr << failure.message << '\n';
    return failure.code;
  }
}

}  // namespace

int run_process(const std::vector<std::string>& words, const std::string& version) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a reader that goes away shows as a failed write
  ExitCode code = answer_or_fail(words, version);
  std::cout.flush();
  if (!std::cout && code == ExitCode::done) {
    std::cerr << "the answer could not be written to standard output\n";
    code = ExitCode::failed;
  }
  return static_cast<int>(code);
}

}  // namespace lapse::adapters::cli
