#include <doctest/doctest.h>

#include <utility>

#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

const std::string kExports = std::string{LAPSE_SOURCE_DIR} + "/tests/adapters/sources/entra/";

SourceSpec entra(Feed feed, FileKind kind) {
  SourceSpec source = source_of(feed);
  source.kind = kind;
  source.format = Format::entra;
  return source;
}

Collected read_export(const SourceSpec& source, const std::string& name) {
  Collected collected;
  collected.rows = read_file(source, kExports + name, kAsOf, collected);
  return collected;
}

const std::string kAnnsId = "7cc0c81b-0000-4000-8000-00000000a001";
const std::string kBobsId = "7cc0c81b-0000-4000-8000-00000000a002";

}  // namespace

TEST_CASE("the accounts of a Graph export, two pages of it") {
  const Collected read_in = read_export(entra(Feed::accounts, FileKind::json), "graph-users.json");
  CHECK(read_in.rejects.empty());
  REQUIRE(read_in.accounts.size() == 5);
  const engine::AccountRecord& ann = read_in.accounts[0];
  CHECK(ann.id == kAnnsId);
  CHECK(ann.email == "ann.lee@nhs.example");
  CHECK(ann.display_name == "Ann Lee");
  CHECK(ann.kind == "user");
  CHECK(ann.personal_email == "ann@mail.example");
  CHECK(ann.mobile == "07700900001");
  CHECK(ann.created_at == at("2024-05-01T09:00:00Z"));
  CHECK(ann.last_login_at == at("2026-01-02T10:15:42Z"));
  CHECK(ann.state.empty());  // "West Yorkshire" is where she is

  const engine::AccountRecord& bob = read_in.accounts[1];
  CHECK(bob.email == "bob.ray@nhs.example");   // has no mail: his user name
  CHECK_FALSE(bob.last_login_at.has_value());  // only an attempt to sign in is known
  CHECK(read_in.accounts[2].kind == "guest");
  CHECK_FALSE(read_in.accounts[2].last_login_at.has_value());
  CHECK(read_in.accounts[3].kind == "shared");  // nobody can sign in to it
  CHECK_FALSE(read_in.accounts[3].last_login_at.has_value());
  CHECK(read_in.accounts[4].line == 31);
}

TEST_CASE("the sign-ins of the same export: who has none is passed over, for nothing is known of him") {
  const Collected read_in = read_export(entra(Feed::logins, FileKind::json), "graph-users.json");
  CHECK(read_in.rejects.empty());
  REQUIRE(read_in.logins.size() == 2);
  CHECK(read_in.logins[0].id == kAnnsId);
  CHECK(read_in.logins[0].last_login_at == at("2026-01-02T10:15:42Z"));
  CHECK(read_in.logins[1].last_login_at == at("2026-01-05T00:00:00Z"));
}

TEST_CASE("the portal's download of users writes American local dates, which have to be explained") {
  SourceSpec source = entra(Feed::accounts, FileKind::csv);
  const auto refused = [&] {
    try {
      read_export(source, "portal-users.csv");
    } catch (const engine::SourceError& error) {
      return std::string{error.what()}.substr(kExports.size());
    }
    return std::string{};
  };
  CHECK(refused() ==
        "portal-users.csv:2: dates are written like 05/01/2026, and whether the day or the month comes first "
        "cannot be told; set instant_format and zone");

  source.instant_format = "%m/%d/%Y %I:%M:%S %p";
  source.zone = "UTC";
  const Collected read_in = read_export(source, "portal-users.csv");
  CHECK(read_in.rejects.empty());
  REQUIRE(read_in.accounts.size() == 3);
  CHECK(read_in.accounts[0].created_at == at("2024-08-01T13:25:31Z"));
  CHECK(read_in.accounts[0].mobile == "07700900001");
  CHECK(read_in.accounts[0].personal_email == "ann@mail.example");
  CHECK(read_in.accounts[0].state.empty());
  CHECK(read_in.accounts[1].kind == "shared");
  CHECK(read_in.accounts[2].kind == "guest");
  CHECK(read_in.accounts[2].email == "cat@partner.example");
}

TEST_CASE("PowerShell's exports: names with capitals, 7-digit fractions, /Date()/, the year 1 for never") {
  const Collected csv = read_export(entra(Feed::logins, FileKind::csv), "powershell-signins.csv");
  CHECK(csv.rejects.empty());
  REQUIRE(csv.logins.size() == 2);
  CHECK(csv.logins[0].id == kAnnsId);
  CHECK(csv.logins[0].last_login_at == at("2026-01-02T10:15:42Z"));

  const Collected json = read_export(entra(Feed::logins, FileKind::json), "powershell-signins.json");
  CHECK(json.rejects.empty());
  REQUIRE(json.logins.size() == 2);
  CHECK(json.logins[1].id == kBobsId);
  CHECK(json.logins[1].last_login_at == at("2026-01-04T09:00:00Z"));
}

TEST_CASE("sign-ins that count failed attempts are refused, in every spelling and when they are mapped") {
  const std::string remedy =
      " counts failed attempts to sign in; export lastSuccessfulSignInDateTime instead";
  for (const std::string name : {"lastSignInDateTime", "SignInActivity_LastSignInDateTime",
                                 "lastNonInteractiveSignInDateTime", "Last interactive sign-in time"}) {
    CHECK(refusal(entra(Feed::logins, FileKind::csv), "id," + name + "\nU1,2026-01-04T08:00:00Z\n") ==
          "feed.csv:1: column '" + name + "'" + remedy);
  }
  CHECK(refusal(entra(Feed::accounts, FileKind::json),
                R"([{"id": "U1", "signInActivity": {"lastSignInDateTime": "2026-01-04T08:00:00Z"}}])") ==
        "feed.json: column 'signInActivity.lastSignInDateTime'" + remedy);
  SourceSpec mapped = entra(Feed::logins, FileKind::csv);
  mapped.map = {{"last_login_at", "lastSignInDateTime"}};
  CHECK(refusal(mapped, "id,lastSignInDateTime\nU1,2026-01-04T08:00:00Z\n") ==
        "source test: map: 'lastSignInDateTime'" + remedy);
}

TEST_CASE("an export that does not say enough is refused with what to add") {
  const std::pair<Feed, std::pair<std::string, std::string>> texts[] = {
      {Feed::logins,
       {"userPrincipalName,lastSuccessfulSignInDateTime\n",
        "feed.csv:1: column 'id' or 'objectId' is missing; export it, or name another in `map`; the file "
        "has: "
        "userPrincipalName, lastSuccessfulSignInDateTime"}},
      {Feed::logins,
       {"id,displayName\n",
        "feed.csv:1: column 'lastSuccessfulSignInDateTime' or 'signInActivity.lastSuccessfulSignInDateTime' "
        "is "
        "missing; export it, or name another in `map`; the file has: id, displayName"}},
      {Feed::accounts,
       {"id,mail,userType,createdDateTime\n",
        "feed.csv:1: column 'accountEnabled' is missing, without which shared mailboxes look like people; "
        "export "
        "it, or map `kind`; the file has: id, mail, userType, createdDateTime"}},
  };
  for (const auto& [feed, text] : texts)
    CHECK(refusal(entra(feed, FileKind::csv), text.first) == text.second);
}

TEST_CASE("`map` goes before what is known of Entra: people by their staff number, kinds from elsewhere") {
  SourceSpec source = entra(Feed::accounts, FileKind::csv);
  source.map = {{"id", "employeeId"}, {"kind", "Mailbox kind"}, {"organisation", "companyName"}};
  const Collected read_in =
      read(source,
           "id,employeeId,userPrincipalName,createdDateTime,companyName,Mailbox kind,state\n"
           "x,E1,ann@nhs.example,2024-05-01T09:00:00.1234567Z,XP1,user,Kent\n"
           "y,E2,desk@nhs.example,2024-05-01T09:00:00Z,XP1,shared,Kent\n"
           "z,E3,desk@nhs.example,2024-05-01T09:00:00Z,XP1,room,Kent\n");
  REQUIRE(read_in.accounts.size() == 2);
  CHECK(read_in.accounts[0].id == "E1");
  CHECK(read_in.accounts[0].organisation == "XP1");
  CHECK(read_in.accounts[0].state.empty());
  CHECK(read_in.accounts[1].kind == "shared");
  REQUIRE(read_in.rejects.size() == 1);
  CHECK(read_in.rejects[0].id == "E3");
  CHECK(read_in.rejects[0].text == "z,E3,desk@nhs.example,2024-05-01T09:00:00Z,XP1,room,Kent");

  source.map = {{"id", "staffNumber"}};
  CHECK(refusal(source, "id,mail\n") ==
        "feed.csv:1: column 'staffNumber' is missing; export it, or name another in `map`; the file has: id, "
        "mail");
}

}  // namespace lapse::adapters::sources::tests
