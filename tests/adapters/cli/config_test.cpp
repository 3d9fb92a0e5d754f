#include "adapters/cli/config.h"

#include <doctest/doctest.h>

#include "tests/adapters/cli/bench.h"

using namespace lapse::adapters::cli;
using lapse::tests::cli::kGoodConfig;
using lapse::tests::cli::with;

namespace {

std::string problems_of(const std::string& text) {
  lapse::rules::Diagnostics diagnostics;
  CHECK_FALSE(read_config(text, "lapse.yaml", diagnostics).has_value());
  std::string result;
  for (const auto& diagnostic : diagnostics) result += lapse::rules::render(diagnostic, text);
  return result;
}

Config good(const std::string& text) {
  lapse::rules::Diagnostics diagnostics;
  const auto config = read_config(text, "/etc/lapse/lapse.yaml", diagnostics);
  for (const auto& diagnostic : diagnostics) FAIL_CHECK(lapse::rules::render(diagnostic, text));
  REQUIRE(config.has_value());
  return *config;
}

}  // namespace

TEST_CASE("relative paths count from the directory of the file") {
  const Config config = good(std::string(kGoodConfig));
  CHECK(config.database == "test:/etc/lapse/lapse.db");
  CHECK(config.policy.path == "/etc/lapse/nas.yaml");
  CHECK(config.rejects == "/etc/lapse/rejects");
  CHECK(config.sources.at(0).file == "/etc/lapse/feeds/accounts-{date}.csv");
  CHECK(config.notify.maildir == "/etc/lapse/mail");
  CHECK(config.templates.path.empty());
  CHECK(config.notify.from == "lapse@nhs.example");
  CHECK(good(with(kGoodConfig, "test:lapse.db", "test:/var/lib/lapse.db")).database ==
        "test:/var/lib/lapse.db");
  CHECK(good(with(kGoodConfig, "test:lapse.db", "test://host/db")).database == "test://host/db");
}

TEST_CASE("an unknown key is refused with its place and a suggestion") {
  CHECK(problems_of(with(kGoodConfig, "policy:", "polcy:")) ==
        "lapse.yaml:2:1: unknown key 'polcy'\n"
        "  2 | polcy: nas.yaml\n"
        "    | ^^^^^\n"
        "  help: did you mean 'policy'?\n");
}

TEST_CASE("a record of purges needs a key for its digests") {
  const std::string record =
      with(kGoodConfig, "rejects: rejects\n", "rejects: rejects\npurge_record: purges\n");
  CHECK(problems_of(record).find("has digests under a key, and there is none") != std::string::npos);
  const Config config = good(with(record, "rejects: rejects\n", "rejects: rejects\ntombstone_key: key\n"));
  CHECK(config.purge_record.path == "/etc/lapse/purges");
}

TEST_CASE("a missing key is refused with how it is written") {
  CHECK(problems_of(with(kGoodConfig, "rejects: rejects\n", "")) ==
        "lapse.yaml:1:1: missing key 'rejects'\n"
        "  1 | database: test:lapse.db\n"
        "    | ^^^^^^^^\n"
        "  help: write 'rejects: rejects'\n");
}

TEST_CASE("a duplicate key is refused with both places") {
  CHECK(problems_of(std::string(kGoodConfig) + "policy: other.yaml\n") ==
        "lapse.yaml:8:1: key 'policy' is written twice, first at 2:1\n"
        "  8 | policy: other.yaml\n"
        "    | ^^^^^^\n"
        "  help: keep one of them\n");
}

TEST_CASE("a feed, a kind and a channel that do not exist") {
  CHECK(problems_of(with(kGoodConfig, "feed: accounts", "feed: account")) ==
        "lapse.yaml:6:29: 'feed' cannot be 'account'\n"
        "  6 |   - { name: accounts, feed: account, kind: csv, file: \"feeds/accounts-{date}.csv\" }\n"
        "    |                             ^^^^^^^\n"
        "  help: did you mean 'accounts'?\n");
  CHECK(problems_of(with(kGoodConfig, "kind: csv", "kind: sheet")).find("'kind' cannot be 'sheet'") !=
        std::string::npos);
  CHECK(problems_of(with(kGoodConfig, "channel: file", "channel: pigeon"))
            .find("help: known here: file, smtp") != std::string::npos);
}

TEST_CASE("each channel needs its own settings") {
  CHECK(problems_of(with(kGoodConfig, "maildir: mail, ", "")).find("channel 'file' needs 'maildir'") !=
        std::string::npos);
  CHECK(
      problems_of(with(kGoodConfig, "channel: file", "channel: smtp")).find("channel 'smtp' needs 'smtp'") !=
      std::string::npos);
}

TEST_CASE("two sources cannot share a name") {
  const std::string text =
      with(kGoodConfig, "notify:", "  - { name: accounts, feed: logins, kind: csv, file: l.csv }\nnotify:");
  CHECK(problems_of(text).find("lapse.yaml:7:5: two sources are called 'accounts'") != std::string::npos);
}

TEST_CASE("a foreign time format needs its zone") {
  const auto source = [](std::string_view more) {
    return with(kGoodConfig, ".csv\" }",
                ".csv\", instant_format: \"%d/%m/%Y %H:%M\"" + std::string(more) + " }");
  };
  CHECK(problems_of(source("")).find("'instant_format' needs a 'zone'") != std::string::npos);
  CHECK(problems_of(source(", zone: Europe/Londn")).find("unknown time zone 'Europe/Londn'") !=
        std::string::npos);
  CHECK(good(source(", zone: Europe/London")).sources.at(0).zone == "Europe/London");
}

TEST_CASE("a source can be JSON, and an export of Entra ID when it is one of accounts or logins") {
  const auto source = [](const std::string& feed, const std::string& more) {
    return with(with(kGoodConfig, "feed: accounts", "feed: " + feed), "kind: csv", "kind: json" + more);
  };
  CHECK(good(std::string(kGoodConfig)).sources.at(0).format.empty());
  const SourceConfig read_in = good(source("logins", ", format: entra")).sources.at(0);
  CHECK(read_in.kind == "json");
  CHECK(read_in.format == "entra");
  CHECK(problems_of(source("accounts", ", format: entre")).find("did you mean 'entra'?") !=
        std::string::npos);
  CHECK(problems_of(source("holds", ", format: entra"))
            .find("Entra ID exports have accounts and logins only") != std::string::npos);
}

TEST_CASE("a source can be a table or a query of another database") {
  const auto source = [](const std::string& settings, const std::string& feed = "accounts") {
    return with(with(kGoodConfig, "feed: accounts", "feed: " + feed),
                "kind: csv, file: \"feeds/accounts-{date}.csv\"", "kind: sql" + settings);
  };
  const std::string where = ", database: test:hr.db";
  const auto foreign = [&](const std::string& settings) {
    return good(source(where + settings)).sources.at(0).foreign;
  };
  CHECK(foreign(", table: hr.staff").database == "test:/etc/lapse/hr.db");
  CHECK(foreign(", table: hr.staff").table == "hr.staff");
  CHECK(foreign(", query: SELECT 1").query == "SELECT 1");
  CHECK(foreign(", table: staff, watermark: changed_at").full_days == 7);
  CHECK(foreign(", table: staff, watermark: changed_at, full: every 2 days").full_days == 2);
  CHECK(foreign(", table: staff, watermark: changed_at, full: every day").full_days == 1);
  CHECK(foreign(", table: staff, password: hr").password.credential == "hr");
  CHECK(good(source(", database: \"odbc:DSN=hr\", table: staff")).sources.at(0).foreign.database ==
        "odbc:DSN=hr");

  const auto says = [&](const std::string& text, const std::string& problem) {
    CAPTURE(text);
    CHECK(problems_of(text).find(problem) != std::string::npos);
  };
  says(source(", table: staff"), "kind 'sql' needs 'database'");
  says(source(where), "a database needs one of 'table' and 'query'");
  says(source(where + ", table: staff, query: SELECT 1"), "a database needs one of 'table' and 'query'");
  says(source(where + ", table: \"staff; x\""), "'staff; x' is no name of a table");
  says(source(where + ", table: staff, full: every 2 days"), "'full' needs a 'watermark'");
  says(source(where + ", table: staff, watermark: w, full: weekly"), "'weekly' is not every so many days");
  says(source(where + ", table: staff, watermark: w, full: every 400 days"), "is not every so many days");
  says(source(where + ", table: staff, watermark: w", "holds"),
       "only accounts and logins can be read by their changes");
  says(source(where + ", table: staff, file: a.csv"), "'file' is for files");
  says(source(where + ", table: staff, password: a, password_file: b"), "'password' is given already");
  says(with(kGoodConfig, "kind: csv", "kind: csv, table: staff"), "'table' is for databases, 'kind: sql'");
  says(with(kGoodConfig, ", file: \"feeds/accounts-{date}.csv\"", ""), "kind 'csv' needs 'file'");
}

TEST_CASE("a password is a credential's name or a file, never both, and a user needs one") {
  const auto smtp = [](std::string_view login) {
    return with(kGoodConfig, "channel: file, maildir: mail",
                "channel: smtp, smtp: { host: h, port: 587, tls: starttls" + std::string(login) + " }");
  };
  CHECK(good(smtp(", user: u, password: smtp-password")).notify.smtp.password.credential == "smtp-password");
  CHECK(good(smtp(", user: u, password_file: secret")).notify.smtp.password.file == "/etc/lapse/secret");
  CHECK(problems_of(smtp(", user: u")).find("a user without a password") != std::string::npos);
  CHECK(problems_of(smtp(", password: ../secret")).find("is the name of a credential, not a path") !=
        std::string::npos);
  CHECK(problems_of(smtp(", password: a, password_file: b")).find("'password' is given already") !=
        std::string::npos);
}

TEST_CASE("a database needs a scheme, a sender an address") {
  CHECK(problems_of(with(kGoodConfig, "test:lapse.db", "lapse.db")).find("it has no scheme") !=
        std::string::npos);
  CHECK(problems_of(with(kGoodConfig, "lapse <lapse@nhs.example>", "lapse"))
            .find("'lapse' is no e-mail address") != std::string::npos);
}

TEST_CASE("roles are mapped to groups of this machine, by any name that a group may have") {
  const Config config =
      good(std::string(kGoodConfig) + "roles: { nas_team: [nas, \"NAS Duty\"], local_admin: 1000 }\n");
  CHECK(config.roles.at("nas_team") == std::vector<std::string>{"nas", "NAS Duty"});
  CHECK(config.roles.at("local_admin") == std::vector<std::string>{"1000"});
  CHECK(good(std::string(kGoodConfig)).roles.empty());
  CHECK(problems_of(std::string(kGoodConfig) + "roles: [nas]\n").find("roles") != std::string::npos);
}
