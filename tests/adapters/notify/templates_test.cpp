#include "adapters/notify/templates.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "adapters/notify/error.h"
#include "adapters/notify/mime.h"
#include "tests/adapters/notify/bench.h"

namespace lapse::adapters::notify {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using engine::TextError;

const TextSettings kSettings{"", "lapse.example", "sms.example"};

Templates with(std::string_view text, const TextSettings& settings = kSettings) {
  return {settings, only("soon-deleted", text), london()};
}

engine::Message composed(std::string_view text, const engine::Notice& notice) {
  return with(text).compose(notice);
}

// Everything that `check` finds in one warning template, as `lapse check` prints it.
std::string problems(std::string_view text) {
  std::string lines;
  for (const auto& problem : with(text).check({{"soon-deleted", true}}))
    lines += problem.place.file + ":" + std::to_string(problem.place.line) + ":" +
             std::to_string(problem.place.column) + ": " + problem.message + "\n";
  return lines;
}

TEST_CASE("a template says what it is told about a notice") {
  const auto mail = composed(
      "Subject: {{email}} on {{date}}\n\n"
      "{{name}}, {{organisation}} {{organisation_name}}, {{team}}, {{rule}}, {{date}}, in {{days}}\n",
      warning());
  CHECK(mail.id == "0f3a9c@lapse.example");
  CHECK(mail.to == "ada@home.example");
  CHECK(mail.subject == "ada.lovelace@nhs.example on Thursday 2 July 2026");
  CHECK(mail.body ==
        "Ada Lovelace, FA123 High Street Pharmacy, pharmacy-team@nas.example, delete-inactive, "
        "Thursday 2 July 2026, in 14 days\n");
  CHECK(mail.date == instant("2026-06-18T05:30:00Z"));
}

TEST_CASE("E13: the days are counted from the day of the notice, whatever step it stands for") {
  engine::Notice notice = warning();
  notice.step = 30;
  CHECK(composed("Subject: x\n\n{{date}}, {{days}}", notice).body == "Thursday 2 July 2026, 14 days");
  notice.as_of = instant("2026-06-30T23:30:00Z");  // 1 July in London
  CHECK(composed("Subject: x\n\n{{date}}, {{days}}", notice).body == "Thursday 2 July 2026, 1 day");
}

TEST_CASE("E10: the end of the restore window is told to the minute, in local time") {
  engine::Notice notice = deletion();
  notice.send = "soon-deleted";
  CHECK(composed("Subject: x\n\n{{restorable_until}}", notice).body == "Saturday 1 August 2026 at 10:00 BST");
}

TEST_CASE("INV7: every attempt at a notice gives the same message") {
  engine::Notice again = warning();
  again.attempts = 3;
  const Templates texts{kSettings, shipped, london()};
  CHECK(mime_text(texts.compose(warning()), "nas@lapse.example") ==
        mime_text(texts.compose(again), "nas@lapse.example"));
}

TEST_CASE("sections show what there is, and only then") {
  engine::Notice notice = warning();
  const auto text =
      "Subject: x\n\n{{date}} {{#name}}({{name}}){{/name}}{{^name}}nobody{{/name}}{{! a remark }}\n";
  CHECK(composed(text, notice).body == "Thursday 2 July 2026 (Ada Lovelace)\n");
  notice.name = " ";
  CHECK(composed(text, notice).body == "Thursday 2 July 2026 nobody\n");
  CHECK(composed("Subject: Soon {{name}}\n\n{{date}}", notice).subject == "Soon");
}

TEST_CASE("a value is shown as it is, and never read as a template or as a second line") {
  engine::Notice notice = warning();
  const auto text = "Subject: {{name}} {{date}}\n\n{{name}} {{date}}\n";
  SUBCASE("no HTML") {
    notice.name = "O'Hara & Sons <x>";
    CHECK(composed(text, notice).subject == "O'Hara & Sons <x> Thursday 2 July 2026");
  }
  SUBCASE("no template") {
    notice.name = "{{team}} {{#x}}";
    CHECK(composed(text, notice).body == "{{team}} {{#x}} Thursday 2 July 2026\n");
  }
  SUBCASE("no header and no line") {
    notice.name = "Ada\r\nBcc: eve@evil.example\r\n\r\nClick here";
    const auto mail = composed(text, notice);
    CHECK(mail.subject == "Ada  Bcc: eve@evil.example    Click here Thursday 2 July 2026");
    CHECK(mail.body == mail.subject + "\n");
    CHECK_FALSE(message_problem(mail).has_value());
  }
}

TEST_CASE("INV8: a message with a gap where a date or a contact belongs fails loudly") {
  engine::Notice notice = deletion();
  notice.send = "soon-deleted";
  CHECK_THROWS_WITH_AS(composed("Subject: x\n\nRead this.\nIt will be on {{date}}.\n", notice),
                       "built-in soon-deleted.txt:4: shows {{date}}, which this notice does not have",
                       TextError);
  CHECK(composed("Subject: x\n\nIt is{{#date}} on {{date}}{{/date}}.", notice).body == "It is.");
  notice.team = "";
  CHECK_THROWS_AS(composed("Subject: x\n\nAsk {{team}}.\n", notice), TextError);
}

TEST_CASE("E15: a mobile number becomes an address of the text message gateway") {
  engine::Notice notice = warning();
  notice.recipient = rules::Recipient::mobile;
  notice.address = "+44 (0)7700 900123";
  const auto text = "Subject: x\n\n{{date}}";
  CHECK(composed(text, notice).to == "+447700900123@sms.example");

  notice.address = "unknown";
  CHECK_THROWS_WITH_AS(composed(text, notice), "the mobile number is no telephone number", TextError);
  notice.address = "07700 900123";
  CHECK_THROWS_WITH_AS(with(text, {"", "lapse.example", ""}).compose(notice),
                       "no domain for text messages is configured", TextError);
}

TEST_CASE("E15: an address that cannot be used is an error that does not repeat it") {
  engine::Notice notice = warning();
  const auto text = "Subject: x\n\n{{date}}";
  for (const char* address :
       {"", "ada", "ada@home.example\r\nBcc: eve@evil.example", "Ada <ada@home.example>"}) {
    notice.address = address;
    try {
      composed(text, notice);
      FAIL("taken: " << address);
    } catch (const TextError& error) {
      CHECK(std::string_view{error.what()}.starts_with("the address "));
      CHECK(std::string_view{error.what()}.find("home") == std::string_view::npos);
    }
  }
}

TEST_CASE("an id that could break a Message-ID is refused") {
  engine::Notice notice = warning();
  for (const std::string& id :
       {std::string{}, std::string{"a b"}, std::string{"a>\r\nBcc: x"}, std::string(129, 'a')}) {
    notice.id = id;
    CHECK_THROWS_AS(composed("Subject: x\n\n{{date}}", notice), TextError);
  }
}

TEST_CASE("an unknown name is an error, with its place and the names that are known") {
  const auto found = with("Subject: x\n\nOn {{date}}\nask {{tema}}\n").check({{"soon-deleted", true}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.file == "built-in soon-deleted.txt");
  CHECK(found[0].place.line == 4);
  CHECK(found[0].place.column == 5);
  CHECK(found[0].place.length == 8);
  CHECK(found[0].message == "unknown name 'tema'");
  CHECK(found[0].help ==
        "known: name, email, organisation, organisation_name, team, date, days, restorable_until, mailboxes, "
        "rule");
  CHECK_THROWS_WITH_AS(composed("Subject: x\n\nOn {{date}}\nask {{tema}}\n", warning()),
                       "built-in soon-deleted.txt:4: unknown name 'tema'", TextError);
}

TEST_CASE("a template without exactly one line of subject is refused") {
  const std::string at = "built-in soon-deleted.txt";
  CHECK(problems("{{date}}\n\nOn {{date}}\n") == at + ":1:1: there is no subject\n");
  CHECK(problems("Subject: \n\nOn {{date}}\n") == at + ":1:1: the subject is empty\n");
  CHECK(problems("Subject: a\n b\n\nOn {{date}}\n") == at + ":2:1: the subject has more than one line\n");
  CHECK(problems("") == at + ":1:1: there is no subject\n" + at +
                            ":3:1: there is no text below the subject\n" + at +
                            ":1:1: a warning has to show {{date}} in its text\n");
}

TEST_CASE("templates have no logic, no partials and no second escape") {
  const auto said = [](const std::string& body) {
    const std::string lines = problems("Subject: x\n\n{{date}}\n" + body + "\n");
    return lines.substr(lines.find(": ") + 2);
  };
  CHECK(said("{{> other}}") == "a template cannot include another one\n");
  CHECK(said("{{{name}}}") == "a value is never escaped, so it needs no third brace or '&'\n");
  CHECK(said("{{&name}}") == "a value is never escaped, so it needs no third brace or '&'\n");
  CHECK(said("{{=<% %>=}}") == "the braces cannot be changed\n");
  CHECK(said("{{.}}") == "unknown name '.'\n");
  CHECK(said("{{}}") == "unknown name ''\n");
  CHECK(said("{{name") == "a tag is not closed on its line\n");
  CHECK(said("{{name\n}}") == "a tag is not closed on its line\n");
  CHECK(said("{{#name}}") == "the section 'name' is not closed\n");
  CHECK(said("{{/name}}") == "the section 'name' was not opened\n");
  CHECK(said("{{#name}}{{#team}}{{/name}}{{/team}}").starts_with("the section 'team' is closed by 'name'\n"));
}

TEST_CASE("E13: a warning that does not say when is refused, by the check and at the last moment") {
  const std::string refused = "built-in soon-deleted.txt:1:1: a warning has to show {{date}} in its text\n";
  CHECK(problems("Subject: x\n\nSoon.\n") == refused);
  CHECK(problems("Subject: {{date}}\n\nSoon.\n") == refused);
  CHECK(problems("Subject: x\n\n{{^date}}{{date}}{{/date}}\n") == refused);
  CHECK(problems("Subject: x\n\n{{#name}}{{date}}{{/name}}\n") == refused);
  CHECK(problems("Subject: x\n\n{{#date}}On {{date}}.{{/date}}\n") == "");
  CHECK_THROWS_AS(composed("Subject: x\n\nSoon.\n", warning()), TextError);
  CHECK(with("Subject: x\n\nDone.\n").check({{"soon-deleted", false}}).empty());
}

TEST_CASE("what editors do to files is forgiven, what terminals do is not") {
  CHECK(problems("\xEF\xBB\xBFSubject: x\r\n\r\nOn {{date}}\r\n") == "");
  CHECK(composed("\xEF\xBB\xBFSubject: x\r\n\r\nOn {{date}}\r\n", warning()).body ==
        "On Thursday 2 July 2026\n");
  CHECK(problems("Subject: x\n\n{{date}}\nZo\xEB\n") ==
        "built-in soon-deleted.txt:4:1: the line is not UTF-8\n");
  CHECK(problems("Subject: x\n\n{{date}}\n\x1B[2J\n") ==
        "built-in soon-deleted.txt:4:1: the line has a control character\n");
  CHECK(problems("Subject: x\ty\n\n{{date}}\ty\n") ==
        "built-in soon-deleted.txt:1:1: the line has a control character\n");
  CHECK(problems("Subject: x\n\n{{date}}" + std::string(kMaxTemplateBytes, 'x'))
            .starts_with("built-in soon-deleted.txt:1:1: the template is longer than 64 KiB\n"));
}

TEST_CASE("E16: the operator's own template goes before the built-in one, and the rest stays built in") {
  const TemporaryDirectory directory;
  write_file(directory.path() / "soon-deleted.txt", "Subject: ours\n\nOn {{date}}\n");
  write_file(directory.path() / "soon-deleted.txt~", "Subject: a backup\n\nOn {{date}}\n");
  const Templates texts{{directory.path(), "lapse.example", ""}, shipped, london()};
  CHECK(texts.compose(warning()).subject == "ours");
  CHECK(texts.compose(deletion()).subject.starts_with("ada.lovelace@nhs.example has been deleted"));
  CHECK(texts.check({{"soon-deleted", true}, {"now-deleted", false}}).empty());

  const auto missing = texts.check({{"../soon-deleted", false}});
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].message == "there is no template '../soon-deleted'");
}

TEST_CASE("a problem in the operator's own template is told with its path") {
  const TemporaryDirectory directory;
  write_file(directory.path() / "soon-deleted.txt", "Subject: ours\n\nSoon.\n");
  const Templates texts{{directory.path(), "lapse.example", ""}, shipped, london()};
  const auto found = texts.check({{"soon-deleted", true}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.file == (directory.path() / "soon-deleted.txt").string());
}

TEST_CASE("settings that cannot work are refused at the start") {
  const TemporaryDirectory directory;
  const auto make = [](TextSettings settings) { return Templates{std::move(settings), shipped, london()}; };
  CHECK_THROWS_AS(make({directory.path() / "missing", "lapse.example", ""}), NotifierError);
  CHECK_THROWS_AS(make({"", "", ""}), NotifierError);
  CHECK_THROWS_AS(make({"", "lapse.example\r\nBcc: x", ""}), NotifierError);
  CHECK_THROWS_AS(make({"", "lapse.example", "sms@example"}), NotifierError);

  write_file(directory.path() / "soon-deleted.txt", "Subject: x\n\nOn {{date}}\n");
  ::chmod((directory.path() / "soon-deleted.txt").c_str(), 0666);
  CHECK_THROWS_AS(make({directory.path(), "lapse.example", ""}), NotifierError);
}

}  // namespace
}  // namespace lapse::adapters::notify
