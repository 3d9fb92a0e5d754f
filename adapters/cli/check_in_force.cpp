#include "adapters/cli/check_in_force.h"

#include <algorithm>
#include <set>

#include "adapters/cli/rulebook_files.h"
#include "adapters/cli/wiring.h"
#include "engine/explain_words.h"
#include "rules/diagnostic_findings.h"
#include "rules/due.h"
#include "rules/parse.h"
#include "rules/shortened.h"

namespace lapse::adapters::cli {
namespace {

bool number_is_new(const engine::Rulebook& book, const engine::Edition& in_force, Problems& problems) {
  const rules::Policy& policy = book.policy;
  if (policy.edition > in_force.number) return true;
  const std::string number = std::to_string(in_force.number);
  const std::string write = "write 'edition: " + std::to_string(in_force.number + 1) + "'";
  problems.add({policy.edition_place,
                policy.edition == in_force.number
                    ? "edition " + number + " is in force with another content; a change needs a new number"
                    : "edition " + number + " is in force; this one is older",
                write, false},
               text_of(book, policy.edition_place), ExitCode::policy_invalid);
  return false;
}

// Accounts that the new rule reaches today, beyond those that the old one reaches.
std::int64_t come_due(const engine::Rulebook& book, const rules::Policy& in_force,
                      const rules::Shortened& shortened, const engine::Store& store,
                      schedules::Instant as_of) {
  const schedules::Day today = book.policy.zone.day_of(as_of);
  const auto now = store.count(rules::acts_by(book.policy, *shortened.after, today, as_of));
  const auto before = store.count(rules::acts_by(in_force, *shortened.before, today, as_of));
  return std::max<std::int64_t>(now - before, 0);
}

void warn_of_shortened(const engine::Rulebook& book, const rules::Policy& in_force,
                       const engine::Store& store, schedules::Instant as_of, Problems& problems) {
  for (const rules::Shortened& shortened : rules::shortened(in_force, book.policy)) {
    const std::int64_t accounts = come_due(book, in_force, shortened, store, as_of);
    problems.warn({shortened.after->place,
                   "a period of " + rules::quote(shortened.after->name) + " gets shorter, " +
                       rules::in_words(shortened) + ": " + engine::counted(accounts, "account") +
                       (accounts == 1 ? " comes" : " come") + " due by it today",
                   "each is warned first, and no date that was told moves; 'lapse plan' shows who"},
                  text_of(book, shortened.after->place));
  }
}

}  // namespace

void check_in_force(const Config& config, const engine::Rulebook& book, const engine::Clock& clock,
                    Problems& problems) {
  try {
    const auto store = open_database(config, sql::Access::read);
    const auto editions = store->editions(book.policy.name);
    if (editions.empty() || store->edition(book.hash)) return;
    const engine::Edition& in_force = editions.back();
    if (!number_is_new(book, in_force, problems)) return;
    rules::Diagnostics ignored;
    const auto policy = rules::parse_policy(in_force.text, in_force.policy, ignored);
    if (!policy) return;
    const auto as_of = as_of_to_read(std::nullopt, book, {clock.now(), store->engine_state()});
    warn_of_shortened(book, *policy, *store, as_of, problems);
  } catch (const engine::StoreError&) {
    return;  // connect.h says why
  }
}

}  // namespace lapse::adapters::cli
