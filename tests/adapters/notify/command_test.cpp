// Commands as real processes: what they are told, what their end means, and that nothing of them stays.
#include "adapters/notify/command.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/notify/error.h"
#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify::testing {
namespace {

namespace fs = std::filesystem;
using Outcome = engine::Receipt::Outcome;

constexpr int kEndMilliseconds = 10'000;

struct Script {
  explicit Script(const std::string& text) {
    write_file(path(), "#!/bin/sh\ncd " + folder.path().string() + "\n" + text);
    fs::permissions(path(), fs::perms{0755});
  }
  fs::path path() const { return folder.path() / "script"; }
  std::string wrote(const std::string& name) const { return read_file(folder.path() / name); }
  engine::Receipt run(std::vector<std::string> words = {}, const engine::Effect& effect = disabling(),
                      int timeout_s = 20) const {
    words.insert(words.begin(), path());
    return Command({words, timeout_s}).perform(effect);
  }
  TemporaryDirectory folder;
};

}  // namespace

TEST_CASE("a command is told of the effect in arguments, environment and input, and of nothing else") {
  const Script script(
      "printf '%s\\n' \"$#\" \"$@\" > arguments; env | sort > environment; cat > input; pwd > where");
  setenv("LAPSE_TEST_SECRET", "hidden", 1);
  const auto receipt = script.run({"--account={account}", "{to}", "since {since_seconds}"});
  unsetenv("LAPSE_TEST_SECRET");
  CHECK(receipt.outcome == Outcome::handed);
  CHECK(script.wrote("arguments") == "3\n--account=U1 \"x\"\ninactive\nsince 1775107800\n");
  const std::string environment = script.wrote("environment");
  CHECK(environment.find("LAPSE_ACCOUNT=U1 \"x\"\n") != std::string::npos);
  CHECK(environment.find("LAPSE_KEY=00112233445566778899aabbccddeeff\n") != std::string::npos);
  CHECK(environment.find("LAPSE_SINCE=2026-04-02T05:30:00Z\n") != std::string::npos);
  CHECK(environment.find("LAPSE_EFFECT=disable-mailbox\n") != std::string::npos);
  CHECK(environment.find("hidden") == std::string::npos);
  CHECK(environment.find("HOME=") == std::string::npos);
  CHECK(script.wrote("input").find(R"("account":"U1 \"x\"")") != std::string::npos);
}

TEST_CASE("no shell reads what comes from a feed") {
  const Script script("printf '%s' \"$1\" > first");
  auto effect = disabling();
  effect.account = "x; touch injected $(touch injected) `touch injected` '\" *\n|&";
  CHECK(script.run({"{account}"}, effect).outcome == Outcome::handed);
  CHECK(script.wrote("first") == effect.account);
  CHECK(names_in(script.folder.path()) == std::vector<std::string>{"first", "script"});
}

TEST_CASE("what could be read as an option, or cannot be an argument, is refused for good") {
  const Script script("touch ran");
  auto effect = disabling();
  effect.account = "-rf";
  CHECK(script.run({"{account}"}, effect).outcome == Outcome::never);
  effect.account = std::string("a\0b", 3);
  CHECK(script.run({"{account}"}, effect).outcome == Outcome::never);
  effect.account = "\xff";
  CHECK(script.run({"{to}"}, effect).outcome == Outcome::never);
  CHECK(names_in(script.folder.path()) == std::vector<std::string>{"script"});
  effect.account = "-rf";
  CHECK(script.run({"--account={account}"}, effect).outcome == Outcome::handed);
}

TEST_CASE("what an end means") {
  const auto end = [](const std::string& text) {
    const auto receipt = Script(text).run();
    const char* const words[] = {"handed", "later", "never", "ambiguous"};
    return std::string(words[static_cast<int>(receipt.outcome)]) + ": " + receipt.detail;
  };
  CHECK(end("echo fine >&2; exit 0") == "handed: ");
  CHECK(end("echo 'directory is down' >&2; echo more >&2; exit 75") ==
        "later: asked to be tried later: directory is down");
  CHECK(end("exit 3") == "later: exit code 3");
  CHECK(end("printf 'a\\033[31mred\\r' >&2; exit 1") == "later: exit code 1: a [31mred");
  CHECK(end("kill -TERM $$") == "ambiguous: killed by signal 15");
  CHECK(end("yes error | head -c 1000000 >&2; exit 1") == "later: exit code 1: error");
}

TEST_CASE("a program that does not read its input is no trouble") {
  CHECK(Script("exec 0<&-; exit 0").run().outcome == Outcome::handed);
}

TEST_CASE("when its time is up, the command and all that it started is killed") {
  // Two children that would outlive it, one with its standard error; both hold the fifo open.
  const Script script(
      "exec 3> fifo\n"
      "cat /dev/zero > /dev/null & echo $! > one\n"
      "cat /dev/zero > /dev/null 2>&1 & echo $! > two\n"
      "echo waiting >&2; wait");
  const fs::path fifo = script.folder.path() / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const int held = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  REQUIRE(held >= 0);
  const auto receipt = script.run({}, disabling(), 2);
  CHECK(receipt.outcome == Outcome::ambiguous);
  CHECK(receipt.detail == "killed after 2 seconds: waiting");
  pollfd end{held, POLLIN, 0};
  const bool all_gone = ::poll(&end, 1, kEndMilliseconds) == 1 && (end.revents & POLLHUP) != 0;
  CHECK(all_gone);
  if (!all_gone) {
    for (const char* child : {"one", "two"}) ::kill(std::stoi(script.wrote(child)), SIGKILL);
  }
  ::close(held);
}

TEST_CASE("a command that ended is not waited for because of what it left behind") {
  const Script script("cat /dev/zero > /dev/null & echo $! > left; exit 0");
  CHECK(script.run({}, disabling(), 25).outcome == Outcome::handed);
  ::kill(std::stoi(script.wrote("left")), SIGKILL);
}

TEST_CASE("commands that cannot be right are refused") {
  const TemporaryDirectory folder;
  CHECK_THROWS_AS(Command({{}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"true"}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"/nowhere/true"}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{folder.path()}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"/bin/{to}"}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"/bin/true", "{acount}"}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"/bin/true", "{account"}, 5}), NotifierError);
  CHECK_THROWS_AS(Command({{"/bin/true", ""}, 5}), NotifierError);
  const Script script("exit 0");
  fs::permissions(script.path(), fs::perms{0775});
  CHECK_THROWS_AS(script.run(), NotifierError);
}

TEST_CASE("a program that went away is tried again") {
  const Script script("exit 0");
  Command command({{script.path()}, 5});
  fs::remove(script.path());
  CHECK(command.perform(disabling()).outcome == Outcome::later);
}

}  // namespace lapse::adapters::notify::testing
