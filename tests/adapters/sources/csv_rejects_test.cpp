#include <doctest/doctest.h>

#include <utility>

#include "adapters/sources/csv_rows.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

using std::string_literals::operator""s;

const std::string kHeader = "id,email,display_name,kind,created_at,last_login_at,state,state_since\n";
const std::string kGood = "U8,eve@nhs.example,Eve,user,2024-05-01T09:00:00Z,2026-01-04T08:00:00Z,,\n";

struct Bad {
  std::string row;
  std::string reason;
  std::string id = "U7";
};

// Reads the row between two good ones: they have to arrive whatever it is.
engine::Reject rejection_of(const std::string& row) {
  const Collected read_in = read(source_of(Feed::accounts), kHeader + kGood + row + "\n" + kGood);
  CHECK(read_in.rows == 3);
  CHECK(read_in.accounts.size() == 2);
  REQUIRE(read_in.rejects.size() == 1);
  CHECK(read_in.rejects[0].line == 3);
  return read_in.rejects[0];
}

// A row for U7 with one field replaced.
std::string with(std::size_t column, const std::string& value) {
  std::vector<std::string> fields{"U7", "dan@nhs.example", "Dan", "user", "2024-05-01T09:00:00Z", "", "", ""};
  fields.at(column) = value;
  std::string row = fields[0];
  for (std::size_t i = 1; i < fields.size(); ++i) row += "," + fields[i];
  return row;
}

const Bad kBadRows[] = {
    {"U7,dan@nhs.example,Dan", "3 columns where the header has 8"},
    {with(7, ",extra"), "9 columns where the header has 8"},
    {with(2, "Da\0n"s), "display_name: has a NUL byte"},
    {with(2, "Zo\xEB"), "display_name: byte 0xEB is not UTF-8; save the file as UTF-8"},
    {with(2, "Da\x07n"), "display_name: has the control character 0x07"},
    {with(1, "\"dan@nhs.example\nBcc: eve@nhs.example\""), "email: has a line end in it"},
    {with(0, ""), "id: is empty", ""},
    {with(0, "U 7"), "id: may only have printable ASCII without spaces", ""},
    {with(0, "Ü7"), "id: may only have printable ASCII without spaces", ""},
    {with(0, std::string(129, 'U')), "id: is longer than 128 bytes", ""},
    {with(1, ""), "email: is empty"},
    {with(1, "dan"), "email: needs exactly one @ with something on both sides"},
    {with(1, "@nhs.example"), "email: needs exactly one @ with something on both sides"},
    {with(1, "dan@"), "email: needs exactly one @ with something on both sides"},
    {with(1, "dan@nhs@example"), "email: needs exactly one @ with something on both sides"},
    {with(1, "dan lee@nhs.example"), "email: may only have printable ASCII without spaces"},
    {with(1, "zoë@nhs.example"), "email: may only have printable ASCII without spaces"},
    {with(1, std::string(243, 'd') + "@nhs.example"), "email: is longer than 254 bytes"},
    {with(3, "robot"), "kind: 'robot' is none of user, shared, service, guest"},
    {with(3, ""), "kind: '' is none of user, shared, service, guest"},
    {with(4, ""), "created_at: is empty"},
    {with(4, "yesterday"), "created_at: 'yesterday' is not an instant; write it like 2025-12-31T00:00:00Z"},
    {with(4, "31/12/2025"), "created_at: '31/12/2025' is not an instant; write it like 2025-12-31T00:00:00Z"},
    {with(4, "2025-02-29T00:00:00Z"),
     "created_at: '2025-02-29T00:00:00Z' is not an instant; write it like 2025-12-31T00:00:00Z"},
    {with(5, "05/01/2026 10:00"),
     "last_login_at: '05/01/2026 10:00' may have the day or the month first; set instant_format and zone"},
    {with(5, "2026-01-04T10:00:00"),
     "last_login_at: '2026-01-04T10:00:00' has no offset; write it with Z or +01:00, or set zone"},
    {with(5, "2026-01-06T00:00:01Z"),
     "last_login_at: 2026-01-06T00:00:01Z is in the future of 2026-01-05T00:00:00Z"},
    {with(5, "1989-12-31T23:59:59Z"), "last_login_at: 1989-12-31T23:59:59Z is before 1990"},
    {with(7, "2026-01-01T00:00:00Z"), "state_since: is given without a state"},
    {with(2, "Da\"n"),
     "a quote (\") stands inside a field; write it twice, in a field that is quoted itself"},
    {with(2, "\"Da\"n"),
     "a quote (\") stands inside a field; write it twice, in a field that is quoted itself"},
};

}  // namespace

TEST_CASE("a bad row is rejected with its reason, its line and its id, and the rows around it are used") {
  for (const Bad& bad : kBadRows) {
    CAPTURE(bad.row);
    const engine::Reject rejected = rejection_of(bad.row);
    CHECK(rejected.reason == bad.reason);
    CHECK(rejected.id == bad.id);
    CHECK(rejected.text == bad.row);
  }
}

TEST_CASE("a bad row of the other feeds is rejected as well") {
  const std::pair<Feed, std::pair<std::string, std::string>> rows[] = {
      {Feed::logins, {"id,last_login_at\nU7,\n", "last_login_at: is empty"}},
      {Feed::logins, {"id,last_login_at\n,2026-01-04T08:00:00Z\n", "id: is empty"}},
      {Feed::memberships, {"mailbox,account,role\nU7,U1,boss\n", "role: 'boss' is none of owner, member"}},
      {Feed::memberships, {"mailbox,account,role\nU7,,owner\n", "account: is empty"}},
      {Feed::holds, {"account,hold,by,reason,from\nU7,legal,me,,2026-01-12T00:00:00Z\n", "reason: is empty"}},
      {Feed::holds,
       {"account,hold,by,reason,from,until\nU7,legal,me,x,2026-01-12T00:00:00Z,2026-01-12T00:00:00Z\n",
        "until: is not after from"}},
      {Feed::organisations, {"code,type,name\nU7,,Smile\n", "type: is empty"}},
      {Feed::organisations, {"code,type,name\n,dental_practice,Smile\n", "code: is empty"}},
      {Feed::organisations,
       {"code,type,mailbox\nU7,dental_practice,a b\n",
        "mailbox: may only have printable ASCII without spaces"}},
  };
  for (const auto& [feed, row] : rows) {
    CAPTURE(row.first);
    const Collected read_in = read(source_of(feed), row.first);
    REQUIRE(read_in.rejects.size() == 1);
    CHECK(read_in.rejects[0].reason == row.second);
    CHECK(read_in.rows == 1);
  }
}

TEST_CASE("times up to a day ahead are believed: clocks and zones are wrong by hours") {
  const Collected read_in = read(source_of(Feed::logins), "id,last_login_at\nU1,2026-01-06T00:00:00Z\n");
  CHECK(read_in.logins.size() == 1);
}

TEST_CASE("a field of a megabyte costs its own row, quoted or not, and no more than its beginning is kept") {
  const std::string megabyte(1024 * 1024, 'x');
  const std::string lines = [] {
    std::string text;
    while (text.size() < 1024 * 1024) text += "U9,\"\"quoted\"\" ;\n";
    return text;
  }();
  const std::string spaces(1024 * 1024, ' ');
  for (const std::string& field : {megabyte, "\"" + megabyte + "\"", "\"" + lines + "\"", "x" + spaces + "x",
                                   "x" + megabyte + spaces, "\"" + megabyte + "\"" + spaces}) {
    const Collected read_in =
        read(source_of(Feed::accounts), kHeader + kGood + with(2, field) + "\n" + kGood);
    CHECK(read_in.rows == 3);
    CHECK(read_in.accounts.size() == 2);
    REQUIRE(read_in.rejects.size() == 1);
    CHECK(read_in.rejects[0].reason == "column 'display_name' is longer than 65536 bytes");
    CHECK(read_in.rejects[0].id == "U7");
    CHECK(read_in.rejects[0].text.size() == CsvRow::kTextBytes);
  }
}

TEST_CASE("a field of exactly 64 KiB is not too long, wherever the blocks of the file end") {
  const std::string name(CsvRow::kFieldBytes, 'x');
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string shift(before, '\n');
    for (const std::string& field : {name, "\"" + name + "\"", name + "   "}) {
      const Collected read_in = read(source_of(Feed::accounts),
                                     kHeader + shift + with(2, field) + "\n" + with(2, name + "x") + "\n");
      REQUIRE(read_in.accounts.size() == 1);
      CHECK(read_in.accounts[0].display_name == name);
      CHECK(read_in.rejects.size() == 1);
    }
  }
}

TEST_CASE("a row of a million columns is one reject") {
  const engine::Reject rejected = rejection_of("U7" + std::string(1'000'000, ','));
  CHECK(rejected.reason == "1000001 columns where the header has 8");
}

TEST_CASE("a quote that is not closed costs one row when a later quote shows the mistake") {
  const std::string broken = with(2, "\"Dan");
  const std::string quoted = "U9,fay@nhs.example,\"Fay, Dr\",user,2024-05-01T09:00:00Z,,,\n";
  std::string text = kHeader + broken + "\n";
  for (int i = 0; i < 2000; ++i) text += kGood;  // more than a block of the file
  text += quoted;
  const Collected read_in = read(source_of(Feed::accounts), text);
  CHECK(read_in.accounts.size() == 2001);
  REQUIRE(read_in.rejects.size() == 1);
  CHECK(read_in.rejects[0].line == 2);
  CHECK(read_in.rejects[0].id == "U7");
  CHECK(read_in.rejects[0].text == broken);
  CHECK(read_in.rejects[0].reason == "a quoted field begins here and is not closed");
  CHECK(read_in.accounts.back().line == 2003);
  CHECK(read_in.accounts.back().display_name == "Fay, Dr");
}

TEST_CASE("a broken row longer than a block is skipped to its end, not into its middle") {
  const engine::Reject rejected = rejection_of(with(2, "Da\"n" + std::string(200'000, 'x') + ",U1,U2"));
  CHECK(rejected.id == "U7");
}

TEST_CASE("fuzz: no text makes the reader lose count or read for ever") {
  const std::string_view pieces[] = {"\"", "\"\"", ",", "\n", "\r\n", "U1", " ", "2026-01-04T08:00:00Z", ";"};
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string text = "id,last_login_at\n";
    for (int i = 0; i < 40; ++i) {
      state = state * 1664525U + 1013904223U;
      text += pieces[(state >> 16U) % std::size(pieces)];
    }
    CAPTURE(text);
    Collected read_in;
    try {
      read_in = read(source_of(Feed::logins), text);
    } catch (const engine::SourceError&) {
      continue;
    }
    CHECK(read_in.rows == static_cast<std::int64_t>(read_in.logins.size() + read_in.rejects.size()));
  }
}

}  // namespace lapse::adapters::sources::tests
