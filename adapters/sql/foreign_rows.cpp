#include "adapters/sql/foreign_rows.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "adapters/sql/database.h"
#include "adapters/sql/watermark.h"
#include "engine/intake.h"

namespace lapse::adapters::sql {
namespace {

using engine::SourceError;

// A StoreError is about our own database; the remedies of a foreign one are others.
[[noreturn]] void fail(const std::string& what) {
  std::string text = what.substr(0, what.find("; create it with"));
  if (text.size() < what.size()) text += "; correct 'database' of this source";
  const std::string ours = "'database_password'";
  const std::size_t at = text.find(ours);
  if (at != std::string::npos) text.replace(at, ours.size(), "'password'");
  throw SourceError(text);
}

}  // namespace

bool is_foreign_name(std::string_view name) {
  bool begins = true;
  for (const unsigned char c : name) {
    const bool letter = std::isalpha(c) != 0 || c == '_';
    if (begins ? !letter : !letter && std::isdigit(c) == 0 && c != '.') return false;
    begins = c == '.';
  }
  return !begins;
}

ForeignRows::ForeignRows(ForeignTable table) : table_(std::move(table)) {
  std::string& query = table_.query;
  while (!query.empty() &&
         (std::isspace(static_cast<unsigned char>(query.back())) != 0 || query.back() == ';')) {
    query.pop_back();
  }
  try {
    database_ = std::make_unique<Database>(parse_foreign_url(table_.url, table_.password), Access::read);
  } catch (const engine::StoreError& error) {
    fail(error.what());
  }
  read(
      "SELECT * FROM " + from() + " WHERE 1 = 0", [this](const Texts& names) { names_ = names; },
      [](const Texts&) {});
}

ForeignRows::~ForeignRows() = default;

std::string ForeignRows::name() const {
  return database_->place() + ", " + (table_.table.empty() ? "query" : "table " + table_.table);
}

// The query ends its last line: that may be a comment.
std::string ForeignRows::from() const {
  if (table_.table.empty()) return "(" + table_.query + "\n) foreign_rows";
  const std::string quote(database_->dialect().quote);
  std::string name = quote;
  for (const char c : table_.table) name += c == '.' ? quote + "." + quote : std::string(1, c);
  return name + quote;
}

// A name that the database itself has told.
std::string ForeignRows::quoted(const std::string& column) const {
  const std::string_view quote = database_->dialect().quote;
  if (quote.empty()) return column;
  std::string name;
  for (const char c : column) name += std::string(c == quote.front() ? 2 : 1, c);
  return std::string(quote) + name + std::string(quote);
}

void ForeignRows::read(const std::string& sql, const TakeTexts& names, const TakeTexts& row) {
  try {
    database_->read_texts(sql, names, row);
  } catch (const engine::StoreError& error) {
    fail(error.what());
  }
}

std::string ForeignRows::greatest(const std::string& column) {
  if (std::find(names_.begin(), names_.end(), column) == names_.end()) {
    throw SourceError(name() + ": there is no column '" + column + "'; correct 'watermark'");
  }
  std::string greatest;
  read(
      "SELECT MAX(" + quoted(column) + ") AS greatest FROM " + from(), [](const Texts&) {},
      [&](const Texts& row) { greatest = row.front(); });
  if (!greatest.empty() && !read_again_from(greatest)) {
    throw SourceError(name() + ": the watermark '" + column +
                      "' is neither a number nor a time; name another column, or remove 'watermark'");
  }
  return greatest;
}

void ForeignRows::each(const Texts& columns, const std::optional<Changed>& since, const TakeTexts& take) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoted(column);
  std::string where;
  const auto from_value = since ? read_again_from(since->watermark) : std::nullopt;
  if (from_value) {
    const std::string column = quoted(since->column);
    where = " WHERE " + column + " >= " + *from_value + " OR " + column + " IS NULL";
  }
  // What the taker throws is not about the foreign database, and passes through.
  std::exception_ptr taken_wrongly;
  const auto guarded = [&](const Texts& row) {
    try {
      take(row);
    } catch (...) {
      taken_wrongly = std::current_exception();
      throw;
    }
  };
  try {
    database_->read_texts("SELECT " + list + " FROM " + from() + where, [](const Texts&) {}, guarded);
  } catch (const engine::StoreError& error) {
    if (taken_wrongly) std::rethrow_exception(taken_wrongly);
    fail(error.what());
  }
}

}  // namespace lapse::adapters::sql
