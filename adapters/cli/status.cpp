#include "adapters/cli/condition.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_status(Session& session, const Arguments& arguments) {
  const Condition condition = read_condition(*session.store, *session.book, session.clocks());
  if (session.json) {
    session.world.out << report::page(in_json(condition));
  } else {
    session.world.out << in_text(condition, arguments.flag("verbose"));
  }
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
