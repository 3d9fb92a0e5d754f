// A server written in Python, in a process of its own, on 127.0.0.1, for as long as the object lives.
//
// Bounds   Waits at most 10 s for the server to name its port, and for nothing else. Throws when that fails.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lapse::adapters::notify::testing {

// A certificate for one host name, signed by an authority of its own.
struct Certificate {
  std::filesystem::path authority;
  std::filesystem::path certificate;
  std::filesystem::path key;
};
Certificate make_certificate(const std::filesystem::path& directory, const std::string& host);

class ScriptServer {
 public:
  // A script of this folder, which prints its port and ends when its standard input does.
  ScriptServer(const std::string& script, std::vector<std::string> arguments);
  ~ScriptServer();
  ScriptServer(const ScriptServer&) = delete;
  ScriptServer& operator=(const ScriptServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  pid_t pid_ = -1;
  int input_ = -1;  // closing it ends the server, also when the test dies
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace lapse::adapters::notify::testing
