#include "adapters/report/run_report.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "adapters/report/verify_report.h"
#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {
namespace {

std::vector<ImportedSource> two_sources() {
  engine::ImportReport good;
  good.source = "hr";
  good.staged = {1204, 3, 0, in_london("2026-07-03 05:00"), {}};
  good.result.arrived = 12;
  good.result.used = 1000;
  return {{"hr", "in/hr.csv", good, "", "rejects/hr.csv"}, {"logins", "", std::nullopt, "no file", ""}};
}

RunReport a_night() {
  RunReport report;
  report.imports = two_sources();
  report.pass.plan = empty_plan();
  report.pass.plan.stops = {{rules::Treatment::Kind::move, "delete-leaver", "",
                             "deleted per run: 40 planned, 10 "
                             "allowed",
                             40, 10}};
  report.pass.plan.obstacles = {{"feed", "the feed of logins has never been imported"}};
  report.pass.run.id = 17;
  report.pass.run.status = engine::Run::Status::finished;
  report.pass.run.moved = 1204;
  report.pass.run.warned = 12;
  report.pass.run.dropped = 1;
  report.pass.run.notices = 2432;
  report.pass.resumed = true;
  report.delivery = engine::Delivery{2400, 30, 1, 1, false};
  report.false_deletions = {{"delete-inactive", 1204, 2, 1, 0}, {"delete-leaver", 40, 0, 0, 0}};
  return report;
}

}  // namespace

TEST_CASE("a night is told from the imports to the last notice") {
  CHECK(run_text(a_night(), nas(), false) == R"(Imported
  hr (in/hr.csv): 1,204 rows of 3 July 2026 05:00 BST
    12 arrived and 1,000 used since
    3 rows rejected, see rejects/hr.csv
  logins: not used: no file

Run 17, Friday 3 July 2026 06:30 BST: finished
  1,204 moved, 12 warned, 2,432 notices written, 1 changed meanwhile and left for the next pass
  an unfinished run was completed first
  stopped delete-leaver: deleted per run: 40 planned, 10 allowed
  to let it pass: lapse plan --save --rule delete-leaver; then 2 other people: lapse approve PLAN
  --reason REASON; then: lapse apply PLAN
  destructive steps wait: the feed of logins has never been imported

Delivered
  2,400 notices handed on
  30 will be tried again
  1 sent without an answer
  1 given up

deleted in the last year:
  delete-inactive  1204 deleted, 3 came back within 30 days (2 restored, 1 under a new id, 0 undone)
  delete-leaver    40 deleted, 0 came back within 30 days
)");
}

TEST_CASE("the machine's answer to a run has the same numbers") {
  const auto json = nlohmann::ordered_json::parse(run_json(a_night()));
  std::string keys;
  for (const auto& [key, value] : json.items()) keys += key + " ";
  CHECK(keys ==
        "format_version as_of policy plan run guards stopped obstacles imports delivery alerts effects "
        "false_deletions ");
  CHECK(json["run"].dump() ==
        R"({"id":17,"status":"finished","planned":0,"moved":1204,"warned":12,"dropped":1,"notices":2432,)"
        R"("interrupted":false,"resumed":true,"why":null})");
  CHECK(json["delivery"].dump() ==
        R"({"handed":2400,"later":30,"ambiguous":1,"dead":1,"interrupted":false})");
  CHECK(json["imports"][0]["result"]["used"] == 1000);
  CHECK(json["imports"][1]["used"] == false);
  CHECK(json["imports"][1]["problem"] == "no file");
  CHECK(json["stopped"][0]["would_have"] == 40);
  CHECK(json["false_deletions"][0]["restored"] == 2);
  RunReport cut = a_night();
  cut.delivery.reset();
  CHECK(nlohmann::json::parse(run_json(cut))["delivery"].is_null());
}

TEST_CASE("an import and a delivery answer alone as well") {
  const auto import = nlohmann::json::parse(import_json(two_sources()));
  CHECK(import["format_version"] == "1.0");
  CHECK(import["imports"][0]["data_at"] == "2026-07-03T04:00:00Z");
  CHECK(import_text({}, nas().zone, false) == "Imported\n  nothing: there is no source\n");
  CHECK(nlohmann::json::parse(
            delivery_json({1, 0, 0, 0, true}, {0, 2, 0, 0, false}))["delivery"]["interrupted"] == true);
  CHECK(nlohmann::json::parse(delivery_json({1, 0, 0, 0, true}, {0, 2, 0, 0, false}))["effects"]["later"] ==
        2);
  CHECK(delivery_text({1, 0, 0, 0, true}, {}, false) ==
        "Delivered\n  1 notice handed on\n  interrupted on request; the rest goes out later\n");
  CHECK(delivery_text({2, 0, 0, 0, false}, {1, 2, 3, 4, false}, false) ==
        "Delivered\n  2 notices handed on\n\nDone elsewhere\n  1 effect done\n  2 will be tried again\n"
        "  3 sent without an answer\n  4 given up\n");
}

TEST_CASE("a journal that is whole is said so in a line, one that is not with what was found") {
  engine::Verification result{1204, 17, "sha256:cccc", {}, 0};
  CHECK(
      verify_text(result, false) ==
      "The journal is whole, and the accounts are as it says: 1,204 rows in 17 blocks\n  head sha256:cccc\n");
  CHECK(verify_json(result).find("\"whole\": true") != std::string::npos);
  result.findings = {"block 3: its digest does not fit",
                     "account a\x1b"
                     "b: its state is not the journal's"};
  result.findings_in_all = 40;
  CHECK(verify_text(result, false) == R"(The journal has 40 findings: 1,204 rows in 17 blocks
  head sha256:cccc
  - block 3: its digest does not fit
  - account a?b: its state is not the journal's
  and 38 more
)");
  const auto json = nlohmann::json::parse(verify_json(result));
  CHECK(json["whole"] == false);
  CHECK(json["findings_in_all"] == 40);
}

}  // namespace lapse::adapters::report::tests
