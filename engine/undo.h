// Takes back what a run did, for every account that has not changed since.
//
// Moves     The account is again what it was, since when it was. Its ladder begins anew: the rule that moved
//           it can do so only after all of its warnings. Who was told of the move hears that it was taken
//           back; who was not told yet hears nothing.
// Warnings  The ladder begins anew; who was told the date hears that it holds no longer. All the same nobody
// is
//           acted on sooner than it: an earlier warning may have told it too (INV12).
// Effects   What was not done yet is cancelled; the events that lead out of the state say what is done
//           instead.
// Not back  What is final, and whom somebody or something moved or warned since. They are named.
// Atomic    A chunk is one transaction. Killed between two, the same call goes on: what is back is let be.
// Errors    StoreError; Fenced; UndoRefused, when nothing was changed.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/pass.h"
#include "engine/undo_row.h"

namespace lapse::engine {

class UndoRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct UndoTerms {
  std::int64_t run = 0;  // to take back
  schedules::Instant at;
  std::string reason;
  int chunk_rows = 0;  // 0: what suits the database
};

struct UndoResult {
  Run of;
  std::int64_t run = 0;                       // under which it was taken back; 0: it was not, only looked at
  std::map<std::string, std::int64_t> moves;  // by rule: accounts that are back, or could go
  std::map<std::string, std::int64_t> warnings;  // by rule: warnings taken back, or that could be
  std::int64_t already = 0;                      // were back before
  std::int64_t notices = 0;                      // that say so
  std::vector<UndoRow> left;                     // in the order of the run
  bool interrupted = false;
};

UndoResult preview_undo(const Store& store, const UndoTerms& terms);
UndoResult undo(Hands& hands, const Rulebook& book, const UndoTerms& terms);

}  // namespace lapse::engine
