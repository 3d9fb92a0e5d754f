// Effects as web hooks: one POST of effect_json each.
//
// Headers  Idempotency-Key: the key, equal for every attempt. With a secret, Lapse-Signature: sha256=HEX, the
//          HMAC-SHA256 of the body.
// Secure   https with certificate and host name verified; http to this machine only. No redirect is followed,
// no
//          proxy or netrc of the environment is used, no detail repeats what the server said.
// Errors   The constructor throws NotifierError for settings that cannot be right. http_outcome.h judges the
// rest. Threads  One at a time. Bounds   timeout_s for everything.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ports.h"

namespace lapse::adapters::notify {

struct WebhookSettings {
  std::string url;
  std::string secret;                            // empty: not signed
  std::optional<std::filesystem::path> ca_file;  // trusted instead of the system's; nullopt: the system's
  int timeout_s = 10;
};

// Why effects cannot be sent there ("is not encrypted, ..."); nullopt when they can.
std::optional<std::string> webhook_url_problem(const std::string& url);

class Webhook : public engine::Performer {
 public:
  explicit Webhook(WebhookSettings settings);

  engine::Receipt perform(const engine::Effect& effect) override;

 private:
  WebhookSettings settings_;
};

}  // namespace lapse::adapters::notify
