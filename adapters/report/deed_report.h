// What people did to accounts, one line each: for people and for machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/deed.h"
#include "engine/views.h"
#include "rules/model.h"

namespace lapse::adapters::report {

struct DeedLine {
  std::int64_t line = 0;  // of the file, 0 without one
  std::string asked;      // the account as it was asked for
  engine::Deed deed;      // its account is empty when none was found
  std::vector<engine::Denial> denials;
  engine::DeedResult result;
  std::vector<engine::NoticeView> cancelled;  // that waited, and go out no more
  bool tried = false;                         // false: it did not come so far

  bool done() const { return tried && denials.empty(); }
};

struct DeedReport {
  std::string command;  // "leaver"
  bool dry_run = false;
  std::vector<DeedLine> lines;
};

// All of it, a line for each.
std::string deeds_text(const DeedReport& report, const rules::Policy& policy, bool colour);
// Of one alone, with all that there is to say.
std::string deed_text(const DeedReport& report, const DeedLine& line, const rules::Policy& policy);
std::string denials_text(const DeedLine& line);  // "refused: ..." with the remedy, a line for each
std::string deeds_json(const DeedReport& report);

}  // namespace lapse::adapters::report
