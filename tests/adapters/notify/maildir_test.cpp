#include "adapters/notify/maildir.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/notify/error.h"
#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using Outcome = engine::Receipt::Outcome;
using Names = std::vector<std::string>;

constexpr const char* kFrom = "nas@lapse.example";
constexpr uid_t kNobody = 65534;

// The superuser may write anywhere, so a test about permissions has to be somebody else.
class Unprivileged {
 public:
  Unprivileged() : was_(::geteuid()) {
    if (was_ == 0) REQUIRE(::seteuid(kNobody) == 0);
  }
  ~Unprivileged() {
    if (::geteuid() != was_) REQUIRE(::seteuid(was_) == 0);
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  uid_t was_;
};

// No file may grow beyond `bytes`: a write that hits it fails as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &was_);
    const rlimit small{bytes, was_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &was_);
    ::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit was_{};
  sighandler_t handler_;
};

TEST_CASE("a message is one complete file in new/, with the line ends of this system") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};

  CHECK(maildir.deliver(message()).outcome == Outcome::handed);

  CHECK(names_in(home.path() / "mail") == Names{"cur", "new", "tmp"});
  CHECK(names_in(home.path() / "mail/tmp").empty());
  CHECK(read_file(home.path() / "mail/new/0f3a9c@lapse.example") ==
        "From: <nas@lapse.example>\n"
        "To: <ada@home.example>\n"
        "Subject: The account will be deleted\n"
        "Date: Thu, 18 Jun 2026 05:30:00 +0000\n"
        "Message-ID: <0f3a9c@lapse.example>\n"
        "Auto-Submitted: auto-generated\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "\n"
        "Hello,\n\nThe account will be deleted.\n");
}

TEST_CASE("INV7: a message delivered again is still one file, wherever a reader has put it") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  const fs::path fresh = home.path() / "mail/new/0f3a9c@lapse.example";
  const fs::path current = home.path() / "mail/cur";
  CHECK(maildir.deliver(message()).outcome == Outcome::handed);

  SUBCASE("unread") {
    CHECK(maildir.deliver(message()).outcome == Outcome::handed);
    CHECK(names_in(home.path() / "mail/new") == Names{"0f3a9c@lapse.example"});
  }
  SUBCASE("seen and answered") {
    fs::rename(fresh, current / "0f3a9c@lapse.example:2,RS");
    CHECK(maildir.deliver(message()).outcome == Outcome::handed);
    CHECK(names_in(home.path() / "mail/new").empty());
  }
  SUBCASE("moved without flags") {
    fs::rename(fresh, current / "0f3a9c@lapse.example");
    CHECK(maildir.deliver(message()).outcome == Outcome::handed);
    CHECK(names_in(home.path() / "mail/new").empty());
  }
}

TEST_CASE("INV7: another message is another file, also when its id begins in the same way") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  engine::Message other = message();
  other.id = "0f3a9c@lapse.example.org";
  maildir.deliver(other);
  fs::rename(home.path() / "mail/new/0f3a9c@lapse.example.org",
             home.path() / "mail/cur/0f3a9c@lapse.example.org:2,");

  CHECK(maildir.deliver(message()).outcome == Outcome::handed);
  CHECK(names_in(home.path() / "mail/new") == Names{"0f3a9c@lapse.example"});
}

TEST_CASE("INV7: what a crash left in tmp/ is written anew") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  write_file(home.path() / "mail/tmp/0f3a9c@lapse.example", std::string(10'000, 'x'));

  CHECK(maildir.deliver(message()).outcome == Outcome::handed);
  CHECK(names_in(home.path() / "mail/tmp").empty());
  CHECK(read_file(home.path() / "mail/new/0f3a9c@lapse.example").starts_with("From: "));
}

TEST_CASE("INV8: a full disk means later, and never half a message") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  engine::Receipt receipt;
  {
    const FullDisk full{100};
    receipt = maildir.deliver(message());
  }
  CHECK(receipt.outcome == Outcome::later);
  CHECK(receipt.detail.ends_with("0f3a9c@lapse.example: File too large"));
  CHECK(names_in(home.path() / "mail/new").empty());
  CHECK(maildir.deliver(message()).outcome == Outcome::handed);
}

TEST_CASE("INV8: a directory that may not be written means later, with the reason") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  for (const char* part : {"", "mail", "mail/new", "mail/cur", "mail/tmp"})
    fs::permissions(home.path() / part, fs::perms{0555});
  engine::Receipt receipt;
  {
    const Unprivileged somebody;
    receipt = maildir.deliver(message());
  }
  CHECK(receipt.outcome == Outcome::later);
  CHECK(receipt.detail.ends_with("Permission denied"));
  for (const char* part : {"", "mail", "mail/new", "mail/cur", "mail/tmp"})
    fs::permissions(home.path() / part, fs::perms{0755});
}

TEST_CASE("the directory is made for its owner only, or the reason is given") {
  const TemporaryDirectory home;
  SUBCASE("made, and taken over when it is there") {
    const mode_t before = ::umask(0);
    const Maildir maildir{home.path() / "mail", kFrom};
    ::umask(before);
    CHECK(fs::status(home.path() / "mail").permissions() == fs::perms::owner_all);
    CHECK(fs::status(home.path() / "mail/new").permissions() == fs::perms::owner_all);
    CHECK_NOTHROW(Maildir{home.path() / "mail", kFrom});
  }
  SUBCASE("its parent is missing") {
    const std::string reason = "Maildir " + (home.path() / "a/b").string() + ": No such file or directory";
    CHECK_THROWS_WITH_AS((Maildir{home.path() / "a/b", kFrom}), reason.c_str(), NotifierError);
  }
  SUBCASE("a file is in its place") {
    write_file(home.path() / "mail", "");
    const std::string reason = "Maildir " + (home.path() / "mail").string() + ": File exists";
    CHECK_THROWS_WITH_AS((Maildir{home.path() / "mail", kFrom}), reason.c_str(), NotifierError);
  }
  SUBCASE("the sender is no address") {
    CHECK_THROWS_AS((Maildir{home.path() / "mail", "nas"}), NotifierError);
  }
}

TEST_CASE("an id that could leave the directory or inject a header is refused for good") {
  const TemporaryDirectory home;
  Maildir maildir{home.path() / "mail", kFrom};
  engine::Message mail = message();
  SUBCASE("a path") {
    mail.id = "../../etc/x@lapse.example";
  }
  SUBCASE("a hidden file") {
    mail.id = ".x@lapse.example";
  }
  SUBCASE("a second header in the address") {
    mail.to = "ada@home.example\nBcc: eve@evil.example";
  }
  SUBCASE("a second header in the subject") {
    mail.subject = "Hello\nBcc: eve@evil.example";
  }
  CHECK(maildir.deliver(mail).outcome == Outcome::never);
  CHECK(names_in(home.path() / "mail/new").empty());
}

}  // namespace
}  // namespace lapse::adapters::notify
