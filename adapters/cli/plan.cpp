#include "adapters/cli/plan_answer.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_plan(Session& session, const Arguments& arguments) {
  const auto asked = parse_instant_option("--as-of", arguments.text("as-of"));
  return answer_plan(session, as_of_to_read(asked, *session.book, session.clocks()), {});
}

}  // namespace lapse::adapters::cli
