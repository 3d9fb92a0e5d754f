#include "adapters/report/explain_text.h"

#include "adapters/report/text.h"
#include "engine/explain_story.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kSays = 44;

std::string heading(const engine::Explanation& answer, const rules::Policy& policy, const Paint& paint) {
  const auto& account = answer.account;
  const auto& facts = account.facts;
  std::string who = facts.id;
  if (!account.email.empty() && account.email != facts.id) who += " <" + account.email + ">";
  if (!account.display_name.empty()) who += ", " + account.display_name;
  std::string where = facts.kind;
  if (!facts.organisation.empty()) where += " of " + facts.organisation;
  if (!account.organisation_name.empty()) where += " (" + account.organisation_name + ")";
  if (!facts.organisation_type.empty()) where += ", " + facts.organisation_type;
  if (!facts.administered_by.empty()) where += ", administered by " + facts.administered_by;
  std::string state = facts.state + " since " + engine::moment_words({facts.state_since}, policy.zone);
  if (!answer.meaning.empty()) state += ": " + answer.meaning;
  return paint.title(paragraph("", printable(who))) + "\n" + paragraph("  ", printable(where)) + "\n" +
         paragraph("  ", printable(state)) + "\n";
}

std::string restore_line(const engine::Explanation& answer, const rules::Policy& policy) {
  if (!answer.restorable_until) return {};
  const std::string until = engine::moment_words(*answer.restorable_until, policy.zone);
  if (answer.as_of < *answer.restorable_until) return "  can be restored until " + until + "\n";
  return "  could be restored until " + until + "; too late now\n";
}

std::string next_line(const engine::Explanation& answer, const Paint& paint) {
  const std::string next = answer.next ? *answer.next : "nothing by itself";
  return "\n" + paint.title(paragraph("Next: ", printable(next))) + "\n";
}

std::string clause_line(const engine::Clause& clause, const Paint& paint) {
  std::string value = clause.value;
  if (clause.turns && !clause.holds) value += "; from " + engine::date_words(*clause.turns);
  const std::string says = printable(clause.says);
  const std::string mark = clause.holds ? "  yes  " : "  no   ";
  const std::string line = width_of(says) <= kSays
                               ? paragraph(mark + left(says, kSays) + "  ", printable(value))
                               : paragraph(mark, says) + "\n" +
                                     paragraph(std::string(mark.size() + kSays + 2, ' '), printable(value));
  return (clause.holds ? line : paint.caution(line)) + "\n";
}

std::string rule_section(const engine::RuleAccount& rule, const Paint& paint) {
  std::string text = "\n" + paint.title(paragraph("", printable(rule.rule + ": " + rule.says))) + "\n";
  for (const auto& clause : rule.clauses) text += clause_line(clause, paint);
  if (rule.earliest) {
    text += "  could act on " + schedules::in_words(*rule.earliest) + " at the earliest\n";
  } else {
    text += rule.concerns ? "  cannot act as things stand\n" : "  is not about this account\n";
  }
  return text;
}

std::string list_section(std::string_view title, const std::vector<std::string>& sentences,
                         const Paint& paint) {
  if (sentences.empty()) return {};
  std::string text = "\n" + paint.title(title) + "\n";
  for (const auto& sentence : sentences) text += paragraph("  - ", printable(sentence)) + "\n";
  return text;
}

}  // namespace

std::string explain_text(const engine::Explanation& answer, const rules::Policy& policy, bool colour) {
  const Paint paint(colour);
  std::string text = heading(answer, policy, paint) + restore_line(answer, policy) + next_line(answer, paint);
  for (const auto& rule : answer.rules) text += rule_section(rule, paint);
  std::vector<std::string> effects;
  for (const auto& effect : answer.effects) effects.push_back(engine::effect_sentence(effect, policy.zone));
  std::vector<std::string> deeds;
  for (const auto& deed : answer.deeds) deeds.push_back(engine::deed_sentence(deed, policy.zone));
  return text + list_section("Warned", answer.warnings, paint) +
         list_section("Done elsewhere", effects, paint) + list_section("Asked for by people", deeds, paint) +
         list_section("What happened", answer.story, paint);
}

}  // namespace lapse::adapters::report
