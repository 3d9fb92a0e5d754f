// Opening a database by its URL: the only way to a Store.
//
// url.h says what a URL may be; `password` belongs to its user. Errors are StoreError: a file that is
// missing, cannot be read or written, is no database of lapse, or was made by a newer version; each says what
// to do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/dialect.h"
#include "engine/correction.h"
#include "engine/purge_record.h"
#include "engine/store.h"
#include "engine/tombstone.h"

namespace lapse::adapters::sql {

// The schema must be current: `initialise` makes it so. Without a key, people who were purged are not
// recognised; without their record (engine/purge_record.h), nobody is purged on a database that has one.
std::unique_ptr<engine::Store> open_store(const std::string& url, const std::string& password, Access access,
                                          engine::TombstoneKey key = {},
                                          std::shared_ptr<engine::PurgeRecord> record = nullptr);

// On a connection of its own; it waits for the engine's transaction in hand.
std::unique_ptr<engine::CorrectionDesk> open_correction_desk(const std::string& url,
                                                             const std::string& password);

struct Initialised {
  bool created = false;                 // there was no database before
  std::vector<std::string> migrations;  // names of those that ran now
};

// Creates the database or brings its schema up to date, each named migration in its own transaction. With
// `simulated_from` the database gets a simulated clock that stands at that instant; only a new one can.
Initialised initialise(const std::string& url, const std::string& password,
                       std::optional<schedules::Instant> simulated_from);

// Opens the database as a run would, and asks it about itself. Whether this user may read and write is tried
// with statements that meet no row, in a transaction that is rolled back; not on a database that takes no
// changes.
engine::Inspection try_out(const std::string& url, const std::string& password);

}  // namespace lapse::adapters::sql
