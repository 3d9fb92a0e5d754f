#include <algorithm>

#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/night.h"
#include "adapters/cli/wiring.h"
#include "adapters/daemon/service.h"
#include "adapters/sql/open.h"

namespace lapse::adapters::cli {
namespace {

using daemon::Round;

schedules::Instant next_wakeup(const Session& session, schedules::Instant look) {
  const auto notice = session.store->next_notice();
  return notice ? std::min(look, *notice) : look;
}

void refuse_simulated(const Session& session) {
  if (!session.store->engine_state().simulated) return;
  throw Refusal(
      ExitCode::configuration_invalid,
      "this database has a simulated clock, which only 'lapse run' moves; a daemon needs one that lives "
      "in real time: 'lapse init' without --simulated-clock");
}

Round::End end_of(ExitCode code) {
  switch (code) {
    case ExitCode::lease_held:
      return Round::End::busy;
    case ExitCode::usage:
    case ExitCode::policy_invalid:
    case ExitCode::not_permitted:
    case ExitCode::configuration_invalid:
      return Round::End::broken;
    default:
      return Round::End::failed;
  }
}

void deliver_only(Session& session) {
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_record(hands, session.record.get(), standing_at(session.clocks()));
  deliver_due(session, hands);
}

// Configuration and policy are read anew, so that an edition put in place by an operator is in force at the
// next wake-up.
Round do_round(const World& world, const std::string& config_option, std::optional<schedules::Instant>& look,
               std::shared_ptr<engine::PurgeRecord>& record) {
  Session session{.world = world,
                  .config_option = config_option,
                  .config = std::nullopt,
                  .book = std::nullopt,
                  .record = record,
                  .store = nullptr};
  open_session(session, Needs::database_write);
  record = session.record;
  refuse_simulated(session);
  const schedules::Instant now = world.clock.now();
  if (!look) look = engine::next_wakeup(*session.book, session.store->engine_state().last_as_of);
  if (*look <= now) {
    carry_out_night(session, {.as_of = now, .scope = {}});
    look = engine::next_wakeup(*session.book, now);
  } else {
    deliver_only(session);
  }
  return {.end = Round::End::done, .says = {}, .next = next_wakeup(session, *look)};
}

Round round_or_failure(const World& world, const std::string& config_option,
                       std::optional<schedules::Instant>& look,
                       std::shared_ptr<engine::PurgeRecord>& record) {
  try {
    return do_round(world, config_option, look, record);
  } catch (...) {
    const Failure failure = failure_of(std::current_exception());
    return {
        .end = end_of(failure.code), .says = failure.message, .exit_code = static_cast<int>(failure.code)};
  }
}

}  // namespace

ExitCode run_daemon(Session& session, const Arguments&) {
  session.store = open_database(*session.config, sql::Access::read);
  refuse_simulated(session);
  session.store.reset();
  daemon::Systemd systemd;
  const World& world = session.world;
  std::optional<schedules::Instant> look;  // when the next night begins; not known before the first round
  std::shared_ptr<engine::PurgeRecord> record;  // kept across rounds
  daemon::Service service([&] { return round_or_failure(world, session.config_option, look, record); },
                          world.clock, world.observer, systemd, world.stop);
  return static_cast<ExitCode>(service.run());
}

}  // namespace lapse::adapters::cli
