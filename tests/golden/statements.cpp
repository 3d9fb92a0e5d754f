#include "tests/golden/statements.h"

#include <sstream>

namespace lapse::tests {
namespace {

constexpr std::size_t kWidth = 110;

std::string in_one_line(std::string_view sql) {
  std::istringstream words{std::string(sql)};
  std::string text;
  for (std::string word; words >> word;) text += (text.empty() ? "" : " ") + word;
  return text;
}

// Of `VALUES (:id_0), (:id_1)` the first row.
std::string with_one_row(std::string sql) {
  const auto values = sql.find(" VALUES (");
  const auto second = values == std::string::npos ? values : sql.find("), (", values);
  if (second != std::string::npos) sql.resize(second + 1);
  return sql;
}

std::string wrapped(const std::string& sql) {
  std::istringstream words(sql);
  std::string text;
  std::size_t column = 0;
  for (std::string word; words >> word; column += word.size() + 1) {
    if (column > 0 && column + word.size() > kWidth) {
      text += "\n  ";
      column = 2;
    } else if (column > 0) {
      text += " ";
    }
    text += word;
  }
  return text;
}

}  // namespace

void Statements::watch(adapters::sql::Database& database) {
  const auto hear = [this](std::string_view sql) { add(sql); };
  database.on_write(hear);
  database.on_read(hear);
}

void Statements::add(std::string_view sql) {
  if (sql != "committed") all_.insert(with_one_row(in_one_line(sql)));
}

std::string Statements::text() const {
  std::string text;
  for (const auto& sql : all_) text += wrapped(sql) + ";\n\n";
  return text;
}

}  // namespace lapse::tests
