// A real mail server (aiosmtpd) in a process of its own, on 127.0.0.1, for as long as the object lives.
//
// Bounds   Waits at most 10 s for the server to name its port, and for nothing else. Throws when that fails.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify::testing {

// A certificate for one host name, signed by an authority of its own.
struct Certificate {
  std::filesystem::path authority;
  std::filesystem::path certificate;
  std::filesystem::path key;
};
Certificate make_certificate(const std::filesystem::path& directory, const std::string& host);

class SmtpServer {
 public:
  // `mode` as in smtp_server.py.
  explicit SmtpServer(const std::string& mode);
  SmtpServer(const std::string& mode, const std::string& tls, const Certificate& certificate);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::size_t messages() const { return names_in(mail_.path()).size(); }
  std::string mail(int number) const;  // the envelope, then the text as it came; 1 is the first

 private:
  void start(std::vector<std::string> arguments);

  TemporaryDirectory mail_;
  pid_t pid_ = -1;
  int input_ = -1;  // closing it ends the server, also when the test dies
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace lapse::adapters::notify::testing
