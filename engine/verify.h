// Is the journal whole, and does the account table say what it says (INV14)? Reads only.
#pragma once

#include <string>
#include <vector>

#include "engine/store.h"

namespace lapse::engine {

struct Verification {
  std::int64_t rows = 0;
  std::int64_t blocks = 0;
  std::string head;                   // digest of the last block
  std::vector<std::string> findings;  // first 20, in plain sentences
  std::int64_t findings_in_all = 0;
  std::string not_looked_at = {};  // beside the journal, and why; no finding. Empty: nothing
};

Verification verify(const Store& store);

}  // namespace lapse::engine
