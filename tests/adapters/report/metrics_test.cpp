// The metrics, and the page that names them.
#include "adapters/report/metrics.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {
namespace {

Measured after_a_night() {
  Measured measured;
  measured.at = {1'767'600'000};
  measured.next_look = {1'767'681'000};
  measured.accounts = {
      {"active", "dental_practice", 7}, {"active", "pharmacy", 3}, {"deleted", "pharmacy", 1}};
  engine::Run interrupted;
  interrupted.as_of = {1'767'600'000};
  interrupted.moved = 2;
  interrupted.stops = 1;
  engine::Run before = interrupted;
  before.as_of = {1'767'500'000};
  before.status = engine::Run::Status::finished;
  measured.runs = {interrupted, before};
  engine::Feed logins;
  logins.source = R"(the "new" \ logins)";
  logins.kind = engine::FeedKind::logins;
  logins.imported_at = {1'767'590'000};
  logins.rows = 10;
  logins.doubt = "far fewer rows than usual";
  measured.feeds = {logins};
  measured.notices.dead = 3;
  measured.obstacles = {{"gap", "nobody looked", false}};
  engine::Alert stopped;
  stopped.rule = "delete-inactive";
  measured.stopped = {stopped};
  measured.plans_waiting = 1;
  measured.record_agrees = true;
  measured.false_deletions = {{"delete-inactive", 100, 2, 1, 0}};
  return measured;
}

bool has(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

std::set<std::string> names_in(const std::string& text, const std::string& before, char after) {
  std::set<std::string> names;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(before)) continue;
    const auto end = line.find(after, before.size());
    names.insert(line.substr(before.size(), end - before.size()));
  }
  return names;
}

std::string page() {
  std::ifstream file(LAPSE_SOURCE_DIR "/adapters/report/METRICS.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the metrics say what a night left") {
  const std::string text = metrics_text(after_a_night(), nas());
  for (const std::string line :
       {R"(lapse_accounts{state="active"} 10)", R"(lapse_accounts{state="purged"} 0)",
        "lapse_last_run_timestamp_seconds 1767600000", "lapse_last_finished_run_timestamp_seconds 1767500000",
        "lapse_last_run_moved_accounts 2", "lapse_last_run_stops 1", R"(lapse_notices{state="dead"} 3)",
        R"(lapse_gate_closed{gate="gap"} 1)", R"(lapse_gate_closed{gate="window"} 0)",
        R"(lapse_rule_stopped{rule="delete-inactive"} 1)", R"(lapse_rule_stopped{rule="delete-leaver"} 0)",
        "lapse_plans_waiting 1", R"(lapse_deleted_last_year_accounts{rule="delete-inactive"} 100)",
        R"(lapse_false_deletions_last_year_accounts{rule="delete-inactive",how="restored"} 2)",
        "lapse_purge_record_agrees 1", "lapse_lease_held 0"})
    CHECK_MESSAGE(has(text, line), line);
}

TEST_CASE("labels are escaped, and what is not known has no sample") {
  const std::string text = metrics_text(after_a_night(), nas());
  const std::string source = R"({source="the \"new\" \\ logins",feed="logins"})";
  CHECK(has(text, "lapse_feed_believed" + source + " 0"));
  CHECK(text.find("\nlapse_feed_data_timestamp_seconds{") == std::string::npos);
  const std::string nothing = metrics_text({}, nas());
  CHECK(nothing.find("\nlapse_last_run_timestamp_seconds ") == std::string::npos);
  CHECK(nothing.find("\nlapse_purge_record_agrees ") == std::string::npos);
  CHECK(names_in(nothing, "# TYPE ", ' ') == names_in(text, "# TYPE ", ' '));
}

TEST_CASE("the page names all metrics, and no other") {
  const std::string text = metrics_text(after_a_night(), nas());
  CHECK(names_in(page(), "| `", '`') == names_in(text, "# TYPE ", ' '));
  CHECK(names_in(text, "# HELP ", ' ') == names_in(text, "# TYPE ", ' '));
}

}  // namespace lapse::adapters::report::tests
