#include "engine/perform.h"

#include <map>

#include "engine/persist.h"

namespace lapse::engine {
namespace {

using Outcome = Receipt::Outcome;

static_assert(kRenewSeconds + kLongestEffectSeconds < kLeaseSeconds);

class Performance {
 public:
  Performance(Hands& hands, schedules::Instant now, Performer& performer)
      : hands_(hands), now_(now), performer_(performer), renewed_(hands.clock.now()) {}

  Delivery all() {
    delivery_.interrupted = jumped(hands_).has_value();
    if (delivery_.interrupted) return delivery_;
    persist(hands_, [&] { cancel_overtaken(); });
    while (!delivery_.interrupted) {
      const auto effects = persist(hands_, [&] { return claim(); });
      if (effects.empty()) break;
      std::vector<EffectSettlement> settlements;
      for (const auto& effect : effects) settlements.push_back(settle(effect));
      // The answers are held until they are surely written down: without them, every effect would be
      // repeated.
      persist(hands_, [&] { write_down(settlements); });
      hands_.observer.progress("carrying into the directory", delivery_.handed, 0);
    }
    return delivery_;
  }

 private:
  std::unique_ptr<Transaction> begin() { return hands_.store.begin(hands_.lease, hands_.clock.now()); }

  void cancel_overtaken() {
    auto transaction = begin();
    transaction->cancel_overtaken_effects();
    transaction->commit();
  }

  // A claim whose commit lost its answer was carried out nowhere: the next one marks it as ambiguous.
  std::vector<Effect> claim() {
    auto transaction = begin();
    auto effects = transaction->claim_effects(now_, kClaimRows);
    transaction->commit();
    return effects;
  }

  void write_down(const std::vector<EffectSettlement>& settlements) {
    auto transaction = begin();
    transaction->settle_effects(settlements, now_);
    transaction->commit();
  }

  EffectSettlement settle(const Effect& effect) {
    delivery_.interrupted = delivery_.interrupted || hands_.stop || jumped(hands_).has_value();
    if (delivery_.interrupted) return spared(effect, now_, "not done: the engine was asked to stop");
    if (failures_[effect.name] >= kFailuresInARow) {
      ++delivery_.later;
      return spared(effect, now_ + backoff_seconds(1), "not tried: " + reasons_[effect.name]);
    }
    if (hands_.clock.now() - renewed_ >= kRenewSeconds) {
      renew(hands_);
      renewed_ = hands_.clock.now();
    }
    return judge(effect, performer_.perform(effect));
  }

  EffectSettlement judge(const Effect& effect, Receipt receipt) {
    const bool answered = receipt.outcome == Outcome::handed || receipt.outcome == Outcome::never;
    failures_[effect.name] = answered ? 0 : failures_[effect.name] + 1;
    reasons_[effect.name] = receipt.detail;
    EffectSettlement settlement;
    settlement.number = effect.number;
    settlement.attempts = effect.attempts;
    settlement.retry_at = now_ + backoff_seconds(effect.attempts);
    settlement.dead = receipt.outcome == Outcome::never || (!answered && effect.attempts >= kAttemptsAtMost);
    settlement.receipt = std::move(receipt);
    count(settlement);
    if (settlement.dead) {
      hands_.observer.on("effect-dead", "effect " + std::to_string(effect.number) + " (" + effect.name +
                                            " for " + effect.account +
                                            ") was given up: " + settlement.receipt.detail);
    }
    return settlement;
  }

  void count(const EffectSettlement& settlement) {
    if (settlement.receipt.outcome == Outcome::handed) {
      ++delivery_.handed;
    } else if (settlement.dead) {
      ++delivery_.dead;
    } else if (settlement.receipt.outcome == Outcome::ambiguous) {
      ++delivery_.ambiguous;
    } else {
      ++delivery_.later;
    }
  }

  // Back to the queue as if it had never been claimed.
  static EffectSettlement spared(const Effect& effect, schedules::Instant retry_at, std::string why) {
    return {effect.number, {Outcome::later, std::move(why)}, retry_at, effect.attempts - 1, false};
  }

  Hands& hands_;
  schedules::Instant now_;
  Performer& performer_;
  schedules::Instant renewed_;
  Delivery delivery_;
  std::map<std::string, int> failures_;  // in a row, by effect
  std::map<std::string, std::string> reasons_;
};

}  // namespace

Delivery perform(Hands& hands, schedules::Instant now, Performer& performer) {
  return Performance(hands, now, performer).all();
}

}  // namespace lapse::engine
