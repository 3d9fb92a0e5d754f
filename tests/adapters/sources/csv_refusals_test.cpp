#include <doctest/doctest.h>
#include <sys/stat.h>

#include <utility>

#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {

using std::string_literals::operator""s;

TEST_CASE("a file that cannot be trusted as a whole is refused with the line and the remedy") {
  const std::pair<std::string, std::string> texts[] = {
      {"", "feed.csv: is empty; export it again"},
      {"\n \r\n", "feed.csv: has only blank lines; export it again"},
      {"\xEF\xBB\xBF", "feed.csv: has only blank lines; export it again"},
      {"id,email,kind,created_at\n", "feed.csv: has a header and no rows; export it again"},
      {"id,email,kind,created_at", "feed.csv: has a header and no rows; export it again"},
      {"\xFF\xFEi\0d\0"s, "feed.csv: is UTF-16; save it as UTF-8"},
      {"\0i\0d"s, "feed.csv: is UTF-16; save it as UTF-8"},
      {"i\0d\0,\0"s, "feed.csv: is UTF-16; save it as UTF-8"},
      {"id,em\0ail,kind,created_at\n"s, "feed.csv:1: the header has NUL bytes; save the file as UTF-8 text"},
      {"id,email,pr\xE9nom\n", "feed.csv:1: the header is not UTF-8; save the file as UTF-8"},
      {"id,email\rU1,x\r", "feed.csv:1: lines end with a lone CR; save the file with LF or CRLF line ends"},
      {std::string(70'000, 'x'), "feed.csv:1: the first line is longer than 64 KiB; is this a CSV file?"},
      {"\nid,email,created_at\n",
       "feed.csv:2: column 'kind' is missing; the file has: id, email, created_at"},
      {"id,Email,kind,created_at\n",
       "feed.csv:1: unknown column 'Email'; did you mean 'email'? Rename it, or use `map`"},
      {"id,email,kind,created_at,last login at\n",
       "feed.csv:1: unknown column 'last login at'; did you mean 'last_login_at'? Rename it, or use `map`"},
      {"id,email,kind,created_at,moblie\n",
       "feed.csv:1: unknown column 'moblie'; did you mean 'mobile'? Rename it, or use `map`"},
      {"id,email,kind,id,created_at\n", "feed.csv:1: column 'id' stands twice; remove one"},
      {"id,\"email\nkind\",created_at\n",
       "feed.csv:1: the name of a column has line ends, control characters or is not UTF-8"},
      {"id,em\"ail\n",
       "feed.csv:1: the header cannot be read: a quote (\") stands inside a field; write it twice, in a "
       "field that is "
       "quoted itself"},
      {"id,email,kind,created_at\nU1,a@b,user,2024-05-01T09:00:00Z\nU2,a@b,us",
       "feed.csv:3: the file ends in the middle of a row: export it again"},
      {"id,email,kind,display_name,created_at\nU1,a@b,user,\"Ann\nLee\",\"2024-05-\n01T09:00:00Z\nU2,c@d\n",
       "feed.csv:3: the file ends inside a quoted field that begins on this line: it is cut off, or the "
       "quote is not "
       "closed; export it again"},
      {"id,email,kind,created_at\nU1,a@b,user,\"2024-05-01T09:00",
       "feed.csv:2: the file ends inside a quoted field that begins on this line: it is cut off, or the "
       "quote is not "
       "closed; export it again"},
  };
  for (const auto& [text, message] : texts) {
    CAPTURE(text);
    CHECK(refusal(source_of(Feed::accounts), text) == message);
  }
}

TEST_CASE("a quoted field that runs away over megabytes to the end of the file is refused, not half read") {
  std::string text = "id,last_login_at\nU1,\"2026-01-04T08:00:00Z\n";
  while (text.size() < 3'000'000) text += "U2,2026-01-04T08:00:00Z\n";
  CHECK(
      refusal(source_of(Feed::logins), text).starts_with("feed.csv:2: the file ends inside a quoted field"));
}

TEST_CASE("a file full of broken quotes is read to its end, line by line") {
  std::string text = "id,last_login_at\n";
  for (int i = 0; i < 50'000; ++i) text += "U1,\"2026-01-04T08:00:00Z\nU2,\"\"\nU3,\"x\"y\n";
  const Collected read_in = read(source_of(Feed::logins), text);
  CHECK(read_in.rows == 150'000);
  CHECK(read_in.rejects.size() == 150'000);
}

TEST_CASE("a day without logins and a list without memberships are no error") {
  CHECK(read(source_of(Feed::logins), "id,last_login_at\n").rows == 0);
  CHECK(read(source_of(Feed::memberships), "mailbox,account,role\r\n").rows == 0);
  CHECK(refusal(source_of(Feed::organisations), "code,type\n") ==
        "feed.csv: has a header and no rows; export it again");
}

TEST_CASE("a column that the feed does not know is left alone") {
  CHECK(read(source_of(Feed::logins), "id,last_login_at,Department,,\nU1,2026-01-04T08:00:00Z,x,\xE9,\n")
            .rejects.empty());
}

TEST_CASE("what is not a readable file is refused") {
  const TemporaryFolder folder;
  const auto refused = [](const std::filesystem::path& path) {
    Collected collected;
    try {
      read_file(source_of(Feed::logins), path, kAsOf, collected);
    } catch (const engine::SourceError& error) {
      return std::string{error.what()}.substr(path.string().size());
    }
    return std::string{};
  };
  CHECK(refused(folder.path() / "none.csv") == ": does not exist; export it, or correct `file`");
  CHECK(refused(folder.path()) == ": is a folder; `file` names a CSV file");
  const auto pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(refused(pipe) == ": is no regular file; `file` names a CSV file");
}

TEST_CASE("a source that is configured wrongly says so before it opens anything") {
  const auto said = [](void (*change)(SourceSpec&)) {
    SourceSpec source = source_of(Feed::logins);
    change(source);
    return refusal(source, "id,last_login_at,Seen\nU1,2026-01-04T08:00:00Z,x\n");
  };
  CHECK(said([](SourceSpec& s) { s.instant_format = "%d/%m/%Y %H:%M"; }) ==
        "source test: instant_format needs a zone; write one like Europe/London");
  CHECK(said([](SourceSpec& s) { s.zone = "Europe/Lundon"; }) ==
        "source test: zone: 'Europe/Lundon' is no time zone; write one like Europe/London");
  const auto format = [](const std::string& text) {
    SourceSpec source = source_of(Feed::logins);
    source.zone = "Europe/London";
    source.instant_format = text;
    return refusal(source, "id,last_login_at\nU1,x\n");
  };
  CHECK(format("%d/%m/%y %H:%M") ==
        "source test: instant_format: '%d/%m/%y %H:%M' knows only %d %m %Y %H %M %S, and %I with %p");
  CHECK(format("%m/%d/%Y %I:%M") ==
        "source test: instant_format: '%m/%d/%Y %I:%M' needs %I and %p together: 01 to 12, and AM or PM");
  CHECK(format("%m/%d/%Y %H:%I %p:%M") ==
        "source test: instant_format: '%m/%d/%Y %H:%I %p:%M' has %H and %I; one of them says the hour");
  CHECK(format("%d/%m/%Y") == "source test: instant_format: '%d/%m/%Y' needs %H");
  CHECK(format("%d/%d/%m/%Y %H:%M") == "source test: instant_format: '%d/%d/%m/%Y %H:%M' has %d twice");
  CHECK(format("%d/%m/%Y %H:%M[:%S") ==
        "source test: instant_format: '%d/%m/%Y %H:%M[:%S' has unpaired brackets");
  CHECK(format("%d/%m/%Y %H:%M%") ==
        "source test: instant_format: '%d/%m/%Y %H:%M%' knows only %d %m %Y %H %M %S, and %I with %p");

  CHECK(said([](SourceSpec& s) { s.map = {{"last_login", "Seen"}}; }) ==
        "source test: map: no column is called 'last_login'; did you mean 'last_login_at'?");
  CHECK(said([](SourceSpec& s) { s.map = {{"last_login_at", "SEEN."}}; }) ==
        "feed.csv:1: unknown column 'Seen'; did you mean 'SEEN.'? Rename it, or use `map`");
  CHECK(said([](SourceSpec& s) { s.map = {{"last_login_at", "SignInActivity"}}; }) ==
        "feed.csv:1: column 'SignInActivity' is missing; the file has: id, last_login_at, Seen");
}

}  // namespace lapse::adapters::sources::tests
