#include "engine/purge_record.h"

#include <algorithm>
#include <unordered_map>

#include "engine/carry_out.h"
#include "engine/explain_words.h"
#include "engine/persist.h"

namespace lapse::engine {
namespace {

std::string purges(std::size_t count) {
  return counted(static_cast<std::int64_t>(count), "purge");
}

// By the digest of the account: under one id somebody can be purged, come again, and be purged again.
class Latest {
 public:
  // False: this purge, or a later one of the account, is known.
  bool add(const std::string& digest, schedules::Instant purged_at) {
    const auto [known, is_new] = purged_at_.emplace(digest, purged_at);
    if (!is_new && known->second >= purged_at) return false;
    known->second = purged_at;
    return true;
  }
  bool knows(const Tombstone& stone) const {
    const auto known = purged_at_.find(stone.account);
    return known != purged_at_.end() && known->second >= stone.purged_at;
  }

 private:
  std::unordered_map<std::string, schedules::Instant> purged_at_;
};

Latest purged_in(const Store& store, const TombstoneKey& key) {
  Latest known;
  store.read_tombstones(
      [&](const Tombstone& stone) { known.add(digest_of_account(stone.account, key), stone.purged_at); });
  return known;
}

std::vector<RecordedPurge> missing_from(const Store& store, const PurgeRecord& record,
                                        const std::vector<RecordedPurge>& purges) {
  if (purges.empty()) return {};
  const auto known = purged_in(store, record.key());
  std::vector<RecordedPurge> missing;
  std::ranges::copy_if(purges, std::back_inserter(missing),
                       [&known](const RecordedPurge& one) { return !known.knows(one.who); });
  return missing;
}

// Of the run in hand, and of today: a copy from the middle of a run that is put back later is an older copy.
bool is_uncommitted(const Store& store, const std::vector<RecordedPurge>& missing, schedules::Instant now) {
  const auto newest = store.runs(1);
  if (newest.empty() || newest.front().status != Run::Status::running) return false;
  const Run& run = newest.front();
  if (!are_of_one_transaction(missing, run)) return false;
  const auto policy = stored_policy(store, run.edition);
  return policy && policy->zone.day_of(run.as_of) == policy->zone.day_of(now);
}

std::string older_copy(const PurgeRecord& record, const std::vector<RecordedPurge>& missing) {
  const auto earlier = [](const RecordedPurge& a, const RecordedPurge& b) {
    return a.who.purged_at < b.who.purged_at;
  };
  return "this database is an older copy, or a new one: " + record.name() + " has " + purges(missing.size()) +
         " that it does not have, the first of " +
         schedules::to_string(std::ranges::min_element(missing, earlier)->who.purged_at) +
         "; nothing is imported, decided or sent until they are made good: 'lapse purge-again --dry-run' "
         "says whom it is about, 'lapse purge-again --reason R' erases them again, without notices";
}

std::string problem_of(const PurgeRecord& record, const std::string& head, const RecordTail& tail) {
  if (!tail.there && !head.empty()) {
    return "the record of purges, " + record.name() +
           ", is not there: put it back, from the host that ran last or from a backup; if it is lost for "
           "good, 'lapse purge-again --begin-anew --reason R' begins a new one";
  }
  if (tail.there && !tail.found) {
    return record.name() +
           " is not the record of this database, or an older copy of it: it does not have the last purge "
           "that the database has; put the newest back, from the host that ran last or from a backup";
  }
  return "";
}

}  // namespace

bool are_of_one_transaction(const std::vector<RecordedPurge>& purges, const Run& run) {
  return std::ranges::all_of(purges, [&](const RecordedPurge& purge) {
    return purge.run == run.id && purge.who.purged_at == run.as_of && purge.block == purges.front().block;
  });
}

RecordFindings compare(const Store& store, const PurgeRecord* record, schedules::Instant now) {
  RecordFindings found;
  const std::string head = store.record_head();
  if (record == nullptr) {
    if (!head.empty())
      found.problem =
          "this database has a record of its purges, but the configuration names none: write "
          "'purge_record: PATH'";
    return found;
  }
  found.tail = record->after(head);
  found.problem = problem_of(*record, head, found.tail);
  if (!found.problem.empty()) return found;
  found.missing = missing_from(store, *record, found.tail.purges);
  if (found.missing.empty()) return found;
  found.uncommitted = !head.empty() && found.missing.size() == found.tail.purges.size() &&
                      is_uncommitted(store, found.missing, now);
  if (!found.uncommitted) found.problem = older_copy(*record, found.missing);
  return found;
}

namespace {

void save_head(Hands& hands, const RecordNote& note) {
  auto transaction = hands.store.begin(hands.lease, hands.clock.now());
  transaction->note_record(note);
  transaction->commit();
}

// Those who were purged before there was a record.
std::string take_over(const Store& store, PurgeRecord& record, const RecordTail& tail) {
  Latest known;
  for (const auto& purge : tail.purges) known.add(purge.who.account, purge.who.purged_at);
  std::vector<RecordedPurge> purges;
  store.read_tombstones([&](const Tombstone& stone) {
    RecordedPurge purge{stone, 0, 0};
    purge.who.account = digest_of_account(stone.account, record.key());
    if (known.add(purge.who.account, stone.purged_at)) purges.push_back(std::move(purge));
  });
  return record.append(purges);
}

}  // namespace

void require_record(Hands& hands, PurgeRecord* record, schedules::Instant now) {
  persist(hands, [&] {
    const auto found = compare(hands.store, record, now);
    if (!found.problem.empty()) throw RecordRefused(found.problem);
    if (record == nullptr) return;
    record->require_writable();
    const std::string head = hands.store.record_head();
    if (head.empty()) {
      save_head(hands, {now, hands.actor, "first seen", take_over(hands.store, *record, found.tail)});
      hands.observer.on("record-begun",
                        record->name() + " is the record of purges of this database from now on");
    } else if (found.uncommitted) {
      record->withdraw(found.missing.size());
      hands.observer.on("purges-withdrawn", purges(found.missing.size()) + " of run " +
                                                std::to_string(found.missing.front().run) +
                                                " had not been committed when it was cut short");
    }
  });
}

namespace {

struct Reckoned {
  std::vector<Tombstone> accounts;  // under their ids
  std::vector<Tombstone> unknown;
};

Reckoned reckon(const Store& store, const rules::Policy& policy, const PurgeRecord& record,
                const std::vector<RecordedPurge>& missing) {
  Reckoned reckoned;
  std::unordered_map<std::string, Tombstone> wanted;
  for (const auto& purge : missing) {
    auto& latest = wanted[purge.who.account];
    if (latest.purged_at <= purge.who.purged_at) latest = purge.who;
  }
  if (wanted.empty()) return reckoned;
  store.read_living(policy, [&](const std::string& account) {
    auto found = wanted.extract(record.key().of_account(account));
    if (found.empty()) return;
    reckoned.accounts.push_back(std::move(found.mapped()));
    reckoned.accounts.back().account = account;
  });
  for (auto& [digest, stone] : wanted) reckoned.unknown.push_back(stone);
  std::ranges::sort(reckoned.unknown, {}, &Tombstone::account);
  return reckoned;
}

PurgedAgain in_words(const Reckoned& reckoned) {
  PurgedAgain done{{}, static_cast<std::int64_t>(reckoned.unknown.size()), false};
  for (const auto& stone : reckoned.accounts) done.accounts.push_back(stone.account);
  return done;
}

const std::string& final_state(const rules::Policy& policy) {
  const auto found = std::ranges::find_if(policy.states, &rules::State::final);
  if (found == policy.states.end()) throw PassRefused("the policy has no final state to purge into");
  return found->name;
}

PurgedAgain begin_anew(Hands& hands, PurgeRecord& record, const PurgeAgainTerms& terms) {
  if (record.after("").there) {
    throw RecordRefused(record.name() +
                        " is there: move it away before a new one is begun, and keep it, it may be the one");
  }
  save_head(hands, {terms.now, hands.actor, terms.reason, take_over(hands.store, record, {})});
  return {{}, 0, true};
}

}  // namespace

PurgedAgain preview_purge_again(const Store& store, const Rulebook& book, const PurgeRecord& record,
                                schedules::Instant now) {
  const auto found = compare(store, &record, now);
  if (!found.problem.empty() && found.missing.empty()) throw RecordRefused(found.problem);
  if (found.uncommitted) return {};
  return in_words(reckon(store, book.policy, record, found.missing));
}

PurgedAgain purge_again(Hands& hands, const Rulebook& book, PurgeRecord& record,
                        const PurgeAgainTerms& terms) {
  return persist(hands, [&]() -> PurgedAgain {
    if (terms.begin_anew) return begin_anew(hands, record, terms);
    const auto found = compare(hands.store, &record, terms.now);
    if (!found.problem.empty() && found.missing.empty()) throw RecordRefused(found.problem);
    if (found.problem.empty()) return {};
    const auto reckoned = reckon(hands.store, book.policy, record, found.missing);
    // All of it or nothing: a copy that was made half good would look like one that is.
    auto transaction = hands.store.begin(hands.lease, hands.clock.now());
    transaction->purge_again(
        {terms.now, book.hash, hands.actor, terms.reason, final_state(book.policy), reckoned.accounts});
    transaction->bury(reckoned.unknown);
    transaction->note_record({terms.now, hands.actor, terms.reason, found.tail.head});
    transaction->commit();
    return in_words(reckoned);
  });
}

}  // namespace lapse::engine
