#include "tests/crash/dump.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

#include "tests/databases.h"

namespace lapse::tests {
namespace {

// What may differ after a restart, and why it may.
const std::set<std::string>& left_out() {
  static const std::set<std::string> kLeftOut{
      "lease",               // whose turn it is
      "claim",               // who was at work on what
      "run.fence",           // whose turn it was
      "plan_move",           // of the last run: a restart plans once more
      "notice.attempts",     // a second copy is a second attempt
      "notice.next_try_at",  // and the next one would come later
      "effect.attempts",
      "effect.next_try_at",  // the same
      "engine.last_block",   // counts what `block` holds
      "engine.population",   // at the last import, which has seen the moves of the night
  };
  return kLeftOut;
}

std::vector<std::string> texts(adapters::sql::Database& database, const std::string& sql) {
  std::vector<std::string> all;
  database.each<std::string>(sql, {}, [&all](const std::string& text) { all.push_back(text); });
  return all;
}

std::vector<std::string> columns_of(const std::string& table) {
  auto columns = schema_columns().at(table);
  std::erase_if(columns, [&table](const auto& column) { return left_out().contains(table + "." + column); });
  return columns;
}

std::string rows_of(adapters::sql::Database& database, const std::string& table) {
  std::string row;
  for (const auto& column : columns_of(table))
    row += (row.empty() ? "" : on_sqlite() ? " || '|' || " : ", ") + column;
  if (!on_sqlite()) row = "CONCAT_WS('|', " + row + ")";
  const std::string where = table == "run" ? " WHERE planned > 0" : "";  // a restart plans once more
  std::string text = table + "\n";
  auto lines = texts(database, "SELECT " + row + " FROM " + table + where);
  std::ranges::sort(lines);
  for (const auto& line : lines) text += "  " + line + "\n";
  return text;
}

}  // namespace

std::string dump(adapters::sql::Database& database) {
  std::string text;
  for (const auto& [table, columns] : schema_columns()) {
    if (!left_out().contains(table) && !table.starts_with("staged_")) text += rows_of(database, table);
  }
  return text;
}

std::string without(const std::string& dump, const std::set<std::string>& tables) {
  std::istringstream lines(dump);
  std::string text;
  bool in = true;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ")) in = !tables.contains(line);
    if (in) text += line + "\n";
  }
  return text;
}

std::string difference(const std::string& expected, const std::string& found) {
  constexpr int kLines = 3;
  std::istringstream left(expected);
  std::istringstream right(found);
  std::string text;
  int lines = 0;
  while (lines < kLines && (left || right)) {
    std::string a;
    std::string b;
    std::getline(left, a);
    std::getline(right, b);
    if (a == b) continue;
    text += "expected " + a + "\nfound    " + b + "\n";
    ++lines;
  }
  return text;
}

}  // namespace lapse::tests
