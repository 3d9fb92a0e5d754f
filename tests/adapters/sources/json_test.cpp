#include <doctest/doctest.h>

#include <utility>

#include "adapters/sources/json_bytes.h"
#include "adapters/sources/row_source.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

using std::string_literals::operator""s;

const std::string kLogin = R"({"id": "U1", "last_login_at": "2026-01-04T08:00:00Z"})";
const std::string kOther = R"({"id":"U2","last_login_at":"2026-01-04T09:00:00Z"})";

}  // namespace

TEST_CASE("an array, lines of objects and the pages of Microsoft Graph are the same rows") {
  for (const std::string& text : {
           "[" + kLogin + ", " + kOther + "]\n",
           kLogin + "\n" + kOther + "\n",
           kLogin + kOther,
           "\n\n" + kLogin + "\r\n\r\n" + kOther,
           "\xEF\xBB\xBF[" + kLogin + ",\n" + kOther + "]",
           R"({"@odata.context": "https://graph.example/$metadata#users", "value": [)" + kLogin + "," +
               kOther + "]}",
           R"({"@odata.nextLink": "https://graph.example/p2", "value": [)" + kLogin + R"(]}
              {"value": [)" +
               kOther + R"(], "@odata.count": 2, "meta": {"value": [1], "page": {"of": []}}})",
           R"({"value": []}[)" + kLogin + "]" + R"({"value": [)" + kOther + R"(], "@odata.nextLink": null})",
       }) {
    CAPTURE(text);
    const Collected read_in = read(json_source_of(Feed::logins), text);
    CHECK(read_in.rows == 2);
    CHECK(read_in.rejects.empty());
    REQUIRE(read_in.logins.size() == 2);
    CHECK(read_in.logins[0].id == "U1");
    CHECK(read_in.logins[0].last_login_at == at("2026-01-04T08:00:00Z"));
    CHECK(read_in.logins[1].id == "U2");
  }
}

TEST_CASE("objects inside a row are reached by dotted names, lists by their first element") {
  SourceSpec source = json_source_of(Feed::accounts);
  source.map = {{"id", "employee.number"},
                {"email", "mails.0"},
                {"created_at", "history.created"},
                {"last_login_at", "signInActivity.lastSuccessfulSignInDateTime"},
                {"mobile", "phones.0.number"}};
  const Collected read_in = read(source, R"([
    {"employee": {"number": 4711, "deep": {"er": [[1, {"x": 2}], 3]}}, "kind": "user", "active": true,
     "mails": ["ann@nhs.example", "ann@mail.example", {"not": "this"}], "phones": [{"number": "07700900001"}, {"number": "1"}],
     "history": {"created": "2024-05-01T09:00:00.1234567Z"},
     "signInActivity": {"lastSuccessfulSignInDateTime": "2026-01-02T10:00:00Z"}},
    {"employee": {"number": 4712}, "kind": "user", "mails": ["bob@nhs.example"], "phones": [],
     "history": {"created": "2024-05-01T09:00:00Z"}, "signInActivity": null}
  ])");
  CHECK(read_in.rejects.empty());
  REQUIRE(read_in.accounts.size() == 2);
  CHECK(read_in.accounts[0].id == "4711");
  CHECK(read_in.accounts[0].email == "ann@nhs.example");
  CHECK(read_in.accounts[0].mobile == "07700900001");
  CHECK(read_in.accounts[0].created_at == at("2024-05-01T09:00:00Z"));
  CHECK(read_in.accounts[0].last_login_at == at("2026-01-02T10:00:00Z"));
  CHECK(read_in.accounts[0].line == 2);
  CHECK(read_in.accounts[1].line == 6);
  CHECK(read_in.accounts[1].mobile.empty());
  CHECK_FALSE(read_in.accounts[1].last_login_at.has_value());
}

TEST_CASE("a bad row is rejected with its line and its text, and the rows around it are used") {
  const std::pair<std::string, std::string> rows[] = {
      {R"({"id": "U7", "last_login_at": "yesterday"})",
       "last_login_at: 'yesterday' is not an instant; write it like 2025-12-31T00:00:00Z"},
      {R"({"id": "U7"})", "last_login_at: is empty"},
      {R"({"id": "U7", "last_login_at": null})", "last_login_at: is empty"},
      {R"({"id": "U7", "id": "U8", "last_login_at": "2026-01-04T08:00:00Z"})", "field 'id' stands twice"},
      {R"({"id": "U7", "last_login_at": ")" + std::string(Row::kFieldBytes + 1, '2') + "\"}",
       "field 'last_login_at' is longer than 65536 bytes"},
      {R"({"id": "U7", "last_login_at": "2026-01-04T08:00:00Z\u0000"})", "last_login_at: has a NUL byte"},
  };
  for (const auto& [row, reason] : rows) {
    CAPTURE(row);
    const Collected read_in =
        read(json_source_of(Feed::logins), "[" + kLogin + ",\n" + row + ",\n" + kOther + "]");
    CHECK(read_in.rows == 3);
    CHECK(read_in.logins.size() == 2);
    REQUIRE(read_in.rejects.size() == 1);
    CHECK(read_in.rejects[0].line == 2);
    CHECK(read_in.rejects[0].id == "U7");
    CHECK(read_in.rejects[0].reason == reason);
    CHECK(read_in.rejects[0].text == row.substr(0, Row::kTextBytes));
  }
}

TEST_CASE("rows keep their text wherever the blocks of the file end") {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += R"({"id": "U)" + std::to_string(i) + R"(", "name": ")" + std::string(i % 97, 'x') + "\"}\n";
  }
  SourceSpec source = json_source_of(Feed::logins);
  source.map = {{"last_login_at", "name"}};
  const Collected read_in = read(source, text);
  REQUIRE(read_in.rejects.size() == 3000);
  std::string again;
  for (const engine::Reject& reject : read_in.rejects) again += reject.text + "\n";
  CHECK(again == text);
  CHECK(read_in.rejects[2999].line == 3000);
}

TEST_CASE("a JSON file that cannot be trusted as a whole is refused with the line and the remedy") {
  const std::string account =
      R"({"id": "U1", "email": "ann@nhs.example", "kind": "user", "created_at": "2024-05-01T09:00:00Z"})";
  std::string many = "{\"id\": 1";
  for (int i = 0; i < 300; ++i) many += ", \"field" + std::to_string(i) + "\": 1";
  const std::string wide = "{\"id\": 1, \"list\": [" + std::string(3'000'000, ' ') + "]}";
  const std::pair<std::string, std::string> texts[] = {
      {"", "feed.json: is empty; export it again"},
      {"\xEF\xBB\xBF", "feed.json: has no rows; export it again"},
      {" \n ", "feed.json: has no rows; export it again"},
      {"[]", "feed.json: has no rows; export it again"},
      {R"({"value": []})", "feed.json: has no rows; export it again"},
      {"[{}, {}]", "feed.json: its rows have no fields; export it again"},
      {"\xFF\xFE[\0"s, "feed.json: is UTF-16; save it as UTF-8"},
      {"{\0\"\0"s, "feed.json: is UTF-16; save it as UTF-8"},
      {"[\n" + account + ",\n{\"id\": \"U2\", \"em",
       "feed.json:3: the file ends in the middle of a value: it is cut off; export it again"},
      {"[\n" + account + ",\n",
       "feed.json:3: the file ends in the middle of a value: it is cut off; export it again"},
      {account + "\n{",
       "feed.json:2: the file ends in the middle of a value: it is cut off; export it again"},
      {"[\n" + account + "\n" + account + "]", "feed.json:3: this line is not JSON; export it again"},
      {"id,email\nU1,a@b\n", "feed.json:1: this line is not JSON; export it again"},
      {"[\n{\"id\": \"Zo\xEB\"}]",
       "feed.json:2: a text has bytes that are not UTF-8; save the file as UTF-8"},
      {"[\n\"U1\"]", "feed.json:2: a row has to be an object, like {\"id\": \"U1\"}; export it so"},
      {"[[]]", "feed.json:1: a row has to be an object, like {\"id\": \"U1\"}; export it so"},
      {"17", "feed.json:1: a row has to be an object, like {\"id\": \"U1\"}; export it so"},
      {R"({"value": [1]})", "feed.json:1: a row has to be an object, like {\"id\": \"U1\"}; export it so"},
      {R"({"@odata.nextLink": "https://graph.example/p2", "value": [)" + account + "]}",
       "feed.json: ends with a page that names a next one (@odata.nextLink), so accounts are missing; export "
       "all "
       "pages into the file, one after the other"},
      {R"({"value": [)" + account + R"(], "@odata.nextLink": "https://graph.example/p2"})",
       "feed.json: ends with a page that names a next one (@odata.nextLink), so accounts are missing; export "
       "all "
       "pages into the file, one after the other"},
      {R"({"id": "U1", "email": "a@b", "kind": "user"})",
       "feed.json: column 'created_at' is missing; the file has: id, email, kind"},
      {R"({"id": "U1", "Email": "a@b"})",
       "feed.json: unknown column 'Email'; did you mean 'email'? Rename it, or use `map`"},
      {many + "}", "feed.json:1: the rows have over 256 different fields; export fewer"},
      {wide,
       "feed.json:1: over 1048576 bytes without the beginning or the end of a row; is this an export of "
       "rows?"},
      {std::string(2'000'000, '['),
       "feed.json:1: a row has to be an object, like {\"id\": \"U1\"}; export it so"},
      {"{\"a\":" + std::string(2'000'000, '['),
       "feed.json:1: over 1048576 bytes without the beginning or the end of a row; is this an export of "
       "rows?"},
  };
  for (const auto& [text, message] : texts) {
    CAPTURE(text.substr(0, 200));
    CHECK(refusal(json_source_of(Feed::accounts), text) == message);
  }
}

TEST_CASE("a day without logins is no error") {
  CHECK(read(json_source_of(Feed::logins), "[]").rows == 0);
  CHECK(read(json_source_of(Feed::logins), R"({"value": []})").rows == 0);
}

TEST_CASE("a file that is cut off is refused before its first row") {
  const TemporaryFolder folder;
  const auto file = folder.write("feed.json", kLogin + "\n" + kOther + "\n{\"id\": ");
  Collected collected;
  CHECK_THROWS_AS(read_file(json_source_of(Feed::logins), file, kAsOf, collected), engine::SourceError);
  CHECK(collected.logins.empty());
}

TEST_CASE("fuzz: no JSON makes the reader lose count or read for ever") {
  const std::string_view pieces[] = {"{",    "}",  "[",      "]", ",",  ":", "\"id\"", "\"value\"", "\"U1\"",
                                     "null", "{}", "\"x\":", "1", "\n", " ", kLogin,   "true"};
  unsigned state = 1;
  int read_whole = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text = "[" + kLogin + "]";
    for (int i = 0; i < round % 5; ++i) {
      state = state * 1664525U + 1013904223U;
      text += pieces[(state >> 16U) % std::size(pieces)];
    }
    CAPTURE(text);
    Collected read_in;
    try {
      read_in = read(json_source_of(Feed::logins), text);
    } catch (const engine::SourceError&) {
      continue;
    }
    ++read_whole;
    CHECK(read_in.rows == static_cast<std::int64_t>(read_in.logins.size() + read_in.rejects.size()));
  }
  CHECK(read_whole > 10);
}

}  // namespace lapse::adapters::sources::tests
