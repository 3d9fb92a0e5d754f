#include "engine/import.h"

#include "engine/guards.h"
#include "engine/persist.h"
#include "engine/trust.h"

namespace lapse::engine {
namespace {

// The limit of the policy on accounts that one import may make vanish.
void refuse_vanishing(const rules::Policy& policy, const Store& store, const std::string& source,
                      const StagingResult& staged) {
  const std::int64_t population = store.engine_state().population;
  for (const auto& limit : policy.guards.limits) {
    if (limit.count != "vanished") continue;
    const std::int64_t most = allowed(limit, population);
    if (staged.vanishing <= most) continue;
    throw ImportRefused(source + ": " + std::to_string(staged.vanishing) + " of " +
                        std::to_string(population) + " accounts would vanish, " + std::to_string(most) +
                        " may; nothing was imported, see whether the export is complete");
  }
}

// A few bad rows are set aside; when they are many, it is the export that is bad, and the good rows are no
// better.
void refuse_rejected(const std::string& source, const StagingResult& staged) {
  constexpr std::int64_t kShare = 10;  // one in ten
  if (staged.rejected <= kFew || staged.rejected * kShare <= staged.rows + staged.rejected) return;
  throw ImportRefused(
      source + ": " + std::to_string(staged.rejected) + " of " +
      std::to_string(staged.rows + staged.rejected) + " rows could not be read" +
      (staged.absurd == 0 ? "" : ", " + std::to_string(staged.absurd) + " for dates that cannot be") +
      "; nothing was imported, see the rejected rows for what is wrong");
}

// Passes every record on, and keeps the lease alive while a long source is read.
class Heartbeat : public Intake {
 public:
  Heartbeat(Hands& hands, Intake& next) : hands_(hands), next_(next), renewed_(hands.clock.now()) {}

  void account(const AccountRecord& record) override { beat(), next_.account(record); }
  void login(const LoginRecord& record) override { beat(), next_.login(record); }
  void organisation(const OrganisationRecord& record) override { beat(), next_.organisation(record); }
  void membership(const MembershipRecord& record) override { beat(), next_.membership(record); }
  void hold(const HoldRecord& record) override { beat(), next_.hold(record); }
  void reject(const Reject& reject) override {
    beat(), next_.reject(reject);
    absurd_ += reject.absurd ? 1 : 0;
  }
  std::int64_t absurd() const { return absurd_; }

 private:
  void beat() {
    constexpr std::int64_t kRowsBetweenLooks = 1000;
    if (++rows_ % kRowsBetweenLooks != 0) return;
    const auto now = hands_.clock.now();
    if (now - renewed_ < kRenewSeconds) return;
    renew(hands_);
    renewed_ = now;
    hands_.observer.progress("reading", rows_, 0);
  }

  Hands& hands_;
  Intake& next_;
  schedules::Instant renewed_;
  std::int64_t rows_ = 0;
  std::int64_t absurd_ = 0;
};

bool is_imported(const Store& store, const ImportTerms& terms) {
  for (const auto& feed : store.feeds()) {
    if (feed.source != terms.source || terms.digest.empty()) continue;
    return feed.imported_at == terms.as_of && feed.digest == terms.digest && feed.rows == terms.staged.rows &&
           feed.watermark == terms.watermark;
  }
  return false;
}

Extent extent_of(const Source& source) {
  if (source.changes_only) return Extent::changes;
  return source.piece ? Extent::piece : Extent::whole;
}

ImportTerms terms_of(const Source& source, schedules::Instant as_of, const Rulebook& book, const Hands& hands,
                     const ImportReport& report, bool favours_only) {
  ImportTerms terms;
  terms.source = source.name;
  terms.feed = source.feed;
  terms.as_of = as_of;
  terms.edition = book.hash;
  terms.actor = hands.actor;
  terms.staged = report.staged;
  terms.watermark = source.watermark;
  terms.changes_only = source.changes_only;
  terms.piece = source.piece;
  terms.doubt = report.doubt;
  terms.favours_only = favours_only;
  // What is not taken of it now is taken when the same content is believed: until then it was not imported.
  const bool waits = favours_only && source.feed == FeedKind::accounts;
  if (!waits) terms.digest = source.digest;
  return terms;
}

ImportReport try_import(Hands& hands, const Rulebook& book, schedules::Instant as_of, const Source& source,
                        const std::function<void(Intake&)>& fill, Intake& rejects) {
  require_time(hands, book, as_of);
  rejects.begin();
  ImportReport report{source.name, {}, {}, ""};
  const auto staging = hands.store.stage(hands.lease, source.feed, rejects);
  Heartbeat heartbeat(hands, *staging);
  fill(heartbeat);
  report.staged = staging->finish(book.policy);
  report.staged.absurd = heartbeat.absurd();
  if (source.changes_only) report.staged.vanishing = 0;
  refuse_rejected(source.name, report.staged);
  refuse_vanishing(book.policy, hands.store, source.name, report.staged);
  const auto past = hands.store.past_imports(source.name, kPastImports);
  report.doubt = doubt_of(book.policy, source.feed, report.staged, extent_of(source), past);
  // Of a source that was never believed there is nothing better to keep to.
  const bool favours_only = !report.doubt.empty() && !past.empty();
  const ImportTerms terms = terms_of(source, as_of, book, hands, report, favours_only);
  const bool was_so_before = is_imported(hands.store, terms);  // then it tells nothing of this commit
  require_time(hands, book, as_of);
  persist(hands, [&] {
    auto transaction = hands.store.begin(hands.lease, hands.clock.now());
    report.result = transaction->merge(terms, book.policy);
    commit(hands, *transaction, [&] { return !was_so_before && is_imported(hands.store, terms); });
  });
  return report;
}

}  // namespace

ImportReport import_feed(Hands& hands, const Rulebook& book, schedules::Instant as_of, const Source& source,
                         const std::function<void(Intake&)>& fill, Intake& rejects) {
  // Rows that may be staged or not are staged anew, from the first.
  return persist(hands, [&] { return try_import(hands, book, as_of, source, fill, rejects); });
}

}  // namespace lapse::engine
