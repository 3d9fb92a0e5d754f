// A real mail server (aiosmtpd), for as long as the object lives.
#pragma once

#include <cstdint>
#include <string>

#include "tests/adapters/notify/bench.h"
#include "tests/adapters/notify/script_server.h"

namespace lapse::adapters::notify::testing {

class SmtpServer {
 public:
  // `mode` as in smtp_server.py.
  explicit SmtpServer(const std::string& mode);
  SmtpServer(const std::string& mode, const std::string& tls, const Certificate& certificate);

  std::uint16_t port() const { return server_.port(); }
  std::size_t messages() const { return names_in(mail_.path()).size(); }
  std::string mail(int number) const;  // the envelope, then the text as it came; 1 is the first

 private:
  TemporaryDirectory mail_;
  ScriptServer server_;
};

}  // namespace lapse::adapters::notify::testing
