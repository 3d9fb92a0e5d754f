#include "adapters/notify/smtp_outcome.h"

#include <doctest/doctest.h>

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

TEST_CASE("an answer after the text decides; no answer after the text is ambiguous") {
  CHECK(outcome_of({.body_sent = true, .reply_code = 550}) == Outcome::never);
  CHECK(outcome_of({.body_sent = true, .reply_code = 421}) == Outcome::later);
  CHECK(outcome_of({.body_sent = true, .reply_code = 354}) == Outcome::ambiguous);
  CHECK(outcome_of({.body_sent = true, .reply_code = 0}) == Outcome::ambiguous);
  CHECK(outcome_of({.accepted = true, .body_sent = true, .reply_code = 250}) == Outcome::handed);
}

TEST_CASE("a refusal before the text counts against the message only when a command of its own was refused") {
  CHECK(outcome_of({.command_refused = true, .reply_code = 550}) == Outcome::never);
  CHECK(outcome_of({.command_refused = true, .reply_code = 450}) == Outcome::later);
  CHECK(outcome_of({.command_refused = false, .reply_code = 554}) == Outcome::later);
  CHECK(outcome_of({.command_refused = false, .reply_code = 0}) == Outcome::later);
}

TEST_CASE("a refusal about our login is ours to repair, wherever it comes") {
  CHECK(outcome_of({.command_refused = true, .reply_code = 530}) == Outcome::later);
  CHECK(outcome_of({.body_sent = true, .reply_code = 535}) == Outcome::later);
}

}  // namespace
}  // namespace lapse::adapters::notify
