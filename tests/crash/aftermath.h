// What must be true after a night, disturbed or not.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/crash/process.h"

namespace lapse::tests {

using Copies = std::map<std::string, std::vector<std::string>>;  // what was sent, by Message-ID

// Takes every message, and refuses one address for good.
Letterbox picky_letterbox();

// An hour after the evening, two hours, ...: by then, the lease of the process before is over.
schedules::Instant after_hours(int hours);

struct Undisturbed {
  std::string dump;
  Copies copies;
  int writes = 0;
  int commits = 0;
};
const Undisturbed& undisturbed();

// The URL of the evening's database, as it was: whatever has been done to it since is gone.
std::string evening_again();

// Notices that were sent, perhaps, and whose answer was not written down.
std::int64_t on_the_wire(adapters::sql::Database& database);

// True of a night cut short as well: no change without its journal row, its notices and its chunk.
void check_sound(adapters::sql::SqlStore& store);

// Equal to the undisturbed night, row by row; and every message sent once, but for second copies of those
// that were on the wire.
void check_as_undisturbed(adapters::sql::SqlStore& store, const Letterbox& letterbox, std::int64_t ambiguous);

}  // namespace lapse::tests
