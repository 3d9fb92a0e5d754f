#include "adapters/cli/deed_order.h"

#include <algorithm>

#include "adapters/cli/failure.h"
#include "adapters/sources/csv_table.h"
#include "engine/explain_words.h"
#include "engine/intake.h"
#include "rules/diagnostic_findings.h"
#include "rules/parse_phrase.h"

namespace lapse::adapters::cli {
namespace {

using Kind = engine::Deed::Kind;

constexpr std::size_t kMostLines = 100'000;

std::string dashed(std::string word) {
  std::ranges::replace(word, '_', '-');
  return word;
}

std::vector<DeedOrder> from_operands(const Verb& verb, const Arguments& arguments, const DeedOrder& options) {
  const auto& operands = arguments.operands();
  if (arguments.text("reason").empty() && !operands.empty())
    throw Refusal(ExitCode::usage, "lapse: why? Say it with --reason: it goes into the record");
  std::vector<DeedOrder> orders;
  if (verb.kind != Kind::event) {
    if (operands.size() != 2)
      throw Refusal(ExitCode::usage, "lapse: which account, and which hold?\nusage: lapse " + verb.command +
                                         " ACCOUNT HOLD, or lapse " + verb.command + " --from FILE");
    orders.push_back(options);
    orders.back().words["account"] = operands[0];
    orders.back().words["hold"] = operands[1];
    return orders;
  }
  if (operands.empty())
    throw Refusal(ExitCode::usage, "lapse: which account?\nusage: lapse " + verb.command +
                                       " ACCOUNT, or lapse " + verb.command + " --from FILE");
  for (const auto& account : operands) {
    orders.push_back(options);
    orders.back().words["account"] = account;
  }
  return orders;
}

// Every column has to be known: a misspelt one would be left out in silence.
void check_columns(const sources::CsvTable& table, const std::vector<std::string>& known) {
  std::vector<std::string> seen;
  for (const auto& name : table.names()) {
    if (std::ranges::find(known, name) == known.end()) {
      const std::string near = rules::nearest(name, known);
      throw Refusal(ExitCode::failed, table.place() + ": unknown column '" + name + "'; " +
                                          (near.empty() ? "known here: " + engine::listed(known, "and")
                                                        : "did you mean '" + near + "'?"));
    }
    if (std::ranges::find(seen, name) != seen.end())
      throw Refusal(ExitCode::failed, table.place() + ": the column '" + name + "' stands twice; keep one");
    seen.push_back(name);
  }
  if (std::ranges::find(seen, "account") == seen.end())
    throw Refusal(ExitCode::failed, table.place() + ": there is no column 'account'");
}

std::vector<DeedOrder> from_file(const std::string& file, const std::vector<std::string>& known,
                                 const DeedOrder& options) {
  std::vector<DeedOrder> orders;
  try {
    sources::CsvTable table(file);
    check_columns(table, known);
    table.each([&](const sources::Row& row) {
      if (orders.size() >= kMostLines)
        throw Refusal(ExitCode::failed, file + ": has more than " + std::to_string(kMostLines) +
                                            " lines; nothing was done, split it");
      DeedOrder order = options;
      order.line = row.line;
      order.wrong = row.wrong;
      for (std::size_t i = 0; order.wrong.empty() && i < table.names().size(); ++i) {
        if (!row.fields[i].empty()) order.words[table.names()[i]] = row.fields[i];
      }
      orders.push_back(std::move(order));
    });
  } catch (const engine::SourceError& error) {
    throw Refusal(ExitCode::failed, std::string(error.what()) + "; nothing was done");
  }
  return orders;
}

std::size_t most_bytes(const std::string& word) {
  constexpr std::size_t kOfAReason = 4000;
  constexpr std::size_t kOfAName = 254;
  constexpr std::size_t kOfAWord = 64;
  if (word == "reason" || word == "override") return kOfAReason;
  return word == "administered_by" || word == "role" || word == "hold" ? kOfAWord : kOfAName;
}

// "2026-08-01T10:00:00Z", or "2026-08-01": until that day is over.
std::optional<schedules::Instant> until_of(const std::string& text, const schedules::Zone& zone) {
  if (const auto day = schedules::parse_day(text)) return zone.midnight(*day + 1);
  return schedules::parse_instant(text);
}

}  // namespace

std::string DeedOrder::word(const std::string& name) const {
  const auto found = words.find(name);
  return found == words.end() ? std::string() : found->second;
}

std::vector<std::string> words_of(const Verb& verb, const rules::Policy& policy) {
  std::vector<std::string> words{"account", "reason", "reference", "on_behalf", "role"};
  if (verb.kind != Kind::event) words.emplace_back("hold");
  if (verb.kind == Kind::hold) words.emplace_back("until");
  const auto* event = verb.kind == Kind::event ? policy.event(verb.event) : nullptr;
  if (event == nullptr) return words;
  for (const auto& need : event->needs) {
    words.push_back(need);
    if (need == "new_organisation") words.emplace_back("administered_by");
  }
  if (!event->asked_from.empty()) words.push_back(event->asked_from);
  if (!event->unique.empty() || event->at_most) words.emplace_back("override");
  return words;
}

std::vector<DeedOrder> read_orders(const Verb& verb, const rules::Policy& policy,
                                   const Arguments& arguments) {
  DeedOrder options;
  const auto known = words_of(verb, policy);
  for (const auto& word : known) {
    const std::string text = arguments.text(dashed(word));
    if (!text.empty()) options.words[word] = text;
  }
  const std::string file = arguments.text("from");
  if (file.empty()) return from_operands(verb, arguments, options);
  if (!arguments.operands().empty())
    throw Refusal(ExitCode::usage,
                  "lapse: the accounts are either in the file of --from or on the command line");
  return from_file(file, known, options);
}

engine::Deed deed_of(const Verb& verb, const rules::Policy& policy, const DeedOrder& order,
                     std::vector<engine::Denial>& denials) {
  engine::Deed deed;
  deed.kind = verb.kind;
  deed.name = verb.kind == Kind::event ? verb.event : order.word("hold");
  deed.reason = order.word("reason");
  deed.reference = order.word("reference");
  deed.on_behalf = order.word("on_behalf");
  deed.override_reason = order.word("override");
  for (const auto& [name, text] : order.words) {
    if (!rules::is_one_line(text))
      denials.push_back(
          {"not one line", name + " has line breaks or control characters; write it in one line"});
    if (text.size() > most_bytes(name))
      denials.push_back(
          {"too many words", name + " is longer than " + std::to_string(most_bytes(name)) + " bytes"});
  }
  if (deed.reason.empty())
    denials.push_back(
        {"missing reason", "why? Say it with --reason, or in the column reason: it goes into the record"});
  if (const std::string until = order.word("until"); !until.empty()) {
    const auto end = until_of(until, policy.zone);
    if (end) deed.until = *end;
    if (!end)
      denials.push_back({"unreadable until", "'" + until +
                                                 "' is no end; write a day, 2026-08-01, or an instant, "
                                                 "2026-08-01T10:00:00Z"});
  }
  for (const auto& [name, text] : order.words) {
    static const std::vector<std::string> kCommon{"account", "reason", "reference", "on_behalf",
                                                  "role",    "hold",   "until",     "override"};
    if (std::ranges::find(kCommon, name) == kCommon.end()) deed.given[name] = text;
  }
  return deed;
}

}  // namespace lapse::adapters::cli
