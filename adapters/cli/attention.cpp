#include "adapters/cli/as_of.h"
#include "adapters/cli/record_state.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/attention_report.h"
#include "engine/decide.h"
#include "engine/forecast.h"

namespace lapse::adapters::cli {

ExitCode run_attention(Session& session, const Arguments&) {
  report::Attention attention;
  attention.at = standing_at(session.clocks());
  const auto& book = *session.book;
  const engine::Plan plan = engine::decide(
      book, *session.store, attention.at, {}, [](const engine::PlanLine&) {},
      engine::clock_obstacles(book.policy, session.clocks().signs));
  attention.sentences = engine::attention(book, *session.store, plan);
  const auto record = record_state(*session.config, *session.store, attention.at);
  if (record.disagrees()) attention.sentences.push_back(record.says);
  session.store->read_mailbox_risks(
      book.policy, [&](const engine::MailboxRisk& risk) { attention.mailboxes.push_back(risk); });
  session.world.out << (session.json ? report::attention_json(attention, book.policy.zone)
                                     : report::attention_text(attention, book.policy.zone, session.colour));
  const bool nothing = attention.sentences.empty() && attention.mailboxes.empty();
  return nothing ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
