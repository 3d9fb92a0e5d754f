// What a move asks to be done elsewhere, on its way out: one named effect on one account. OUTBOX.md is the
// format page.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/notice.h"
#include "rules/selection.h"
#include "schedules/instant.h"

namespace lapse::engine {

// Texts are UTF-8 and untrusted: they come from feeds.
struct Effect {
  std::int64_t number = 0;  // place in the outbox
  std::string key;          // stable: equal for every attempt, on every machine; 32 hex digits
  std::string account;
  std::int64_t epoch = 0;  // that began with the move
  std::string rule;        // or the event
  std::string name;        // "disable-mailbox"
  std::string from;
  std::string to;
  schedules::Instant since;  // the account is in `to` since then
  int attempts = 0;          // this one included
};

// What a statement, a command or a web address may be told of it, in one order.
struct Parameter {
  std::string_view name;
  rules::Value value;
};
inline constexpr std::array<std::string_view, 8> kParameters{"account", "from", "to",    "rule",
                                                             "since",   "key",  "epoch", "since_seconds"};
std::vector<Parameter> parameters_of(const Effect& effect);
std::string text_of(const rules::Value& value);

// The key of an effect: a digest of what makes it unique.
std::string effect_key(const Effect& effect);

// What became of one claimed effect.
struct EffectSettlement {
  std::int64_t number = 0;
  Receipt receipt;
  schedules::Instant retry_at;  // outcome later, ambiguous
  int attempts = 0;
  bool dead = false;  // given up
};

// One effect of an account, to look at.
struct EffectView {
  Effect effect;
  std::string state;  // queued, sending, ambiguous, handed, cancelled, dead
  schedules::Instant as_of;
  schedules::Instant handed_at;
  schedules::Instant next_try_at;
  std::string detail;
};

}  // namespace lapse::engine
