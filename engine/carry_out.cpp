#include "engine/carry_out.h"

#include <algorithm>
#include <map>

#include "engine/persist.h"
#include "engine/shares.h"
#include "rules/parse.h"

namespace lapse::engine {
namespace {

// Takes a person's mail away: who looks for the owners of a site must see it done, or not begun.
bool takes_mail_away(const Work& work, const rules::Policy& policy) {
  if (work.treatment.kind != rules::Treatment::Kind::move) return false;
  const auto* to = policy.state(work.treatment.to);
  return work.final || (to != nullptr && to->destructive);
}

class Carrier {
 public:
  Carrier(Hands& hands, const Run& run, const rules::Policy& policy, std::int64_t chunk_rows, Part part,
          ChunkResult& mine)
      : hands_(hands), run_(run), policy_(policy), chunk_rows_(chunk_rows), part_(part), mine_(mine) {
    for (auto& group : work_due(policy, run.as_of, run.permission, run.scope)) {
      for (auto& work : group.works) works_.emplace(work.number, std::move(work));
    }
  }

  CarriedOut all() {
    plan_ = persist(hands_, [&] { return hands_.store.plan_of(run_); });
    leaves_purges_ =
        part_ == Part::joined && !persist(hands_, [&] { return hands_.store.record_head(); }).empty();
    if (chunk_rows_ == 0) chunk_rows_ = hands_.store.chunk_rows();
    while (!hands_.stop) {
      const Step step = persist(hands_, [&] { return this->step(); });
      if (step == Step::nothing_left) return CarriedOut::all;
      if (step == Step::nobody_leads) return CarriedOut::left;
      if (step == Step::clock_jumped) {
        hands_.observer.on("clock-jumped", jumped(hands_).value_or(""));
        break;
      }
    }
    persist(hands_, [&] { give_back(); });
    return CarriedOut::interrupted;
  }

 private:
  enum class Step { worked, waited, nothing_left, nobody_leads, clock_jumped };

  Step step() {
    if (jumped(hands_)) return Step::clock_jumped;
    const Lease lease = hands_.store.lease();
    if (lease.fence == hands_.lease.fence && lease.holder.empty()) return Step::nobody_leads;
    auto left = left_of(plan_, hands_.store.done_of(run_));
    if (left.empty()) return Step::nothing_left;
    done_ = rows_of(plan_) - rows_of(left);
    const bool alone = keep_what_comes_first(left);
    if (leaves_purges_) std::erase_if(left, [&](const auto& span) { return works_.at(span.work).final; });
    if (left.empty()) {
      if (lease.until <= hands_.clock.now()) return Step::nobody_leads;
      hands_.clock.pause();
      return Step::waited;
    }
    const Taker taker{.worker = hands_.lease.holder,
                      .fence = hands_.lease.fence,
                      .now = hands_.clock.now(),
                      .rows = chunk_rows_,
                      .parts = alone ? 1 : 4};
    const auto share = share_of(left, hands_.store.claims_of(run_), taker);
    if (!share) {
      wait(lease);
      return Step::waited;
    }
    claim(share->range);
    for (const auto& spans : share->transactions) {
      if (hands_.stop) break;
      if (jumped(hands_)) return Step::clock_jumped;
      carry_out(spans, share->range, alone);
    }
    return Step::worked;
  }

  // As long as there is work of the first kind, only that is left. True when there is.
  bool keep_what_comes_first(std::vector<PlanSpan>& left) const {
    const auto first = [&](const PlanSpan& span) { return takes_mail_away(works_.at(span.work), policy_); };
    const bool any = std::ranges::any_of(left, first);
    if (any) std::erase_if(left, [&](const PlanSpan& span) { return !first(span); });
    return any;
  }

  // Those who hold the rest renew the lease while they live; if they do not, it must not lapse meanwhile.
  void wait(const Lease& lease) {
    if (lease.until - hands_.clock.now() < kRenewBelow) renew(hands_);
    hands_.clock.pause();
  }

  void claim(Chunk share) {
    claimed_until_ = hands_.clock.now() + kClaimSeconds;
    auto transaction = hands_.store.begin_beside(hands_.lease, hands_.clock.now());
    transaction->take(run_, share, claimed_until_);
    transaction->commit();
  }

  void give_back() {
    auto transaction = hands_.store.begin_beside(hands_.lease, hands_.clock.now());
    transaction->give_back(run_);
    transaction->commit();
  }

  void carry_out(const std::vector<PlanSpan>& spans, Chunk share, bool alone) {
    const auto now = hands_.clock.now();
    auto transaction =
        alone ? hands_.store.begin(hands_.lease, now) : hands_.store.begin_beside(hands_.lease, now);
    if (claimed_until_ - now < kClaimSeconds / 2) {
      claimed_until_ = now + kClaimSeconds;
      transaction->take(run_, share, claimed_until_);
    }
    std::vector<ChunkResult> results;
    results.reserve(spans.size());
    for (const auto& span : spans) {
      results.push_back(transaction->carry_out(run_, works_.at(span.work), policy_, {span.first, span.last}));
    }
    transaction->commit();
    for (std::size_t i = 0; i < spans.size(); ++i) tell(works_.at(spans[i].work), results[i]);
    done_ += rows_of(spans);
    hands_.observer.progress("carrying out", done_, rows_of(plan_));
  }

  void tell(const Work& work, const ChunkResult& result) {
    mine_.changed += result.changed;
    mine_.dropped += result.dropped;
    mine_.notices += result.notices;
    if (result.dropped == 0) return;
    hands_.observer.on("account-dropped", std::to_string(result.dropped) +
                                              " accounts changed after the plan of " + work.treatment.rule +
                                              " was made, and were left alone");
  }

  Hands& hands_;
  const Run& run_;
  const rules::Policy& policy_;
  std::int64_t chunk_rows_;
  Part part_;
  bool leaves_purges_ = false;  // to the engine that leads
  ChunkResult& mine_;
  std::map<int, Work> works_;
  std::vector<PlanSpan> plan_;
  std::int64_t done_ = 0;  // plan rows, by everybody
  schedules::Instant claimed_until_;
};

}  // namespace

CarriedOut carry_out(Hands& hands, const Run& run, const rules::Policy& policy, std::int64_t chunk_rows,
                     Part part, ChunkResult& mine) {
  return Carrier(hands, run, policy, chunk_rows, part, mine).all();
}

std::optional<rules::Policy> stored_policy(const Store& store, const std::string& hash) {
  const auto edition = store.edition(hash);
  if (!edition) return std::nullopt;
  rules::Diagnostics ignored;  // it was read without any before it was stored
  return rules::parse_policy(edition->text, edition->policy, ignored);
}

}  // namespace lapse::engine
