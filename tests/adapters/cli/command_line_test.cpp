#include "adapters/cli/command_line.h"

#include <doctest/doctest.h>

#include "adapters/cli/failure.h"

using namespace lapse::adapters::cli;

namespace {

std::string refusal(const std::vector<std::string>& words) {
  try {
    parse_command_line(words);
  } catch (const Refusal& refusal) {
    CHECK(refusal.code() == ExitCode::usage);
    return refusal.what();
  }
  return "understood";
}

}  // namespace

TEST_CASE("options stand before and after the command") {
  const CommandLine line =
      parse_command_line({"--config", "a.yaml", "-q", "import", "logins", "--json", "accounts"});
  CHECK(line.command == find_command("import"));
  CHECK(line.arguments.text("config") == "a.yaml");
  CHECK(line.arguments.flag("quiet"));
  CHECK(line.arguments.flag("json"));
  CHECK_FALSE(line.arguments.flag("verbose"));
  CHECK(line.arguments.operands() == std::vector<std::string>{"logins", "accounts"});
  CHECK(parse_command_line({"plan", "--as-of=2026-01-05T00:00:00Z"}).arguments.text("as-of") ==
        "2026-01-05T00:00:00Z");
}

TEST_CASE("what is not in the table is refused with a suggestion") {
  CHECK(refusal({"paln"}) == "lapse: unknown command 'paln'\ndid you mean 'lapse plan'?");
  CHECK(refusal({"frobnicate"}) == "lapse: unknown command 'frobnicate'\n'lapse help' lists the commands");
  CHECK(refusal({"run", "--dryrun"}) == "lapse: unknown option '--dryrun'\ndid you mean '--dry-run'?");
  CHECK(refusal({"plan", "--dry-run"}) ==
        "lapse: unknown option '--dry-run'\n'lapse plan --help' shows what is known");
  CHECK(refusal({"run", "--dry"}).starts_with("lapse: unknown option '--dry'"));
}

TEST_CASE("operands are counted") {
  CHECK(refusal({"explain"}) == "lapse: ACCOUNT is missing\nusage: lapse explain ACCOUNT");
  CHECK(refusal({"replay", "missed"}) == "lapse: missed RULE is missing\nusage: lapse replay missed RULE");
  CHECK(refusal({"run", "tonight"}) ==
        "lapse: 'tonight' is one word too many\n'lapse run --help' shows what is known");
}

TEST_CASE("an option without its value, with one too many, or twice, is refused") {
  CHECK(refusal({"plan", "--as-of"}) != "understood");
  CHECK(refusal({"plan", "--as-of", ""}) != "understood");
  CHECK(refusal({"plan", "--json=yes"}) != "understood");
  CHECK(refusal({"plan", "--as-of", "a", "--as-of", "b"}) != "understood");
}

TEST_CASE("nothing, help and version") {
  CHECK(refusal({}) == "lapse: which command?\n'lapse help' lists the commands");
  CHECK(parse_command_line({"--version"}).arguments.flag("version"));
  CHECK(parse_command_line({"help"}).arguments.flag("help"));
  CHECK(parse_command_line({"help", "plan"}).command == find_command("plan"));
  CHECK(parse_command_line({"explain", "-h"}).arguments.flag("help"));
  CHECK(refusal({"help", "paln"}).find("did you mean 'lapse plan'?") != std::string::npos);
}
