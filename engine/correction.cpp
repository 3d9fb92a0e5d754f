#include "engine/correction.h"

#include <algorithm>

#include "engine/digest.h"
#include "engine/explain_words.h"
#include "engine/rulebook.h"

namespace lapse::engine {
namespace {

using Kind = CorrectionRefused::Kind;

constexpr std::int64_t kLastsSeconds = 7 * schedules::kSecondsPerDay;

std::string hash_of(const std::vector<CorrectionRow>& rows) {
  Digest digest;
  for (const auto& row : rows) digest.field(row.account).field(row.last_used.seconds).field(row.was.seconds);
  return digest.hex();
}

[[noreturn]] void refuse(const std::string& says) {
  throw CorrectionRefused(Kind::usage, says);
}

bool is_final(const rules::Policy& policy, const std::string& name) {
  const auto* state = policy.state(name);
  return state != nullptr && state->final;
}

void check(const Rulebook& book, const CorrectionRow& row, const std::optional<LastUse>& known,
           schedules::Instant at) {
  const std::string who = "account " + row.account;
  if (!known) refuse(who + ": no account has this id");
  if (is_final(book.policy, known->state)) refuse(who + " is " + known->state + ": nothing can be corrected");
  if (row.last_used < known->created) {
    refuse(who + " was created at " + to_string(known->created) + ": it cannot have been used last at " +
           to_string(row.last_used));
  }
  if (row.last_used > at) refuse(who + ": " + to_string(row.last_used) + " has not come yet");
  if (row.last_used == known->last_used)
    refuse(who + " was used last at " + to_string(known->last_used) + " already");
}

void check_approval(const Correction& correction, const CorrectionTerms& terms) {
  const std::string name = "correction " + std::to_string(correction.id);
  if (correction.approved_at.seconds != 0) {
    refuse(name + " was approved by " + correction.approved_by + " at " + to_string(correction.approved_at));
  }
  if (correction.asked_by == terms.actor) {
    throw CorrectionRefused(Kind::not_permitted,
                            name + " was asked for by " + correction.asked_by +
                                "; another person has to approve it, from an operating-system account of "
                                "their own");
  }
  if (terms.at - correction.asked_at > kLastsSeconds) {
    refuse(name + " was asked for at " + to_string(correction.asked_at) +
           ", over 7 days ago; have it asked for again");
  }
  if (hash_of(correction.rows) != correction.hash)
    refuse(name + " is not what was asked for: its rows were changed; have it asked for again");
}

}  // namespace

Correction ask_for_correction(CorrectionDesk& desk, const Rulebook& book, std::vector<CorrectionRow> rows,
                              const CorrectionTerms& terms) {
  if (rows.empty()) refuse("there is nobody to correct");
  std::ranges::sort(rows, {}, &CorrectionRow::account);
  const auto twice = std::ranges::adjacent_find(rows, {}, &CorrectionRow::account);
  if (twice != rows.end()) refuse("account " + twice->account + " is there twice");
  Correction correction;
  for (auto& row : rows) {
    const auto known = desk.look(row.account);
    check(book, row, known, terms.at);
    row.was = known->last_used;
  }
  correction.rows = std::move(rows);
  correction.hash = hash_of(correction.rows);
  correction.asked_at = terms.at;
  correction.asked_by = terms.actor;
  correction.reason = terms.reason;
  desk.save(correction);
  desk.commit();
  return correction;
}

Corrected approve_correction(CorrectionDesk& desk, const Rulebook& book, std::int64_t id,
                             const CorrectionTerms& terms) {
  const auto found = desk.find(id);
  if (!found) refuse("there is no correction " + std::to_string(id));
  Corrected corrected{*found, {}};
  check_approval(*found, terms);
  corrected.correction.approved_at = terms.at;
  corrected.correction.approved_by = terms.actor;
  corrected.correction.approval = terms.reason;
  std::vector<std::string> final_states;
  for (const auto& state : book.policy.states) {
    if (state.final) final_states.push_back(state.name);
  }
  corrected.left_alone = desk.apply(corrected.correction, book.hash, final_states);
  desk.commit();
  return corrected;
}

}  // namespace lapse::engine
