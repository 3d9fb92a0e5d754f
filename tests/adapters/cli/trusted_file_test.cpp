#include "adapters/cli/trusted_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "adapters/cli/failure.h"
#include "adapters/cli/secret.h"
#include "tests/adapters/cli/bench.h"

using namespace lapse::adapters::cli;
using lapse::tests::cli::Folder;

namespace {

std::string problem_with(const std::filesystem::path& file, Readers readers = Readers::anybody) {
  Problems problems;
  CHECK_FALSE(read_trusted(file, readers, ExitCode::policy_invalid, problems).has_value());
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.code() == ExitCode::policy_invalid);
  return problems.all()[0].rendered;
}

}  // namespace

TEST_CASE("a file that only its owner writes is read as it is") {
  const Folder folder;
  Problems problems;
  const auto text = read_trusted(folder.write("a", std::string("x\0y\n", 4)), Readers::anybody,
                                 ExitCode::policy_invalid, problems);
  REQUIRE(text.has_value());
  CHECK(text->size() == 4);
  CHECK_FALSE(problems.any_error());
}

TEST_CASE("a file that others can write is refused, with the command that mends it") {
  const Folder folder;
  const auto file = folder.write("nas.yaml", "x", 0666);
  CHECK(problem_with(file) == file.string() +
                                  ":1:1: can be written by others (mode 0666)\n  help: chmod go-w " +
                                  file.string() + "\n");
  CHECK(problem_with(folder.write("group.yaml", "x", 0664)).find("mode 0664") != std::string::npos);
}

TEST_CASE("what is no file, or is not there, is refused and does not block") {
  const Folder folder;
  CHECK(problem_with(folder.path("none")).find("cannot be read: No such file or directory") !=
        std::string::npos);
  CHECK(problem_with(folder.path("")).find("is no regular file") != std::string::npos);
  REQUIRE(::mkfifo(folder.path("fifo").c_str(), 0600) == 0);
  CHECK(problem_with(folder.path("fifo")).find("is no regular file") != std::string::npos);
}

TEST_CASE("a secret is for its owner's eyes only") {
  const Folder folder;
  CHECK(problem_with(folder.write("open", "secret\n", 0644), Readers::owner_only).find("chmod go= ") !=
        std::string::npos);
  CHECK(read_secret({.credential = "", .file = folder.write("closed", "secret\n", 0600)}) == "secret");
  CHECK_THROWS_AS(read_secret({.credential = "", .file = folder.write("empty", "\n", 0600)}), Refusal);
  CHECK_THROWS_AS(read_secret({.credential = "", .file = folder.write("lines", "a\nb\n", 0600)}), Refusal);
}

TEST_CASE("a credential comes from the directory that systemd names") {
  const Folder folder;
  folder.write("smtp-password", "hush", 0400);
  ::unsetenv("CREDENTIALS_DIRECTORY");
  CHECK_THROWS_AS(read_secret({.credential = "smtp-password", .file = {}}), Refusal);
  ::setenv("CREDENTIALS_DIRECTORY", folder.path("").c_str(), 1);
  CHECK(read_secret({.credential = "smtp-password", .file = {}}) == "hush");
  ::unsetenv("CREDENTIALS_DIRECTORY");
}
