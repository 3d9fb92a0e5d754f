#include "tests/adapters/notify/script_server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace lapse::adapters::notify::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kStartMilliseconds = 10'000;
// The interpreter that Debian's python3-aiosmtpd belongs to, whatever else is first in the PATH.
constexpr const char* kPython = "/usr/bin/python3";

// Descriptors of -1 are inherited.
pid_t spawned(const std::vector<std::string>& arguments, int input, int output) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t pid = -1;
  const int failed = posix_spawnp(&pid, argv.front(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + arguments.front());
  return pid;
}

void run(const std::vector<std::string>& arguments) {
  int status = -1;
  if (::waitpid(spawned(arguments, -1, -1), &status, 0) < 0 || status != 0)
    throw std::runtime_error(arguments.front() + " failed");
}

std::array<int, 2> pipe_ends() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

std::uint16_t port_named_on(int descriptor) {
  std::string line;
  while (line.find('\n') == std::string::npos) {
    pollfd waiting{descriptor, POLLIN, 0};
    std::array<char, 16> buffer{};
    const ssize_t count =
        ::poll(&waiting, 1, kStartMilliseconds) == 1 ? ::read(descriptor, buffer.data(), buffer.size()) : 0;
    if (count <= 0) throw std::runtime_error("the server did not start; is python3-aiosmtpd installed?");
    line.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return static_cast<std::uint16_t>(std::stoi(line));
}

}  // namespace

Certificate make_certificate(const fs::path& directory, const std::string& host) {
  const Certificate files{directory / "ca.pem", directory / "server.pem", directory / "server.key"};
  const fs::path authority_key = directory / "ca.key";
  const std::vector<std::string> request{
      "openssl", "req",    "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
      "-nodes",  "-batch", "-days", "2"};
  auto authority = request;
  authority.insert(authority.end(),
                   {"-subj", "/CN=test authority", "-keyout", authority_key, "-out", files.authority});
  run(authority);
  auto server = request;
  server.insert(server.end(),
                {"-CA", files.authority, "-CAkey", authority_key, "-subj", "/CN=" + host, "-addext",
                 "subjectAltName=DNS:" + host, "-addext", "basicConstraints=critical,CA:FALSE", "-keyout",
                 files.key, "-out", files.certificate});
  run(server);
  return files;
}

ScriptServer::ScriptServer(const std::string& script, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(),
                   {kPython, "-B", fs::path{LAPSE_SOURCE_DIR} / "tests/adapters/notify" / script});
  const auto input = pipe_ends();
  const auto output = pipe_ends();
  pid_ = spawned(arguments, input[0], output[1]);
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  output_ = output[0];
  try {
    port_ = port_named_on(output_);
  } catch (...) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    throw;
  }
}

ScriptServer::~ScriptServer() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  ::close(input_);
  ::close(output_);
}

}  // namespace lapse::adapters::notify::testing
