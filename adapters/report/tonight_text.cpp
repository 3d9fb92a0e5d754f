#include "adapters/report/tonight_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kName = 58;
constexpr std::size_t kNumber = 12;
constexpr std::size_t kTypesShown = 10;

struct Counts {
  std::int64_t moves = 0;
  std::int64_t warnings = 0;
};

struct TypeRow {
  std::string type;
  Counts counts;
};

std::int64_t sum(const Counts& counts) {
  return counts.moves + counts.warnings;
}

// Nothing reads easier than a column of zeros.
std::string number(std::int64_t count) {
  return right(count == 0 ? "-" : engine::grouped(count), kNumber);
}

std::string line(const std::string& name, const Counts& counts) {
  return left(name, kName) + number(counts.moves) + number(counts.warnings) + "\n";
}

std::int64_t accounts_of(const std::map<std::string, engine::Tally::Cell>& cells, const std::string& rule) {
  const auto cell = cells.find(rule);
  return cell == cells.end() ? 0 : cell->second.accounts;
}

// Largest first, then by name.
std::vector<TypeRow> types_of(const engine::Tally& tally, const std::string& rule) {
  std::map<std::string, Counts> by_type;
  for (const auto& [key, count] : tally.moves_by_type) {
    if (key.first == rule) by_type[key.second].moves = count;
  }
  for (const auto& [key, count] : tally.warnings_by_type) {
    if (key.first == rule) by_type[key.second].warnings = count;
  }
  std::vector<TypeRow> rows;
  for (const auto& [type, counts] : by_type) rows.push_back({type, counts});
  std::ranges::stable_sort(rows, std::ranges::greater{}, [](const TypeRow& row) { return sum(row.counts); });
  return rows;
}

std::string type_lines(const std::vector<TypeRow>& rows) {
  std::string text;
  Counts others;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [type, counts] = rows[i];
    if (i < kTypesShown) {
      text += line("      " + (type.empty() ? "no organisation type" : printable(type)), counts);
    } else {
      others = {others.moves + counts.moves, others.warnings + counts.warnings};
    }
  }
  if (rows.size() > kTypesShown) {
    text += line("      " + std::to_string(rows.size() - kTypesShown) + " other types", others);
  }
  return text;
}

std::string effect_lines(const rules::Rule& rule) {
  std::string names;
  for (const auto& effect : rule.effects) names += (names.empty() ? "" : ", ") + effect.name;
  return names.empty() ? "" : paragraph("      does ", names + " for each account moved") + "\n";
}

}  // namespace

std::string tonight_text(const engine::Tally& tally, const rules::Policy& policy, const Paint& paint) {
  std::string text =
      "\n" + paint.title(left("Tonight", kName) + right("moves", kNumber) + right("warnings", kNumber)) +
      "\n";
  Counts all;
  for (const auto& rule : policy.rules) {
    const Counts counts{accounts_of(tally.moves, rule.name), accounts_of(tally.warnings, rule.name)};
    if (sum(counts) == 0) continue;
    text += line("  " + left(rule.name, 24) + "  " + rule.from + " to " + rule.to, counts);
    text += type_lines(types_of(tally, rule.name));
    if (counts.moves > 0) text += effect_lines(rule);
    all = {all.moves + counts.moves, all.warnings + counts.warnings};
  }
  text += line("  in all", all);
  if (tally.notices() > 0) text += "  " + engine::counted(tally.notices(), "notice") + " to send\n";
  return text;
}

}  // namespace lapse::adapters::report
