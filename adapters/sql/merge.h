// A finished staging made visible in one transaction: what people did, what changed, who is new, who is gone.
// Of a feed that is not believed (engine/trust.h): sign-ins, and whose row could not be read.
//
// Order   Events seen in the feed, activity, particulars, arrivals, absences: so a leaver mark is in force
// before a login
//         is looked at (E7), and nobody arrives twice.
// Bounds  A fixed number of statements per policy, whatever the size of the feed.
#pragma once

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/feed.h"
#include "engine/tombstone.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// The template that tells the team of a login on an account that a login does not bring back.
inline constexpr std::string_view kGhostLogin = "ghost-login";

class Merge {
 public:
  Merge(Database& database, const engine::ImportTerms& terms, const rules::Policy& policy,
        const engine::TombstoneKey& key);

  engine::ImportResult run();

 private:
  // merge.cpp
  void merge_organisations();
  void merge_memberships();
  void merge_holds();
  void seal();
  Stamp stamp() const;
  void ladders_of_other_rules();
  SeqRange journal(const JournalRows& rows, const Binds& binds);
  void follow_event(const rules::Event& event, const std::string& from, SeqRange rows);

  // merge_accounts.cpp
  void merge_accounts();
  void events_in_feed();
  void event_in_feed(const rules::Event& event, const std::string& from);
  void particulars();
  void ladders_of_changed_facts();
  void arrivals();
  void forget_purged();
  void absences();
  void vanished();
  std::int64_t set_missing(SeqRange rows, std::int64_t since);
  void population();

  // merge_activity.cpp
  void merge_activity(const std::string& staged);
  void find_newer(const std::string& staged);
  void refresh_statistics(const std::string& table);
  void quiet_times();
  void logins_that_move(const rules::Event& login);
  void logins_that_end_ladders(const rules::Event& login);
  void ghosts(const rules::Event& login);
  void raise_idle_since(const std::string& staged);
  void unreadable();

  Database& database_;
  const engine::ImportTerms& terms_;
  const rules::Policy& policy_;
  const engine::TombstoneKey& key_;
  engine::ImportResult result_;
  std::int64_t seq_before_ = 0;
};

}  // namespace lapse::adapters::sql
