// What 'lapse attention' answers: what a person should see to, and the mailboxes at risk. For people and
// machines.
#pragma once

#include <string>
#include <vector>

#include "engine/ownership.h"
#include "schedules/zone.h"

namespace lapse::adapters::report {

struct Attention {
  schedules::Instant at;
  std::vector<std::string> sentences;
  std::vector<engine::MailboxRisk> mailboxes;
};

std::string attention_text(const Attention& attention, const schedules::Zone& zone, bool colour);
std::string attention_json(const Attention& attention, const schedules::Zone& zone);

}  // namespace lapse::adapters::report
