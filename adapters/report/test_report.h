// `lapse test`: which stories end as they should, what came instead, and why; for people, machines and CI.
#pragma once

#include <string>
#include <vector>

#include "engine/play.h"
#include "rules/model.h"

namespace lapse::adapters::report {

struct ToldStory {
  std::string file;
  std::string name;
  int line = 0;
  engine::Played played;
  std::string excerpts;  // of the failures, rendered
};

struct TestReport {
  std::vector<ToldStory> stories;
  std::vector<std::string> policies;  // files
  engine::Parts unseen;               // parts of the policies that no story saw at work
  std::size_t parts = 0;              // of all
  bool mutated = false;
  std::size_t mutants = 0;
  std::vector<std::string> survivors;
};

bool all_passed(const TestReport& report);

std::string story_text(const ToldStory& story, const rules::Policy& policy,
                       bool colour);  // one line, or the failure
std::string test_summary(const TestReport& report, bool colour);
std::string test_json(const TestReport& report);
std::string test_junit(const TestReport& report);

}  // namespace lapse::adapters::report
