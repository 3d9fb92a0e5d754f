// The record of purges: who was purged, outside of the database, so that an older copy of the database that
// is put back cannot bring purged people back unnoticed.
//
// A line of the record is a claim. It is written, and safe on the disk, before the transaction that purges is
// committed, so the record never misses anybody, and says too much only where that commit never happened. In
// the same transaction the database notes how far the record goes (its head). Equal heads: they agree. A
// record that goes further names people whom the database does not have as purged, and is either
//   the rest of a transaction that was not committed: one, of the newest run of the database, which is still
//   running and of this local day. Its lines are withdrawn, and the night goes on; or
//   the sign of an older copy. Then nothing is imported, decided or sent until a person has looked: the copy
//   has notices to these people in its outbox, and would delete by what was known then.
// Written after the commit instead, a machine that dies in between would leave people whom neither the record
// nor the copy that is put back after such a death knows of.
//
// A night that is cut there and goes on only on another day is taken for an older copy: its people were due,
// and are made good like any other.
// What a copy from within the very run cannot tell, where it is put back on the same day: one transaction of
// purges looks uncommitted. They are deleted and due in that copy, and are purged by the run that goes on.
// One writer  Purges are carried out by the engine that leads (carry_out.h), one transaction at a time.
// Source  UK GDPR, article 5(1)(e), storage limitation; INV10.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/tombstone.h"

namespace lapse::engine {

struct RecordedPurge {
  Tombstone who;
  std::int64_t run = 0;    // 0: taken over from a database that had no record
  std::int64_t block = 0;  // with the run, one transaction: its first journal number
};

// What the record says after a head.
struct RecordTail {
  bool there = false;                 // there is a record at all
  bool found = false;                 // it has that head; an empty head is before its first line
  std::vector<RecordedPurge> purges;  // without those that were withdrawn
  std::string head;                   // its newest
};

// It cannot be read or written, or is not what was written: the message says what to do.
class RecordError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The port. Whatever it cannot do is a RecordError.
class PurgeRecord {
 public:
  virtual ~PurgeRecord() = default;
  virtual std::string name() const = 0;  // for sentences: where it is
  virtual const TombstoneKey& key() const = 0;
  virtual void require_writable() const = 0;
  // Reads all of it, and proves that no line was changed, added or taken away before its end.
  virtual RecordTail after(const std::string& head) const = 0;
  // Both are safe on the disk when they return the new head. They begin a record that is not there yet, and
  // refuse one that somebody else has written to since it was read here.
  virtual std::string append(const std::vector<RecordedPurge>& purges) = 0;
  virtual std::string withdraw(std::size_t purges) = 0;  // the last so many lines
};

// How far the record of purges goes that this database knows (purge_record.h), and why it does.
struct RecordNote {
  schedules::Instant at;
  std::string actor;
  std::string reason;
  std::string head;
};

// Accounts that were purged before, in a database that did not know of it.
struct PurgeOrder {
  schedules::Instant at;
  std::string edition;
  std::string actor;
  std::string reason;
  std::string to_state;
  std::vector<Tombstone> accounts;  // under their ids, as the record has them
};

class Store;
struct Hands;
struct Rulebook;
struct Run;

struct RecordFindings {
  RecordTail tail;
  std::vector<RecordedPurge> missing;  // of the tail: whom the database does not have as purged
  bool uncommitted = false;            // all that is missing is of a transaction that was not committed
  std::string problem;                 // empty: the record is that of this database, and it is no older copy
};

// Reads only. `record`: nullptr where none is configured. Throws RecordError.
RecordFindings compare(const Store& store, const PurgeRecord* record, schedules::Instant now);

// All of this run, and of one transaction of it.
bool are_of_one_transaction(const std::vector<RecordedPurge>& purges, const Run& run);

class RecordRefused : public std::runtime_error {  // the message is compare()'s problem
 public:
  using std::runtime_error::runtime_error;
};

// Before anything else is done under a lease. Begins a record that is configured but not there, with all that
// the database has; withdraws what was not committed; refuses what compare() has a problem with.
void require_record(Hands& hands, PurgeRecord* record, schedules::Instant now);

struct PurgedAgain {
  std::vector<std::string> accounts;  // by id: purged again
  std::int64_t unknown = 0;           // have no account here; they are recognised when they come again
  bool begun = false;                 // a new record was begun
};

// Erases whoever the record has as purged and the database has not: without notices and effects, which went
// out when it was done first. With `begin_anew`, a record that is lost is written anew from the database
// instead.
struct PurgeAgainTerms {
  schedules::Instant now;
  std::string reason;
  bool begin_anew = false;
};
PurgedAgain purge_again(Hands& hands, const Rulebook& book, PurgeRecord& record,
                        const PurgeAgainTerms& terms);
// The same, by looking only.
PurgedAgain preview_purge_again(const Store& store, const Rulebook& book, const PurgeRecord& record,
                                schedules::Instant now);

}  // namespace lapse::engine
