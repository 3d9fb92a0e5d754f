#include "adapters/notify/mime.h"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify {
namespace {

using namespace testing;

std::size_t longest_line(const std::string& text) {
  std::istringstream lines{text};
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size() - 1);
  return longest;
}

TEST_CASE("a message says that a machine wrote it, when, and which one it is") {
  engine::Message mail = message();
  mail.body = "Dear Zoë\n";
  CHECK(mime_text(mail, "nas@lapse.example") ==
        "From: <nas@lapse.example>\r\n"
        "To: <ada@home.example>\r\n"
        "Subject: The account will be deleted\r\n"
        "Date: Thu, 18 Jun 2026 05:30:00 +0000\r\n"
        "Message-ID: <0f3a9c@lapse.example>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Dear Zo=C3=AB\r\n");
}

TEST_CASE("dates are UTC, in the words of RFC 5322") {
  CHECK(header_date(instant("2026-07-02T09:30:05Z")) == "Thu, 02 Jul 2026 09:30:05 +0000");
  CHECK(header_date(instant("1969-12-31T23:59:59Z")) == "Wed, 31 Dec 1969 23:59:59 +0000");
}

TEST_CASE("a short English subject stays as it is, a long one is folded between words") {
  CHECK(subject_header("Hello") == "Subject: Hello");
  CHECK(subject_header(
            "ada.lovelace@nhs.example is marked as a leaver and will be deleted on Thursday 2 July 2026") ==
        "Subject: ada.lovelace@nhs.example is marked as a leaver and will be deleted\r\n"
        " on Thursday 2 July 2026");
}

TEST_CASE("a subject in other letters becomes encoded words that fit their lines") {
  CHECK(subject_header("Zoë's account") == "Subject: =?utf-8?Q?Zo=C3=AB=27s_account?=");
  const std::string header = subject_header("李" + std::string(200, 'a') + "李李李李李李李李");
  CHECK(longest_line(header + "\r\n") <= 76);
  CHECK(header.find("\r\n =?utf-8?Q?") != std::string::npos);
}

TEST_CASE("a subject cannot pretend to be encoded") {
  CHECK(subject_header("=?utf-8?Q?=0D=0ABcc?=") ==
        "Subject: =?utf-8?Q?=3D=3Futf=2D8=3FQ=3F=3D0D=3D0ABcc=3F=3D?=");
}

TEST_CASE("no subject makes a line that a server refuses") {
  for (const std::string& subject :
       {std::string(2000, 'x'), std::string(500, 'x') + " " + std::string(390, 'y'), std::string(2000, ' '),
        std::string{"x"} + std::string(800, ' ') + "y"})
    CHECK(longest_line(subject_header(subject) + "\r\n") <= 998);
}

TEST_CASE("quoted-printable keeps every byte and short lines") {
  CHECK(quoted_printable("a=b\n") == "a=3Db\r\n");
  CHECK(quoted_printable("space at the end \ntab\t") == "space at the end=20\r\ntab=09\r\n");
  CHECK(quoted_printable("a\r\nb") == "a=0D\r\nb\r\n");
  CHECK(quoted_printable(".\n..\n") == "=2E\r\n=2E.\r\n");
  CHECK(quoted_printable(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
  CHECK(quoted_printable(std::string(76, 'x')) == std::string(75, 'x') + "=\r\nx\r\n");
  CHECK(quoted_printable(std::string(75, 'x') + ".y") == std::string(75, 'x') + "=\r\n=2Ey\r\n");
  CHECK(longest_line(quoted_printable(std::string(1000, '\xC3'))) <= 76);
}

TEST_CASE("a header that would break its line is named, not sent") {
  engine::Message mail = message();
  CHECK_FALSE(message_problem(mail).has_value());
  mail.subject = "Hello\r\nBcc: eve@evil.example";
  CHECK(message_problem(mail) == "the subject has a control character");
  mail.subject = "Zo\xEB";
  CHECK(message_problem(mail) == "the subject is not UTF-8");
  mail.subject = std::string(kMaxSubjectBytes + 1, 'x');
  CHECK(message_problem(mail) == "the subject is too long");
  mail.id = "0f3a9c";
  CHECK(message_problem(mail) == "the Message-ID needs exactly one @");
  mail.to = "ada@home.example\nBcc: eve@evil.example";
  CHECK(message_problem(mail) == "the address has a space or a control character");
}

}  // namespace
}  // namespace lapse::adapters::notify
