// What an attempt over SMTP means for the outbox: the one place that judges reply codes.
//
// Only what the server says about this recipient or this text is `never`. What it says about us (greeting,
// TLS, login, our address as the sender) is ours to repair, so the message waits: one wrong word in the
// configuration must not make a whole night's notices dead.
#pragma once

#include "engine/notice.h"

namespace lapse::adapters::notify {

inline constexpr long kFirstRefusal = 400;  // 4xx for now, 5xx for good

struct Conversation {
  bool accepted = false;         // the final answer was yes
  bool command_refused = false;  // MAIL, RCPT or DATA was answered with no
  bool sender_refused = false;   // it was MAIL
  bool body_sent = false;        // the whole text was handed over, so the server may have taken it
  long reply_code = 0;           // the last one; 0 when there was none
};

engine::Receipt::Outcome outcome_of(const Conversation& conversation);

}  // namespace lapse::adapters::notify
