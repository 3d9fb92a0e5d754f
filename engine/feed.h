// Feeds: where data on accounts comes from, what an import staged, and what it changed. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schedules/instant.h"

namespace lapse::engine {

enum class FeedKind { accounts, logins, organisations, memberships, holds };
std::string_view to_string(FeedKind kind);

struct Feed {
  std::string source;
  FeedKind kind = FeedKind::accounts;
  schedules::Instant data_at;    // newest thing it knows; what freshness counts from
  schedules::Instant logins_at;  // newest sign-in it knows; 0: it knows none
  schedules::Instant imported_at;
  std::int64_t rows = 0;
  std::int64_t rejected = 0;
  std::string digest;          // of what was imported and the edition it was read with; empty: not known
  schedules::Instant full_at;  // when all of it was last imported, not changes only
  std::string watermark;       // how far it was read, in the words of the source; empty: it has none
  std::string doubt = {};      // why what it brought last is not believed (engine/trust.h); empty: it is
};

// An import that was believed: what the next one is measured by.
struct PastImport {
  schedules::Instant data_at;
  schedules::Instant logins_at;
  std::int64_t rows = 0;
};

struct StagingResult {
  std::int64_t rows = 0;  // good ones
  std::int64_t rejected = 0;
  std::int64_t vanishing = 0;  // accounts feed: known accounts that it does not have any more
  schedules::Instant data_at;
  schedules::Instant logins_at;
  std::int64_t people = 0;         // accounts feed: rows of people, who sign in
  std::int64_t without_login = 0;  // of them, those without a sign-in
  std::int64_t without_state = 0;  // accounts feed: rows without a state
  std::int64_t absurd = 0;         // rejected for a date that cannot be
};

struct ImportTerms {
  std::string source;
  FeedKind feed = FeedKind::accounts;
  schedules::Instant as_of;
  std::string edition;
  std::int64_t run = 0;
  std::string actor;
  StagingResult staged;
  std::string digest;          // as Feed::digest
  std::string watermark = {};  // as Feed::watermark
  bool changes_only = false;   // as Source::changes_only
  bool piece = false;          // as Source::piece
  std::string doubt = {};      // as Feed::doubt
  bool favours_only = false;   // what is not in people's favour waits for an import that is believed
};

struct ImportResult {
  std::int64_t arrived = 0;
  std::int64_t changed = 0;        // particulars
  std::int64_t used = 0;           // idle_since raised
  std::int64_t events = 0;         // state changes by people, seen in the feed
  std::int64_t ladders_ended = 0;  // warned accounts that were used again
  std::int64_t vanished = 0;
  std::int64_t returned = 0;
  std::int64_t ghosts = 0;          // logins on accounts that a login does not bring back
  std::int64_t recreated = 0;       // arrivals who are somebody that is deleted or was purged
  std::int64_t purged = 0;          // rows of accounts that were purged: not used, and not kept
  std::int64_t ignored_states = 0;  // states in the feed that no event of the policy leads to
};

}  // namespace lapse::engine
