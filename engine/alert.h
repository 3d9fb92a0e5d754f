// What the policy's `tell` hears when a guard stops a rule: once for each rule and local night.
//
// An alert is written in the transaction of the plan that was stopped, and goes the way of a notice: claimed,
// handed to a notifier, settled, under one Message-ID; never lost, and a second copy only after an ambiguous
// answer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/deliver.h"
#include "engine/records.h"

namespace lapse::engine {

// The alerts of a plan, one for each rule and kind. Number and state are not theirs yet.
std::vector<Alert> alerts_of(const Plan& plan, const Run& run, const rules::Policy& policy);

// "delete-inactive in 3 organisations: deleted per organisation: 4 planned, 2 allowed", and so on.
std::string sentence_of(const Alert& alert);

// The commands with which people let the rule pass, in their order.
std::vector<std::string> commands_to_pass(const std::string& rule, int approvers);
std::string how_to_pass(const std::string& rule, int approvers);  // the same in one sentence

using ComposeAlert = std::function<Message(const Alert&)>;

// Hands over the alerts that are due.
Delivery tell_alerts(Hands& hands, schedules::Instant now, const ComposeAlert& compose, Notifier& notifier);

}  // namespace lapse::engine
