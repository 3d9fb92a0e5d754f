#include <doctest/doctest.h>

#include <sstream>

#include "adapters/notify/templates.h"
#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify {
namespace {

using namespace testing;

const std::vector<TemplateUse> kShipped{
    {"soon-inactive", true},   {"now-inactive", false}, {"mailbox-without-owner", false},
    {"soon-deleted", true},    {"now-deleted", false},  {"leaver-ending", true},
    {"last-chance", true},     {"now-purged", false},   {"restored", false},
    {"date-withdrawn", false}, {"taken-back", false},   {"remove-access", false},
    {"ghost-login", false},
};

Templates texts() {
  return {{"", "lapse.example", "sms.example"}, shipped, london()};
}

engine::Notice notice_for(const TemplateUse& use) {
  engine::Notice notice = use.warns ? warning() : deletion();
  notice.send = use.name;
  return notice;
}

engine::Message composed(const std::string& name, engine::Notice notice) {
  notice.send = name;
  return texts().compose(notice);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("every template that ships is listed here and has no problem") {
  CHECK(texts().check(kShipped).empty());
  CHECK(names_in(LAPSE_SOURCE_DIR "/adapters/notify/templates").size() == kShipped.size());
}

TEST_CASE("E13: every warning that ships says when, in its subject and in its text") {
  for (const TemplateUse& use : kShipped) {
    if (!use.warns) continue;
    const auto mail = texts().compose(notice_for(use));
    CHECK_MESSAGE(contains(mail.subject, "Thursday 2 July 2026"), use.name);
    CHECK_MESSAGE(contains(mail.body, "Thursday 2 July 2026"), use.name);
  }
}

TEST_CASE(
    "E13: the warning of a leaver says to save what the team needs, and that logging in does not help (E7)") {
  const auto mail = composed("leaver-ending", warning());
  CHECK(contains(mail.body, "save any data that the team needs locally"));
  CHECK(contains(mail.body, "Logging in does not"));
}

TEST_CASE("E14 E16: every text names the account and the team that helps, and speaks to all recipients") {
  for (const TemplateUse& use : kShipped) {
    const auto mail = texts().compose(notice_for(use));
    CHECK_MESSAGE(contains(mail.subject, "ada.lovelace@nhs.example"), use.name);
    CHECK_MESSAGE(contains(mail.body, "ada.lovelace@nhs.example (Ada Lovelace)"), use.name);
    CHECK_MESSAGE(contains(mail.body, "pharmacy-team@nas.example"), use.name);
    CHECK_MESSAGE(!contains(mail.body, "our account"), use.name);
  }
}

TEST_CASE("every text reads well for an account without a name or an organisation, and fits a screen") {
  for (const TemplateUse& use : kShipped) {
    engine::Notice notice = notice_for(use);
    notice.name = notice.organisation = notice.organisation_name = "";
    const auto mail = texts().compose(notice);
    for (const char* gap : {"()", "  (", " .", "\n\n\n", "{{"})
      CHECK_MESSAGE(!contains(mail.body, gap), use.name << " has '" << std::string{gap} << "'");
    std::istringstream lines{mail.body};
    for (std::string line; std::getline(lines, line);) CHECK_MESSAGE(line.size() <= 80, line);
  }
}

TEST_CASE("E10 E11: after a deletion people read until when it can be restored, and how to ask for it") {
  CHECK(composed("now-deleted", deletion()).body ==
        "Hello,\n"
        "\n"
        "The account ada.lovelace@nhs.example (Ada Lovelace)\n"
        "has been deleted. It can no longer be used.\n"
        "\n"
        "It can be restored until\n"
        "Saturday 1 August 2026 at 10:00 BST.\n"
        "\n"
        "To have it restored, send an e-mail from the shared mailbox of the site to\n"
        "pharmacy-team@nas.example with\n"
        "\n"
        "  - the e-mail address of the account: ada.lovelace@nhs.example\n"
        "  - the mobile number of the person whose account it was\n"
        "\n"
        "Please write in good time: the request has to be dealt with before then.\n"
        "After that the account cannot be brought back, and the person will need to\n"
        "apply for a new one.\n"
        "\n"
        "This message was sent automatically.\n");
}

TEST_CASE("E10: the last chance gives the end of the restore window, which comes before the last day") {
  engine::Notice notice = warning();
  CHECK(contains(composed("last-chance", notice).body,
                 "gone for ever on Thursday 2 July 2026.\n\nIf it is still"));
  notice.restorable_until = instant("2026-07-01T09:00:00Z");
  CHECK(contains(
      composed("last-chance", notice).body,
      "gone for ever on Thursday 2 July 2026.\n\nIt can be restored until\nWednesday 1 July 2026 at 10:00 "
      "BST.\n\nIf it is still"));
}

}  // namespace
}  // namespace lapse::adapters::notify
