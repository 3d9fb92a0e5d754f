#include <doctest/doctest.h>

#include "adapters/sources/columns.h"
#include "adapters/sources/dated_file.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

constexpr std::string_view kFullHeader =
    "id,email,display_name,kind,organisation,organisation_type,administered_by,personal_email,mobile,"
    "created_at,last_login_at,state,state_since\n";
constexpr std::string_view kAnn =
    "U1,Ann.Lee@nhs.example,Ann Lee,user,XP1,community_pharmacy,nas,ann@mail.example,07700900001,"
    "2024-05-01T09:00:00Z,2026-01-02T10:00:00.1234567+01:00,leaver,2026-01-03T12:00:00Z\n";

std::string one_account(std::string_view row) {
  return std::string{kFullHeader} + std::string{row};
}

}  // namespace

TEST_CASE("every column of an account arrives, the e-mail address as it is written") {
  const Collected read_in = read(source_of(Feed::accounts), one_account(kAnn));
  REQUIRE(read_in.rows == 1);
  REQUIRE(read_in.rejects.empty());
  const engine::AccountRecord& ann = read_in.accounts.at(0);
  CHECK(ann.line == 2);
  CHECK(ann.id == "U1");
  CHECK(ann.email == "Ann.Lee@nhs.example");
  CHECK(ann.display_name == "Ann Lee");
  CHECK(ann.kind == "user");
  CHECK(ann.organisation == "XP1");
  CHECK(ann.organisation_type == "community_pharmacy");
  CHECK(ann.administered_by == "nas");
  CHECK(ann.personal_email == "ann@mail.example");
  CHECK(ann.mobile == "07700900001");
  CHECK(ann.created_at == at("2024-05-01T09:00:00Z"));
  CHECK(ann.last_login_at == at("2026-01-02T09:00:00Z"));
  CHECK(ann.state == "leaver");
  CHECK(ann.state_since == at("2026-01-03T12:00:00Z"));
}

TEST_CASE("what a source does not say is empty, not a guess") {
  const Collected read_in = read(source_of(Feed::accounts),
                                 "id,email,kind,created_at,last_login_at,state\n"
                                 "U1,ann@nhs.example,user,2024-05-01T09:00:00Z,,\n");
  REQUIRE(read_in.accounts.size() == 1);
  CHECK_FALSE(read_in.accounts[0].last_login_at.has_value());
  CHECK_FALSE(read_in.accounts[0].state_since.has_value());
  CHECK(read_in.accounts[0].state.empty());
  CHECK(read_in.accounts[0].mobile.empty());
}

TEST_CASE("logins, organisations, memberships and holds are read as themselves") {
  const Collected logins = read(source_of(Feed::logins), "id,last_login_at\nU1,2026-01-04T08:00:00Z\n");
  REQUIRE(logins.logins.size() == 1);
  CHECK(logins.logins[0].id == "U1");
  CHECK(logins.logins[0].last_login_at == at("2026-01-04T08:00:00Z"));

  const Collected sites =
      read(source_of(Feed::organisations),
           "code,type,name,town,mailbox\nXP1,community_pharmacy,\"Lee, Lee & Co\",Fenbury,U9\n"
           "XD1,dental_practice,Smile,,\n");
  REQUIRE(sites.organisations.size() == 2);
  CHECK(sites.organisations[0].name == "Lee, Lee & Co");
  CHECK(sites.organisations[0].mailbox == "U9");
  CHECK(sites.organisations[1].mailbox.empty());

  const Collected members =
      read(source_of(Feed::memberships), "mailbox,account,role\nU9,U1,owner\nU9,U2,member\n");
  REQUIRE(members.memberships.size() == 2);
  CHECK(members.memberships[1].account == "U2");
  CHECK(members.memberships[1].role == "member");

  const Collected holds =
      read(source_of(Feed::holds),
           "account,hold,by,reason,from,until\n"
           "U1,long_absence,nas_team,parental leave,2026-01-12T00:00:00Z,2026-10-01T00:00:00Z\n"
           "U2,legal,information_governance,inquiry,2025-11-03T09:00:00Z,\n");
  REQUIRE(holds.holds.size() == 2);
  CHECK(holds.holds[0].account == "U1");
  CHECK(holds.holds[0].hold == "long_absence");
  CHECK(holds.holds[0].by == "nas_team");
  CHECK(holds.holds[0].reason == "parental leave");
  CHECK(holds.holds[0].from == at("2026-01-12T00:00:00Z"));
  CHECK(holds.holds[0].until == at("2026-10-01T00:00:00Z"));
  CHECK_FALSE(holds.holds[1].until.has_value());
}

TEST_CASE("a byte order mark, semicolons, tabs, CRLF and columns in another order are understood") {
  for (const std::string_view text : {
           "\xEF\xBB\xBFid;last_login_at\r\nU1;2026-01-04T08:00:00Z\r\n",
           "last_login_at\tid\n2026-01-04T08:00:00Z\tU1\n",
           "\xEF\xBB\xBF\"id\",\"last_login_at\"\r\n\"U1\" , \"2026-01-04T08:00:00Z\"\r\n",
           "\r\n\nid,last_login_at\n\n  U1 ,  2026-01-04T08:00:00Z\n\r\n   \n",
           "id,last_login_at,device\nU1,2026-01-04T08:00:00Z,\"a;b;c;d\"\n",
           "id,last_login_at\nU1,2026-01-04T08:00:00Z",
           "id,last_login_at\nU1,\"2026-01-04T08:00:00Z\"",
       }) {
    CAPTURE(text);
    const Collected read_in = read(source_of(Feed::logins), text);
    CHECK(read_in.rows == 1);
    CHECK(read_in.rejects.empty());
    REQUIRE(read_in.logins.size() == 1);
    CHECK(read_in.logins[0].id == "U1");
    CHECK(read_in.logins[0].last_login_at == at("2026-01-04T08:00:00Z"));
  }
}

TEST_CASE("a line end inside a quoted name becomes a space, and the lines after it keep their numbers") {
  const std::string text =
      "id,email,display_name,kind,created_at\n"
      "U1,ann@nhs.example,\"Ann\r\n\r\n\"\"of\"\"\nLee\",user,2024-05-01T09:00:00Z\n"
      "\n"
      "U2,bob@nhs.example,Bob,robot,2024-05-01T09:00:00Z\n"
      "U3,cat@nhs.example,\"Cat\n\",user,2024-05-01T09:00:00Z\n";
  const Collected read_in = read(source_of(Feed::accounts), text);
  CHECK(read_in.rows == 3);
  REQUIRE(read_in.accounts.size() == 2);
  CHECK(read_in.accounts[0].line == 2);
  CHECK(read_in.accounts[0].display_name == "Ann \"of\" Lee");
  CHECK(read_in.accounts[1].line == 8);
  REQUIRE(read_in.rejects.size() == 1);
  CHECK(read_in.rejects[0].line == 7);
  CHECK(read_in.rejects[0].text == "U2,bob@nhs.example,Bob,robot,2024-05-01T09:00:00Z");
}

TEST_CASE("foreign columns are mapped, and their own format and zone are used") {
  SourceSpec source = source_of(Feed::logins);
  source.map = {{"id", "UserId"}, {"last_login_at", "Last sign-in"}};
  source.instant_format = "%d/%m/%Y %H:%M[:%S]";
  source.zone = "Europe/London";
  const Collected read_in = read(source,
                                 "Name;Last sign-in;UserId\n"
                                 "Ann;01/07/2025 10:30;U1\n"
                                 "Bob;4/1/2026 9:05:07;U2\n"
                                 "Cat;13/13/2025 09:00;U3\n"
                                 "Dan;2026-01-04T08:00:00Z;U4\n"
                                 "Eve;01/07/2025 10:30 pm;U5\n");
  REQUIRE(read_in.logins.size() == 2);
  CHECK(read_in.logins[0].last_login_at == at("2025-07-01T09:30:00Z"));  // British Summer Time
  CHECK(read_in.logins[1].last_login_at == at("2026-01-04T09:05:07Z"));
  REQUIRE(read_in.rejects.size() == 3);
  CHECK(read_in.rejects[0].reason ==
        "last_login_at: '13/13/2025 09:00' does not fit the instant_format '%d/%m/%Y %H:%M[:%S]'");
  CHECK(read_in.rejects[0].id == "U3");
}

TEST_CASE("hours of the half day are understood, noon and midnight among them") {
  SourceSpec source = source_of(Feed::logins);
  source.instant_format = "%m/%d/%Y %I:%M[:%S] %p";
  source.zone = "UTC";
  const Collected read_in = read(source,
                                 "id,last_login_at\n"
                                 "U1,1/4/2026 1:05:07 PM\nU2,1/4/2026 12:00 AM\nU3,1/4/2026 12:30 PM\n"
                                 "U4,1/4/2026 9:05:07\xE2\x80\xAF"
                                 "AM\n"
                                 "U5,1/4/2026 13:05 PM\nU6,1/4/2026 0:05 AM\nU7,1/4/2026 9:05\n");
  REQUIRE(read_in.logins.size() == 4);
  CHECK(read_in.logins[0].last_login_at == at("2026-01-04T13:05:07Z"));
  CHECK(read_in.logins[1].last_login_at == at("2026-01-04T00:00:00Z"));
  CHECK(read_in.logins[2].last_login_at == at("2026-01-04T12:30:00Z"));
  CHECK(read_in.logins[3].last_login_at == at("2026-01-04T09:05:07Z"));
  CHECK(read_in.rejects.size() == 3);
}

TEST_CASE("with a zone alone, times without an offset are times of that zone") {
  SourceSpec source = source_of(Feed::logins);
  source.zone = "Europe/London";
  const Collected read_in = read(source,
                                 "id,last_login_at\nU1,2025-07-01 10:30\nU2,2025-07-01T10:30:15\n"
                                 "U3,2025-07-01T10:30:00Z\n");
  REQUIRE(read_in.logins.size() == 3);
  CHECK(read_in.logins[0].last_login_at == at("2025-07-01T09:30:00Z"));
  CHECK(read_in.logins[1].last_login_at == at("2025-07-01T09:30:15Z"));
  CHECK(read_in.logins[2].last_login_at == at("2025-07-01T10:30:00Z"));
}

TEST_CASE("an hour that happens twice is the later one, in the person's favour") {
  SourceSpec source = source_of(Feed::logins);
  source.zone = "Europe/London";
  const Collected read_in = read(source, "id,last_login_at\nU1,2025-10-26 01:30\n");
  REQUIRE(read_in.logins.size() == 1);
  CHECK(read_in.logins[0].last_login_at == at("2025-10-26T01:30:00Z"));
}

TEST_CASE("the page of the format has a table row for every column, and marks the mandatory ones") {
  const std::string page = content_of(std::string{LAPSE_SOURCE_DIR} + "/adapters/sources/README.md");
  for (const Feed feed :
       {Feed::accounts, Feed::logins, Feed::organisations, Feed::memberships, Feed::holds}) {
    std::size_t place = page.find("\n### " + std::string{engine::to_string(feed)} + "\n");
    for (const Column& column : columns_of(feed)) {
      CAPTURE(column.name);
      place =
          page.find("\n| `" + std::string{column.name} + "` | " + (column.mandatory ? "must |" : "|"), place);
      REQUIRE(place != std::string::npos);
    }
  }
}

TEST_CASE("the newest file that is not of the future is read") {
  const TemporaryFolder folder;
  for (const char* date : {"2026-01-04", "2026-01-12", "2026-01-05", "2026-13-01", "2026-1-3", "latest"}) {
    folder.write("logins-" + std::string{date} + ".csv", "");
  }
  folder.write("logins-2026-01-06.csv.part", "");
  folder.write("accounts-2026-01-06.csv", "");
  SourceSpec source = source_of(Feed::logins);
  source.file = (folder.path() / "logins-{date}.csv").string();
  const auto day = [](std::string_view text) { return schedules::parse_day(text).value(); };

  CHECK(newest_file(source, day("2026-01-04")).filename() == "logins-2026-01-04.csv");
  CHECK(newest_file(source, day("2026-01-11")).filename() == "logins-2026-01-05.csv");
  CHECK(newest_file(source, day("2026-01-12")).filename() == "logins-2026-01-12.csv");
  CHECK(dated_files(source, day("2026-01-11")).size() == 2);
  CHECK(dated_files(source, day("2026-01-11"))[0].day == day("2026-01-04"));
  CHECK_THROWS_WITH_AS(
      newest_file(source, day("2026-01-03")),
      (source.file + ": no file of source test is dated 2026-01-03 or before (the first is dated "
                     "2026-01-04); export one, or correct `file`")
          .c_str(),
      engine::SourceError);

  source.file = (folder.path() / "none-{date}.csv").string();
  CHECK_THROWS_AS(newest_file(source, day("2026-01-05")), engine::SourceError);
  source.file = (folder.path() / "{date}" / "logins-{date}.csv").string();
  CHECK_THROWS_AS(newest_file(source, day("2026-01-05")), engine::SourceError);
  source.file = (folder.path() / "nowhere" / "logins-{date}.csv").string();
  CHECK_THROWS_AS(newest_file(source, day("2026-01-05")), engine::SourceError);
  source.file = (folder.path() / "nowhere.csv").string();
  CHECK_THROWS_AS(newest_file(source, day("2026-01-05")), engine::SourceError);
  source.file = (folder.path() / "logins-latest.csv").string();
  CHECK(newest_file(source, day("2026-01-05")) == source.file);
}

}  // namespace lapse::adapters::sources::tests
