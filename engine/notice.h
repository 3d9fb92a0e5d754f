// A notice on its way out, the message made of it, and what became of it.
//
// The outbox keeps notices; the engine hands them one by one to a Texts (which words) and a Notifier (which
// wire). OUTBOX.md is the format page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::engine {

// What a template may say about one notice. Texts are UTF-8 and untrusted: they come from feeds.
struct Notice {
  std::int64_t number = 0;  // place in the outbox
  std::string id;           // stable, made from account, epoch, rule, step, template and recipient
  std::string account;
  std::int64_t epoch = 0;
  std::string rule;
  std::string send;  // name of the template
  int step = 0;      // days before, for a warning; 0 for a notice after the fact
  rules::Recipient recipient = rules::Recipient::account;
  std::string address;            // e-mail address; for Recipient::mobile the number as the feed has it
  std::string about;              // e-mail address of the account
  std::string name;               // display name of the account
  std::string organisation;       // code
  std::string organisation_name;  // may be empty
  std::vector<std::string>
      mailboxes;             // addresses of the shared mailboxes that it is an owner or member of (E17)
  std::string team;          // contact address of the team responsible
  schedules::Instant as_of;  // when it was decided
  std::optional<schedules::Day> date;                  // warnings: the day from which the rule acts, as told
  std::optional<schedules::Instant> restorable_until;  // after a deletion
  int attempts = 0;
};

// One message to one recipient, ready for any wire. All header values are free of CR, LF and NUL.
struct Message {
  std::string id;       // Message-ID without angle brackets; equal for every attempt at one notice
  std::string to;       // one address
  std::string subject;  // one line, UTF-8
  std::string body;     // UTF-8, lines end in \n
  schedules::Instant date;
};

// What the wire said. A refusal is a value, not an error.
struct Receipt {
  enum class Outcome {
    handed,     // accepted: somebody else is responsible for it now
    later,      // refused for now, or never reached: try again
    never,      // refused for good
    ambiguous,  // sent, answer lost: may have arrived; try again under the same Message-ID
  };
  Outcome outcome = Outcome::later;
  std::string detail;  // for operators; holds no secret
};

}  // namespace lapse::engine
