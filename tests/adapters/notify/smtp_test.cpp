#include "adapters/notify/smtp.h"

#include <doctest/doctest.h>

#include "adapters/notify/error.h"
#include "adapters/notify/mime.h"
#include "tests/adapters/notify/bench.h"
#include "tests/adapters/notify/smtp_server.h"

namespace lapse::adapters::notify {
namespace {

using namespace testing;
using Outcome = engine::Receipt::Outcome;

SmtpSettings plain(std::uint16_t port) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.tls = Tls::none;
  settings.from = "nas@lapse.example";
  settings.helo = "lapse.example";
  return settings;
}

SmtpSettings encrypted(const SmtpServer& server, const Certificate& certificate) {
  SmtpSettings settings = plain(server.port());
  settings.host = "localhost";
  settings.tls = Tls::starttls;
  settings.ca_file = certificate.authority;
  return settings;
}

engine::Receipt answer_of(const std::string& mode) {
  const SmtpServer server{mode};
  return Smtp{plain(server.port())}.deliver(message());
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a message arrives as it was written, for one recipient") {
  const SmtpServer server{"accept"};
  engine::Message mail = message();
  mail.body = "Dear Zoë,\n.\nthe line above is a dot\n..two dots\nFrom here on 1 = 1 \n";
  Smtp smtp{plain(server.port())};

  const engine::Receipt receipt = smtp.deliver(mail);

  CHECK(receipt.outcome == Outcome::handed);
  CHECK(receipt.detail == "250 2.0.0 queued as 4711");
  CHECK(server.mail(1) ==
        "Connection: 1\nHelo: lapse.example\nLogin: none\nEncrypted: no\n"
        "Envelope-From: nas@lapse.example\nEnvelope-To: ada@home.example\n" +
            mime_text(mail, "nas@lapse.example"));
}

TEST_CASE("messages share one connection, also after one was refused by us") {
  const SmtpServer server{"accept"};
  Smtp smtp{plain(server.port())};
  engine::Message refused = message();
  refused.to = "no address";

  CHECK(smtp.deliver(message()).outcome == Outcome::handed);
  CHECK(smtp.deliver(refused).outcome == Outcome::never);
  CHECK(smtp.deliver(message()).outcome == Outcome::handed);
  CHECK(contains(server.mail(2), "Connection: 1\n"));
}

TEST_CASE("INV8: only what is about this person or this text is refused for good") {
  SUBCASE("the mailbox does not exist") {
    const auto receipt = answer_of("refuse-recipient");
    CHECK(receipt.outcome == Outcome::never);
    CHECK(receipt.detail == "550 5.1.1 no such mailbox");
  }
  SUBCASE("the sender is not wanted") {
    CHECK(answer_of("refuse-sender").outcome == Outcome::later);  // ours to repair
  }
  SUBCASE("the text is not wanted") {
    const auto receipt = answer_of("refuse-text");
    CHECK(receipt.outcome == Outcome::never);
    CHECK(receipt.detail == "554 5.6.0 text refused");
  }
  SUBCASE("the server wants a login first") {
    CHECK(answer_of("login-first").outcome == Outcome::later);
  }
}

TEST_CASE("INV8: what is refused for now waits") {
  SUBCASE("greylisted") {
    const auto receipt = answer_of("greylist");
    CHECK(receipt.outcome == Outcome::later);
    CHECK(receipt.detail == "451 4.7.1 greylisted, try again later");
  }
  SUBCASE("no room for the text") {
    CHECK(answer_of("defer-text").outcome == Outcome::later);
  }
  SUBCASE("the connection breaks before the text") {
    CHECK(answer_of("drop-before-text").outcome == Outcome::later);
  }
  SUBCASE("nobody listens") {
    std::uint16_t port = 0;
    {
      port = SmtpServer{"accept"}.port();
    }
    CHECK(Smtp{plain(port)}.deliver(message()).outcome == Outcome::later);
  }
  SUBCASE("the server never says a word") {
    const SmtpServer server{"silent"};
    SmtpSettings settings = plain(server.port());
    settings.total_timeout_s = 1;
    CHECK(Smtp{settings}.deliver(message()).outcome == Outcome::later);
  }
}

TEST_CASE("INV7: a lost answer is ambiguous, and the next attempt has the same Message-ID") {
  SUBCASE("the connection breaks") {
    const SmtpServer server{"drop-after-text"};
    Smtp smtp{plain(server.port())};
    CHECK(smtp.deliver(message()).outcome == Outcome::ambiguous);
    CHECK(smtp.deliver(message()).outcome == Outcome::ambiguous);
    CHECK(contains(server.mail(1), "\r\nMessage-ID: <0f3a9c@lapse.example>\r\n"));
    CHECK(contains(server.mail(2), "\r\nMessage-ID: <0f3a9c@lapse.example>\r\n"));
  }
  SUBCASE("the answer does not come in time, and is never taken for that to the next message") {
    const SmtpServer server{"late-answer"};
    SmtpSettings settings = plain(server.port());
    settings.total_timeout_s = 1;
    Smtp smtp{settings};
    CHECK(smtp.deliver(message()).outcome == Outcome::ambiguous);
    CHECK(smtp.deliver(message()).outcome == Outcome::handed);
    CHECK(contains(server.mail(2), "Connection: 2\n"));
  }
}

TEST_CASE("a server is used only with a certificate that we trust, for its name") {
  const TemporaryDirectory directory;
  const Certificate right = make_certificate(directory.path(), "localhost");

  SUBCASE("STARTTLS, then a login") {
    const SmtpServer server{"accept", "starttls", right};
    SmtpSettings settings = encrypted(server, right);
    settings.user = "lapse";
    settings.password = "correct horse";
    CHECK(Smtp{settings}.deliver(message()).outcome == Outcome::handed);
    CHECK(contains(server.mail(1), "Login: lapse\nEncrypted: yes\n"));
  }
  SUBCASE("TLS from the start") {
    const SmtpServer server{"accept", "implicit", right};
    SmtpSettings settings = encrypted(server, right);
    settings.tls = Tls::implicit;
    CHECK(Smtp{settings}.deliver(message()).outcome == Outcome::handed);
  }
  SUBCASE("an authority that we do not know") {
    const SmtpServer server{"accept", "starttls", right};
    SmtpSettings settings = encrypted(server, right);
    settings.ca_file.reset();
    const auto receipt = Smtp{settings}.deliver(message());
    CHECK(receipt.outcome == Outcome::later);
    CHECK(contains(receipt.detail, "certificate"));
    CHECK(server.messages() == 0);
  }
  SUBCASE("a server that offers no encryption") {
    const SmtpServer server{"accept"};
    CHECK(Smtp{encrypted(server, right)}.deliver(message()).outcome == Outcome::later);
    CHECK(server.messages() == 0);
  }
}

TEST_CASE("a certificate for another host is refused") {
  const TemporaryDirectory directory;
  const Certificate wrong = make_certificate(directory.path(), "elsewhere.example");
  const SmtpServer server{"accept", "starttls", wrong};

  CHECK(Smtp{encrypted(server, wrong)}.deliver(message()).outcome == Outcome::later);
  CHECK(server.messages() == 0);
}

TEST_CASE("a server is tried out without sending anything") {
  const TemporaryDirectory directory;
  const Certificate certificate = make_certificate(directory.path(), "localhost");
  const SmtpServer server{"accept", "starttls", certificate};
  SmtpSettings settings = encrypted(server, certificate);
  settings.user = "nas";
  settings.password = "open sesame";

  CHECK(Smtp{settings}.try_out() == std::nullopt);
  CHECK(server.messages() == 0);

  settings.host = "127.0.0.1";  // the certificate is for another name
  CHECK(Smtp{settings}.try_out().has_value());
}

TEST_CASE("INV20: what keeps a server from being used is said without the secret") {
  const TemporaryDirectory directory;
  const Certificate certificate = make_certificate(directory.path(), "localhost");
  const SmtpServer server{"refuse-login", "starttls", certificate};
  SmtpSettings settings = encrypted(server, certificate);
  settings.user = "nas";
  settings.password = "open sesame";

  const auto problem = Smtp{settings}.try_out();

  REQUIRE(problem.has_value());
  CHECK(contains(*problem, "denied"));
  CHECK_FALSE(contains(*problem, "sesame"));
  CHECK(contains(Smtp{plain(1)}.try_out().value_or(""), "connect"));
}

TEST_CASE("INV20: a login that fails waits for us to repair it, and its detail holds no secret") {
  const TemporaryDirectory directory;
  const Certificate certificate = make_certificate(directory.path(), "localhost");
  const SmtpServer server{"refuse-login", "starttls", certificate};
  SmtpSettings settings = encrypted(server, certificate);
  settings.user = "lapse";
  settings.password = "correct horse";

  const auto receipt = Smtp{settings}.deliver(message());

  CHECK(receipt.outcome == Outcome::later);
  CHECK_FALSE(receipt.detail.empty());
  CHECK_FALSE(contains(receipt.detail, "horse"));
  CHECK(server.messages() == 0);
}

TEST_CASE("a line break in an address or a subject never reaches the wire") {
  const SmtpServer server{"accept"};
  Smtp smtp{plain(server.port())};
  engine::Message mail = message();

  SUBCASE("a second recipient") {
    mail.to = "ada@home.example>\r\nRCPT TO:<eve@evil.example";
  }
  SUBCASE("a second recipient, separated by a comma") {
    mail.to = "ada@home.example,eve";
  }
  SUBCASE("a second header") {
    mail.subject = "Hello\r\nBcc: eve@evil.example";
  }
  SUBCASE("a header in the Message-ID") {
    mail.id = "0f3a@lapse.example>\r\nBcc: <eve@evil.example";
  }
  SUBCASE("a NUL") {
    mail.to = std::string{"ada@home.example\0.evil", 21};
  }

  CHECK(smtp.deliver(mail).outcome == Outcome::never);
  CHECK(server.messages() == 0);
}

TEST_CASE("settings that cannot be right are refused at the start") {
  SmtpSettings settings = plain(25);
  SUBCASE("no TLS to another machine") {
    settings.host = "mail.example";
  }
  SUBCASE("no TLS to an address that only begins like a loopback one") {
    settings.host = "127.evil.example";
  }
  SUBCASE("no TLS to another IPv6 address") {
    settings.host = "2001:db8::1";
  }
  SUBCASE("a host with a path") {
    settings.host = "localhost/x";
  }
  SUBCASE("a sender with a line break") {
    settings.from = "nas@lapse.example\r\nRCPT TO:<eve@evil.example>";
  }
  SUBCASE("a greeting with a line break") {
    settings.helo = "lapse\r\nMAIL";
  }
  SUBCASE("a CA file that is not there") {
    settings.ca_file = "/nowhere/ca.pem";
  }
  CHECK_THROWS_AS(Smtp{settings}, NotifierError);
}

TEST_CASE("without TLS, this machine has three kinds of names") {
  SmtpSettings settings = plain(25);
  SUBCASE("IPv4") {
    settings.host = "127.8.9.10";
  }
  SUBCASE("IPv6") {
    settings.host = "::1";
  }
  SUBCASE("by name") {
    settings.host = "localhost";
  }
  CHECK_NOTHROW(Smtp{settings});
}

}  // namespace
}  // namespace lapse::adapters::notify
