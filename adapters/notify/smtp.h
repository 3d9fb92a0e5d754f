// Messages over SMTP, one recipient each, over one connection that is kept until something goes wrong.
//
// Secure   STARTTLS or TLS from the start, certificate and host name verified, never less than asked for.
// Without TLS
//          only to this machine. No proxy or netrc of the environment is used.
// Errors   The constructor throws NotifierError for settings that cannot be right. deliver() says everything
//          else with a Receipt: smtp_outcome.h judges. No detail holds the password or what was said at
//          login.
// Threads  One at a time.
// Bounds   connect_timeout_s to reach the server, total_timeout_s for a message, and as long again to say
// goodbye.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/ports.h"

namespace lapse::adapters::notify {

enum class Tls {
  starttls,
  implicit,
  none,  // loopback only
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  Tls tls = Tls::starttls;
  std::optional<std::filesystem::path> ca_file;  // trusted instead of the system's; nullopt: the system's
  std::string user;                              // empty: no login
  std::string password;
  std::string from;
  std::string helo;  // empty: the name of this machine
  int connect_timeout_s = 10;
  int total_timeout_s = 60;
};

class Smtp : public engine::Notifier {
 public:
  explicit Smtp(SmtpSettings settings);
  ~Smtp() override;

  engine::Receipt deliver(const engine::Message& message) override;

  // Connects, secures, logs in, and sends no message. What keeps the server from being used; nullopt:
  // nothing.
  std::optional<std::string> try_out() const;

 private:
  class Connection;
  SmtpSettings settings_;
  std::unique_ptr<Connection> connection_;  // null after a failure: the next message begins with a new one
};

}  // namespace lapse::adapters::notify
