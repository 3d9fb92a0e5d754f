// Web hooks against a real server: what it hears, and what its answers mean.
#include "adapters/notify/webhook.h"

#include <doctest/doctest.h>

#include "adapters/notify/error.h"
#include "adapters/notify/http_outcome.h"
#include "engine/digest.h"
#include "tests/adapters/notify/bench.h"
#include "tests/adapters/notify/script_server.h"

namespace lapse::adapters::notify::testing {
namespace {

using Outcome = engine::Receipt::Outcome;

struct Hook {
  explicit Hook(const std::string& mode) : server("http_server.py", {mode, folder.path()}) {}
  Hook(const std::string& mode, const Certificate& certificate)
      : server("http_server.py",
               {mode, folder.path(), "--certificate", certificate.certificate, "--key", certificate.key}) {}
  WebhookSettings settings(int timeout_s = 20) const {
    return {"http://127.0.0.1:" + std::to_string(server.port()) + "/hook", "", std::nullopt, timeout_s};
  }
  std::string request(int number) const {
    return read_file(folder.path() / (std::to_string(number) + ".http"));
  }
  TemporaryDirectory folder;
  ScriptServer server;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a web hook hears of the effect, under its key, signed") {
  const Hook hook("204");
  auto settings = hook.settings();
  settings.secret = "shared secret";
  Webhook webhook(settings);
  const auto receipt = webhook.perform(disabling());
  CHECK(receipt.outcome == Outcome::handed);
  CHECK(receipt.detail == "HTTP 204");
  const std::string request = hook.request(1);
  const std::string body =
      R"({"effect":"disable-mailbox","account":"U1 \"x\"","from":"active","to":"inactive",)"
      R"("rule":"mark-inactive","since":"2026-04-02T05:30:00Z","key":"00112233445566778899aabbccddeeff",)"
      R"("epoch":2,"since_seconds":1775107800})";
  CHECK(request.ends_with("\n" + body));
  CHECK(request.starts_with("POST /hook\n"));
  CHECK(has(request, "Content-Type: application/json\n"));
  CHECK(has(request, "Idempotency-Key: 00112233445566778899aabbccddeeff\n"));
  CHECK(has(request, "Lapse-Signature: sha256=" + engine::hmac_sha256("shared secret", body) + "\n"));
  CHECK_FALSE(has(request, "shared secret"));
}

TEST_CASE("the signature is the one that any other tool computes") {
  // RFC 4231, test case 2
  CHECK(engine::hmac_sha256("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("without a secret a web hook is not signed") {
  const Hook hook("200");
  Webhook webhook(hook.settings());
  CHECK(webhook.perform(disabling()).outcome == Outcome::handed);
  CHECK_FALSE(has(hook.request(1), "Lapse-Signature"));
}

TEST_CASE("every attempt at one effect is the same request") {
  const Hook hook("503");
  Webhook webhook(hook.settings());
  CHECK(webhook.perform(disabling()).outcome == Outcome::later);
  auto again = disabling();
  again.attempts = 2;
  const auto receipt = webhook.perform(again);
  CHECK(receipt.detail == "HTTP 503");  // not what the server said
  CHECK(hook.request(1) == hook.request(2));
}

TEST_CASE("no redirect is followed") {
  const Hook hook("moved");
  Webhook webhook(hook.settings());
  const auto receipt = webhook.perform(disabling());
  CHECK(receipt.outcome == Outcome::later);
  CHECK(receipt.detail == "HTTP 302");
  CHECK(names_in(hook.folder.path()).size() == 1);
}

TEST_CASE("a request whose answer was lost is ambiguous, one that never left is not") {
  const Hook silent("silent");
  Webhook waiting(silent.settings(1));
  CHECK(waiting.perform(disabling()).outcome == Outcome::ambiguous);
  const Hook hangup("hangup");
  Webhook cut(hangup.settings());
  CHECK(cut.perform(disabling()).outcome == Outcome::ambiguous);
  WebhookSettings nobody;
  {
    const Hook gone("200");
    nobody = gone.settings();
  }
  Webhook unreached(nobody);
  CHECK(unreached.perform(disabling()).outcome == Outcome::later);
}

TEST_CASE("an answer without end is an answer") {
  const Hook hook("endless");
  Webhook webhook(hook.settings());
  CHECK(webhook.perform(disabling()).outcome == Outcome::handed);
}

TEST_CASE("https needs a certificate that is trusted, for that host") {
  const TemporaryDirectory keys;
  const auto certificate = make_certificate(keys.path(), "localhost");
  const Hook hook("200", certificate);
  const std::string port = std::to_string(hook.server.port());
  CHECK(Webhook({"https://localhost:" + port + "/", "", certificate.authority, 20})
            .perform(disabling())
            .outcome == Outcome::handed);
  CHECK(Webhook({"https://localhost:" + port + "/", "", std::nullopt, 20}).perform(disabling()).outcome ==
        Outcome::later);
  CHECK(Webhook({"https://127.0.0.1:" + port + "/", "", certificate.authority, 20})
            .perform(disabling())
            .outcome == Outcome::later);
  CHECK(names_in(hook.folder.path()).size() == 1);
}

TEST_CASE("an id that is no UTF-8 is not mended into another one") {
  const Hook hook("200");
  Webhook webhook(hook.settings());
  auto effect = disabling();
  effect.account = "U\xff";
  CHECK(webhook.perform(effect).outcome == Outcome::never);
  CHECK(names_in(hook.folder.path()).empty());
}

TEST_CASE("what a status means") {
  for (const long status : {200L, 201L, 204L}) CHECK(http_outcome(status, true) == Outcome::handed);
  for (const long status : {408L, 429L, 500L, 502L, 503L})
    CHECK(http_outcome(status, true) == Outcome::later);
  // About us, not about the effect: a wrong address or secret must not make a whole night dead.
  for (const long status : {301L, 401L, 403L, 404L, 405L})
    CHECK(http_outcome(status, true) == Outcome::later);
  for (const long status : {400L, 409L, 410L, 422L}) CHECK(http_outcome(status, true) == Outcome::never);
  CHECK(http_outcome(0, true) == Outcome::ambiguous);
  CHECK(http_outcome(100, true) == Outcome::ambiguous);
  CHECK(http_outcome(0, false) == Outcome::later);
}

TEST_CASE("addresses that cannot be right are refused") {
  for (const char* url :
       {"https://hr.example/hook", "http://localhost/x", "http://127.0.0.1:80/", "http://[::1]/"})
    CHECK_MESSAGE(!webhook_url_problem(url), url);
  for (const char* url :
       {"http://hr.example/", "http://127.0.0.1.hr.example/", "ftp://hr.example/", "hr.example",
        "https://me:secret@hr.example/", "https://me@hr.example/", "file:///etc/passwd", ""}) {
    CHECK_MESSAGE(webhook_url_problem(url), url);
    CHECK_THROWS_AS(Webhook({url, "", std::nullopt, 5}), NotifierError);
  }
  CHECK_THROWS_AS(Webhook({"https://hr.example/", "", "/nowhere/ca.pem", 5}), NotifierError);
}

}  // namespace lapse::adapters::notify::testing
