#include "adapters/notify/smtp_outcome.h"

#include <algorithm>
#include <array>

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

// "Log in first", "encrypt first", "wrong login": answers to MAIL that are about us.
constexpr std::array kAboutOurLogin{530L, 534L, 535L, 538L};

bool is_final(long code) {
  return code >= 500 && std::find(kAboutOurLogin.begin(), kAboutOurLogin.end(), code) == kAboutOurLogin.end();
}

}  // namespace

Outcome outcome_of(const Conversation& conversation) {
  if (conversation.accepted) return Outcome::handed;
  const bool refused = conversation.reply_code >= kFirstRefusal;
  if (conversation.body_sent && !refused) return Outcome::ambiguous;
  const bool about_message =
      conversation.body_sent || (conversation.command_refused && !conversation.sender_refused);
  return about_message && is_final(conversation.reply_code) ? Outcome::never : Outcome::later;
}

}  // namespace lapse::adapters::notify
