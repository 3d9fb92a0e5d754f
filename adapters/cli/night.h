// One night: adopt the edition, import, decide and carry out, deliver. `run`, `replay missed` and the daemon
// are this.
#pragma once

#include "adapters/cli/exit_code.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/run_report.h"
#include "engine/deliver.h"

namespace lapse::adapters::cli {

struct NightOrder {
  schedules::Instant as_of;
  engine::Scope scope;
  bool imports = true;
  std::int64_t saved_plan = 0;  // carries out what is left of this one
};

struct Night {
  report::RunReport report;
  ExitCode code = ExitCode::done;
};

// REQUIRES a session with a store that may write. Takes the lease. Behind a source that failed the pass goes
// on: its feed gets old, and an old feed closes the gates. Refusal, StoreError.
Night carry_out_night(Session& session, const NightOrder& order);

struct Delivered {
  engine::Delivery notices;
  engine::Delivery effects;
  engine::Delivery alerts;
};

// Delivers what is due: alerts, then notices, then effects: a directory that is down holds up no warning. The
// clock of a simulated database is its last run's.
Delivered deliver_due(Session& session, engine::Hands& hands);

// On standard output, unless quiet.
void print_night(const Session& session, const Night& night);

ExitCode code_of(const engine::Delivery& delivery);
ExitCode code_of(const Delivered& delivered);

// Adopts the policy. Refusal (configuration invalid) when its text changed without a new edition.
void adopt_edition(Session& session, engine::Hands& hands, schedules::Instant as_of);

}  // namespace lapse::adapters::cli
