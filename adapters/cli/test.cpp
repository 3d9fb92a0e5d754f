#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "adapters/cli/failure.h"
#include "adapters/cli/find_config.h"
#include "adapters/cli/rulebook_files.h"
#include "adapters/cli/trusted_file.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/test_report.h"
#include "adapters/sql/story_store.h"
#include "embedded/files.h"
#include "engine/digest.h"
#include "rules/diagnostic_findings.h"
#include "rules/mutations.h"
#include "rules/parse.h"
#include "rules/parse_policy_test.h"

namespace lapse::adapters::cli {
namespace {

namespace fs = std::filesystem;

// One file of tests, and the policy that it is of.
struct TestFile {
  fs::path file;
  engine::Rulebook book;
  std::vector<rules::PolicyTest> tests;
};

// Stories need no holidays of their own: the shipped ones are those of every test, wherever it runs.
schedules::Holidays shipped_holidays(const rules::Policy& policy) {
  if (policy.holidays_name.empty()) return {};
  const std::string name = "schedules/holidays/" + policy.holidays_name + ".json";
  const auto text = embedded::embedded(name);
  rules::Diagnostics diagnostics;
  auto holidays = text.data() == nullptr
                      ? std::nullopt
                      : rules::parse_holidays(text, name, policy.holidays_name, diagnostics);
  if (holidays) return *holidays;
  throw Refusal(ExitCode::policy_invalid, "tests know the shipped holidays only, and none are called " +
                                              rules::quote(policy.holidays_name));
}

std::optional<TestFile> read_tests(const fs::path& file, Problems& problems) {
  const auto text = read_trusted(file, Readers::anybody, ExitCode::policy_invalid, problems);
  if (!text) return std::nullopt;
  rules::Diagnostics diagnostics;
  const auto policy_name = rules::policy_of_tests(*text, file.string(), diagnostics);
  problems.add(diagnostics, *text, ExitCode::policy_invalid);
  if (!policy_name) return std::nullopt;
  auto policy = load_policy(file.parent_path() / *policy_name, Asked::can_be_carried_out, problems);
  if (!policy) return std::nullopt;
  auto tests = rules::parse_policy_tests(*text, file.string(), policy->policy, diagnostics);
  problems.add(diagnostics, *text, ExitCode::policy_invalid);
  if (!tests) return std::nullopt;
  auto holidays = shipped_holidays(policy->policy);
  const std::string hash = engine::sha256(policy->text);
  return TestFile{file,
                  {std::move(policy->policy), std::move(holidays), std::move(policy->text), hash},
                  std::move(*tests)};
}

engine::Played tell(const engine::Rulebook& book, const rules::PolicyTest& test, engine::Wakeups wakeups,
                    engine::Until until) {
  sql::StoryStore store;
  return engine::play(
      store.store(), book, test,
      [&store](const std::vector<engine::ToldLadder>& ladders) { store.tell(ladders); }, wakeups, until);
}

class TestRun {
 public:
  TestRun(Session& session, const Arguments& arguments)
      : session_(session),
        only_(arguments.text("run")),
        wakeups_(arguments.flag("every-wakeup") ? engine::Wakeups::all : engine::Wakeups::that_matter) {}

  void tell_all(const TestFile& file) {
    engine::Parts unseen = engine::parts_of(file.book.policy);
    report_.parts += unseen.size();
    for (const rules::PolicyTest& test : file.tests) {
      if (!only_.empty() && test.name.find(only_) == std::string::npos) continue;
      report::ToldStory story{file.file.string(), test.name, test.place.line, {}, ""};
      story.played = cli::tell(file.book, test, wakeups_, engine::Until::end);
      for (const auto& part : story.played.seen) unseen.erase(part);
      if (!session_.json && !(session_.quiet && story.played.failures.empty()))
        session_.world.out << report::story_text(story, file.book.policy, session_.colour);
      report_.stories.push_back(std::move(story));
    }
    report_.unseen.merge(unseen);
  }

  // Tests that noticed one change are asked first about the next: they are likely to be about the same rule.
  void mutate(TestFile file) {
    report_.mutated = true;
    const auto mutations = rules::mutations_of(file.book.policy);
    for (std::size_t i = 0; i < mutations.size() && !session_.world.stop; ++i) {
      ++report_.mutants;
      session_.world.observer.progress("changes tried", static_cast<std::int64_t>(i + 1),
                                       static_cast<std::int64_t>(mutations.size()));
      engine::Rulebook book = file.book;
      mutations[i].change(book.policy);
      if (!is_noticed(book, file.tests)) report_.survivors.push_back(mutations[i].says);
    }
  }

  const report::TestReport& report() const { return report_; }

 private:
  bool is_noticed(const engine::Rulebook& book, std::vector<rules::PolicyTest>& tests) {
    const auto noticed = std::ranges::find_if(tests, [&](const rules::PolicyTest& test) {
      return !cli::tell(book, test, engine::Wakeups::that_matter, engine::Until::first_failure)
                  .failures.empty();
    });
    if (noticed == tests.end()) return false;
    std::rotate(tests.begin(), noticed, noticed + 1);
    return true;
  }

  Session& session_;
  std::string only_;
  engine::Wakeups wakeups_;
  report::TestReport report_;
};

void write_junit(const std::string& path, const report::TestReport& report) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << report::test_junit(report);
  if (!file.flush()) throw Refusal(ExitCode::failed, path + ": cannot be written");
}

}  // namespace

ExitCode run_test(Session& session, const Arguments& arguments) {
  Problems problems;
  std::vector<TestFile> files;
  for (const std::string& name : arguments.operands()) {
    if (auto file = read_tests(name, problems)) files.push_back(std::move(*file));
  }
  problems.refuse_errors();
  TestRun run(session, arguments);
  for (const TestFile& file : files) run.tell_all(file);
  if (run.report().stories.empty())
    throw Refusal(ExitCode::usage, "no test has " + rules::quote(arguments.text("run")) + " in its name");
  const bool passed = report::all_passed(run.report());
  if (arguments.flag("mutate") && passed) {
    for (TestFile& file : files) run.mutate(std::move(file));
  }
  if (!arguments.text("junit").empty()) write_junit(arguments.text("junit"), run.report());
  session.world.out << (session.json ? report::test_json(run.report())
                                     : report::test_summary(run.report(), session.colour));
  return report::all_passed(run.report()) ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
