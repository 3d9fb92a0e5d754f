#include "engine/alert.h"

#include <algorithm>

#include "engine/explain_words.h"
#include "engine/persist.h"

namespace lapse::engine {
namespace {

using Outcome = Receipt::Outcome;

Receipt attempt(const Alert& alert, const ComposeAlert& compose, Notifier& notifier) {
  try {
    return notifier.deliver(compose(alert));
  } catch (const TextError& error) {
    return {Outcome::never, error.what()};
  }
}

Settlement settlement_of(const Alert& alert, Receipt receipt, schedules::Instant now) {
  Settlement settlement;
  settlement.number = alert.number;
  settlement.dead = receipt.outcome == Outcome::never ||
                    (receipt.outcome != Outcome::handed && alert.attempts >= kAttemptsAtMost);
  settlement.receipt = std::move(receipt);
  settlement.retry_at = now + backoff_seconds(alert.attempts);
  return settlement;
}

void count(Delivery& delivery, const Settlement& settlement) {
  if (settlement.receipt.outcome == Outcome::handed) {
    ++delivery.handed;
  } else if (settlement.dead) {
    ++delivery.dead;
  } else {
    ++(settlement.receipt.outcome == Outcome::ambiguous ? delivery.ambiguous : delivery.later);
  }
}

}  // namespace

std::vector<Alert> alerts_of(const Plan& plan, const Run& run, const rules::Policy& policy) {
  std::vector<Alert> alerts;
  for (const auto& stop : plan.stops) {
    const auto same = std::ranges::find_if(
        alerts, [&stop](const Alert& alert) { return alert.kind == stop.kind && alert.rule == stop.rule; });
    if (same != alerts.end()) {
      ++same->organisations;
      same->would_have += stop.would_have;
      continue;
    }
    Alert alert;
    alert.run = run.id;
    alert.as_of = run.as_of;
    alert.day = policy.zone.day_of(run.as_of);
    alert.kind = stop.kind;
    alert.rule = stop.rule;
    alert.organisation = stop.organisation;
    alert.organisations = stop.organisation.empty() ? 0 : 1;
    alert.reason = stop.reason;
    alert.would_have = stop.would_have;
    alert.limit = stop.limit;
    alert.tell = policy.guards.tell;
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

std::string sentence_of(const Alert& alert) {
  std::string where;
  if (alert.organisations == 1) where = " in " + alert.organisation;
  if (alert.organisations > 1)
    where = " in " + counted(alert.organisations, "organisation") + ", first " + alert.organisation;
  const std::string what = alert.kind == rules::Treatment::Kind::move ? "" : " (its warnings)";
  return alert.rule + what + where + ": " + alert.reason;
}

std::vector<std::string> commands_to_pass(const std::string& rule, int approvers) {
  const std::string others =
      approvers == 1 ? "another person" : std::to_string(approvers) + " other people, each";
  return {"lapse plan --save --rule " + rule + "      # look at it; it gets a name, like P12",
          "lapse approve P12 --reason REASON      # " + others, "lapse apply P12"};
}

std::string how_to_pass(const std::string& rule, int approvers) {
  return "to let it pass: lapse plan --save --rule " + rule + "; then " +
         (approvers == 1 ? "another person" : std::to_string(approvers) + " other people") +
         ": lapse approve PLAN --reason REASON; then: lapse apply PLAN";
}

Delivery tell_alerts(Hands& hands, schedules::Instant now, const ComposeAlert& compose, Notifier& notifier) {
  Delivery delivery;
  while (!hands.stop) {
    const auto alerts = persist(hands, [&] {
      auto transaction = hands.store.begin(hands.lease, hands.clock.now());
      auto claimed = transaction->claim_alerts(now, kClaimRows);
      transaction->commit();
      return claimed;
    });
    if (alerts.empty()) break;
    std::vector<Settlement> settlements;
    for (const auto& alert : alerts) {
      settlements.push_back(settlement_of(alert, attempt(alert, compose, notifier), now));
      count(delivery, settlements.back());
      if (settlements.back().dead)
        hands.observer.on("alert-dead", "nobody could be told that a guard stopped " + alert.rule + ": " +
                                            settlements.back().receipt.detail);
    }
    persist(hands, [&] {
      auto transaction = hands.store.begin(hands.lease, hands.clock.now());
      transaction->settle_alerts(settlements, now);
      transaction->commit();
    });
  }
  return delivery;
}

}  // namespace lapse::engine
