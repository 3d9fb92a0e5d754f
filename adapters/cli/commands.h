// The table of commands: what `lapse help` prints, what the command line is checked against, what is opened.
//
// One file and one page per command: run.cpp, run.md; those of the service desk share deeds.cpp. A test keeps
// table and pages in agreement.
#pragma once

#include <span>
#include <string_view>

#include "adapters/cli/arguments.h"
#include "adapters/cli/exit_code.h"

namespace lapse::adapters::cli {

struct Session;

// What is opened before run(): a command that reads cannot write. --dry-run turns database_write into _read.
enum class Needs { nothing, configuration, database_read, database_write };

struct Option {
  std::string_view name;   // without "--"
  std::string_view value;  // "T"; empty for a switch
  std::string_view help;
};

struct Command {
  std::string_view name;
  std::string_view operands;  // "[SOURCE...]"
  int operands_least = 0;
  int operands_most = 0;
  std::string_view summary;
  Needs needs = Needs::nothing;
  std::span<const Option> options;
  std::string_view examples;  // one per line
  ExitCode (*run)(Session&, const Arguments&) = nullptr;
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);  // nullptr when there is none

// Options that every command has.
std::span<const Option> common_options();

ExitCode run_init(Session& session, const Arguments& arguments);
ExitCode run_import(Session& session, const Arguments& arguments);
ExitCode run_check(Session& session, const Arguments& arguments);
ExitCode run_test(Session& session, const Arguments& arguments);
ExitCode run_schema(Session& session, const Arguments& arguments);
ExitCode run_plan(Session& session, const Arguments& arguments);
ExitCode run_approve(Session& session, const Arguments& arguments);
ExitCode run_apply(Session& session, const Arguments& arguments);
ExitCode run_run(Session& session, const Arguments& arguments);
ExitCode run_deliver(Session& session, const Arguments& arguments);
ExitCode run_work(Session& session, const Arguments& arguments);
ExitCode run_daemon(Session& session, const Arguments& arguments);
ExitCode run_explain(Session& session, const Arguments& arguments);
ExitCode run_leaver(Session& session, const Arguments& arguments);
ExitCode run_join(Session& session, const Arguments& arguments);
ExitCode run_hold(Session& session, const Arguments& arguments);
ExitCode run_release(Session& session, const Arguments& arguments);
ExitCode run_restore(Session& session, const Arguments& arguments);
ExitCode run_purge_again(Session& session, const Arguments& arguments);
ExitCode run_replay(Session& session, const Arguments& arguments);
ExitCode run_undo(Session& session, const Arguments& arguments);
ExitCode run_verify(Session& session, const Arguments& arguments);
ExitCode run_status(Session& session, const Arguments& arguments);
ExitCode run_correct(Session& session, const Arguments& arguments);
ExitCode run_believe(Session& session, const Arguments& arguments);
ExitCode run_attention(Session& session, const Arguments& arguments);
ExitCode run_acknowledge_gap(Session& session, const Arguments& arguments);

}  // namespace lapse::adapters::cli
