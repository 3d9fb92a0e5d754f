// What a run did to one account, and what became of that. Plain values for engine/undo.h.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace lapse::engine {

struct UndoRow {
  enum class Fate { can_go_back, is_back, final, changed };
  std::string account;
  std::string rule;
  bool move = false;       // otherwise a warning
  std::string state;       // of the account, now
  std::int64_t since = 0;  // when it came to it
  Fate fate = Fate::changed;
};

struct TakenBack {
  std::map<std::string, std::int64_t> moves;     // accounts by rule
  std::map<std::string, std::int64_t> warnings;  // the same
  std::int64_t notices = 0;                      // that say so
};

}  // namespace lapse::engine
