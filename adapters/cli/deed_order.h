// What the command line, or one line of a file, asks to be done to one account.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "adapters/cli/arguments.h"
#include "engine/deed.h"
#include "engine/rulebook.h"

namespace lapse::adapters::cli {

// A command that does something to accounts: `leaver` is the event leaver, `join` the event joiner.
struct Verb {
  std::string command;
  engine::Deed::Kind kind = engine::Deed::Kind::event;
  std::string event;  // of the policy; empty for holds
};

// Words by the name of their column or option: "reason", "new_organisation".
struct DeedOrder {
  std::int64_t line = 0;  // of the file, 0 without one
  std::map<std::string, std::string> words;
  std::string wrong;  // why the line cannot be read

  std::string word(const std::string& name) const;
};

// What an order may say with this verb: account, reason, and what the policy's event needs.
std::vector<std::string> words_of(const Verb& verb, const rules::Policy& policy);

// From operands and options; with --from one for each line of the file, in which what a line leaves empty is
// taken from the options. Refusal (usage) for too few and too many words; for a file that cannot be read
// (failed).
std::vector<DeedOrder> read_orders(const Verb& verb, const rules::Policy& policy, const Arguments& arguments);

// The deed but for its account, instant, actor and role. Adds what is wrong with its words.
engine::Deed deed_of(const Verb& verb, const rules::Policy& policy, const DeedOrder& order,
                     std::vector<engine::Denial>& denials);

}  // namespace lapse::adapters::cli
