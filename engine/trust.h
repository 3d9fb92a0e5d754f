// Whether what a source brought is believed, by the trust that the policy asks of its feed.
//
// What is not believed is not thrown away: of it is taken what is in people's favour, sign-ins and the
// protection of whoever has a row that could not be read. Leaver marks, arrivals, changed facts and who is
// missing wait for an import that is believed. Until then nothing destructive happens, and nobody is moved by
// a rule that counts from the last use (engine/gates.h); warnings go on.
//
// Few     Up to kFew rows are no sign, whatever their share: small feeds vary.
// Pieces  What comes in pieces of which each is needed (changes only, a file per day) stays in doubt until a
//         person says that it is right: the next piece does not bring what this one lacks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/feed.h"
#include "rules/model.h"

namespace lapse::engine {

inline constexpr std::int64_t kFew = 10;
inline constexpr int kPastImports = 28;  // that "usual" is made of

// What an import has of its source: all, one of the pieces that add up, or what changed.
enum class Extent { whole, piece, changes };

// How many rows the source usually has: the median of its last believed imports, or of those that end on the
// same weekday where that is less. Of pieces only those of the same weekday are alike: a Sunday says nothing
// of a Monday. nullopt: nothing of the kind was imported yet.
std::optional<std::int64_t> usual_rows(const std::vector<PastImport>& past, Extent extent,
                                       const schedules::Zone& zone, schedules::Instant data_at);

// One sentence for a person; empty: it is believed. `past` is of the source, newest first.
std::string doubt_of(const rules::Policy& policy, FeedKind feed, const StagingResult& staged, Extent extent,
                     const std::vector<PastImport>& past);

}  // namespace lapse::engine
