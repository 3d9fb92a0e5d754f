#include "engine/deliver.h"

#include <algorithm>

#include "engine/persist.h"

namespace lapse::engine {
namespace {

using Outcome = Receipt::Outcome;

Receipt attempt(const Notice& notice, const Texts& texts, Notifier& notifier) {
  try {
    return notifier.deliver(texts.compose(notice));
  } catch (const TextError& error) {
    return {Outcome::never, error.what()};
  }
}

void count(Delivery& delivery, const Settlement& settlement) {
  if (settlement.receipt.outcome == Outcome::handed) {
    ++delivery.handed;
  } else if (settlement.dead) {
    ++delivery.dead;
  } else if (settlement.receipt.outcome == Outcome::ambiguous) {
    ++delivery.ambiguous;
  } else {
    ++delivery.later;
  }
}

Settlement settlement_of(const Notice& notice, Receipt receipt, const rules::Policy& policy,
                         schedules::Instant now) {
  Settlement settlement;
  settlement.number = notice.number;
  settlement.dead = receipt.outcome == Outcome::never ||
                    (receipt.outcome != Outcome::handed && notice.attempts >= kAttemptsAtMost);
  settlement.receipt = std::move(receipt);
  if (notice.date) settlement.told = policy.zone.midnight(*notice.date);
  settlement.retry_at = now + backoff_seconds(notice.attempts);
  return settlement;
}

// A claim whose commit lost its answer was sent to nobody: the next one marks it as ambiguous, to be sent
// once.
std::vector<Notice> claim(Hands& hands, const Rulebook& book, schedules::Instant now) {
  auto transaction = hands.store.begin(hands.lease, hands.clock.now());
  auto notices = transaction->claim(now, kClaimRows, book.policy);
  transaction->commit();
  return notices;
}

// Settling twice changes nothing more: only what is still being sent is settled.
void settle(Hands& hands, const std::vector<Settlement>& settlements, schedules::Instant now) {
  auto transaction = hands.store.begin(hands.lease, hands.clock.now());
  transaction->settle(settlements, now);
  transaction->commit();
}

// Back to the queue, as if it had never been claimed: nothing was sent.
Settlement unsent(const Notice& notice, schedules::Instant now) {
  Settlement settlement;
  settlement.number = notice.number;
  settlement.receipt = {Outcome::later, "not sent: the engine was asked to stop"};
  settlement.retry_at = now;
  return settlement;
}

}  // namespace

std::int64_t backoff_seconds(int attempts) {
  constexpr std::int64_t kFirst = 300;
  constexpr std::int64_t kLongest = 6 * schedules::kSecondsPerHour;
  std::int64_t seconds = kFirst;
  for (int i = 1; i < attempts && seconds < kLongest; ++i) seconds *= 2;
  return std::min(seconds, kLongest);
}

Delivery deliver(Hands& hands, const Rulebook& book, schedules::Instant now, const Texts& texts,
                 Notifier& notifier) {
  Delivery delivery;
  delivery.interrupted = jumped(hands).has_value();
  // A clock that is set right by a second is no clock that went back.
  const auto looked = hands.store.engine_state().last_as_of;
  if (hands.watch && now < looked && looked - now <= kApart) now = looked;
  if (!delivery.interrupted) require_time(hands, book, now);
  while (!delivery.interrupted) {
    const auto notices = persist(hands, [&] { return claim(hands, book, now); });
    if (notices.empty()) break;
    std::vector<Settlement> settlements;
    schedules::Instant renewed = hands.clock.now();
    for (const auto& notice : notices) {
      if (hands.clock.now() - renewed >= kRenewSeconds) {
        renew(hands);
        renewed = hands.clock.now();
      }
      delivery.interrupted = delivery.interrupted || hands.stop || jumped(hands).has_value();
      if (delivery.interrupted) {
        settlements.push_back(unsent(notice, now));
        continue;
      }
      settlements.push_back(settlement_of(notice, attempt(notice, texts, notifier), book.policy, now));
      count(delivery, settlements.back());
      if (settlements.back().dead) {
        hands.observer.on("notice-dead", "notice " + std::to_string(notice.number) + " (" + notice.send +
                                             " for " + notice.account +
                                             ") was given up: " + settlements.back().receipt.detail);
      }
    }
    // The answers are held until they are surely written down: without them, every message would go out
    // again.
    persist(hands, [&] { settle(hands, settlements, now); });
    hands.observer.progress("delivering", delivery.handed, 0);
  }
  return delivery;
}

}  // namespace lapse::engine
