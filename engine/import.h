// One source into the accounts: stage every row, check the whole, then make it visible at once or not at all.
//
// An import may only raise idle_since (INV19), never lowers it: a truncated, stale or empty feed can make
// nobody look idle. What people did is inferred from the feed: a login after the mark reactivates (E3), a
// leaver mark newer than what we know is a leaver event. Rejected rows are reported, and their accounts are
// left alone until a good row comes; an export with many of them is refused whole. Of one that is not
// believed (engine/trust.h) only what is in people's favour is taken.
#pragma once

#include <functional>
#include <string>

#include "engine/feed.h"
#include "engine/pass.h"
#include "engine/records.h"

namespace lapse::engine {

class ImportRefused : public std::runtime_error {  // a guard: exit code 4
 public:
  using std::runtime_error::runtime_error;
};

// What is to be imported, by name. A `digest` of the content lets a later import see that nothing is new.
struct Source {
  std::string name;
  FeedKind feed = FeedKind::accounts;
  std::string digest = {};
  std::string watermark = {};  // kept with the feed when the import is done
  bool changes_only = false;   // what it does not have did not change: nobody vanishes
  bool piece = false;          // one of several files, of which each is needed
};

struct ImportReport {
  std::string source;
  StagingResult staged;
  ImportResult result;
  std::string doubt = {};  // why it is not believed; empty: it is
};

// `fill` hands every row of the source to the Intake it is given; what it throws ends the import, changing
// nothing. `rejects` hears every rejected row, those of the source and those that only the whole shows
// (doubles).
ImportReport import_feed(Hands& hands, const Rulebook& book, schedules::Instant as_of, const Source& source,
                         const std::function<void(Intake&)>& fill, Intake& rejects);

}  // namespace lapse::engine
