#include "adapters/sql/database.h"

#include <algorithm>

namespace lapse::adapters::sql {

Binds operator+(Binds left, const Binds& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

namespace {

// With `rows` 0, one row of binds named as the columns; else that many, numbered from 0.
std::string insert_sql(const std::string& table, const std::vector<std::string>& columns, std::size_t rows) {
  std::string names;
  for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column;
  std::string sql = "INSERT INTO " + table + " (" + names + ") VALUES ";
  for (std::size_t row = 0; row == 0 || row < rows; ++row) {
    const std::string number = rows == 0 ? "" : "_" + std::to_string(row);
    sql += row == 0 ? "(" : ", (";
    for (const auto& column : columns) sql += (&column == &columns.front() ? ":" : ", :") + column + number;
    sql += ")";
  }
  return sql;
}

}  // namespace

Database::Database(const Target& target, Access access)
    : target_(target), access_(access), place_(target.url.place()) {
  open();
}

void Database::open() {
  const Driver& driver = dialect().driver;
  const std::string connect = driver.connect_string(target_, access_);
  try {
    session_.open(driver.backend(), connect);
    for (const auto& statement : driver.on_connect(access_)) {
      std::string ignored;  // some settings answer with a row
      session_ << statement, soci::into(ignored);
    }
  } catch (const soci::soci_error& error) {
    fail(error, true);
  }
}

void Database::reconnect() {
  try {
    session_.close();
  } catch (const std::exception&) {
    // What is lost need not be closed.
  }
  open();
}

void Database::Held::add(soci::statement& statement, const Bind& bind) {
  if (const auto* number = std::get_if<std::int64_t>(&bind.value)) {
    statement.exchange(soci::use(numbers.emplace_back(*number), bind.name));
  } else {
    statement.exchange(soci::use(texts.emplace_back(std::get<std::string>(bind.value)), bind.name));
  }
}

std::int64_t Database::execute(const std::string& sql, const Binds& binds) {
  tell(write_witness_, sql);
  try {
    soci::statement statement(session_);
    Held held;
    for (const auto& bind : binds) held.add(statement, bind);
    statement.alloc();
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute(true);
    return statement.get_affected_rows();
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

void Database::insert(const std::string& table, const std::vector<std::string>& columns,
                      const std::vector<std::vector<rules::Value>>& rows) {
  if (dialect().driver.load != nullptr) {
    load(table, columns, rows);
    return;
  }
  const std::size_t most = dialect().rows_per_insert;
  if (most == 1) {
    execute_many(insert_sql(table, columns, 0), columns, rows);
    return;
  }
  for (std::size_t first = 0; first < rows.size(); first += most) {
    insert_page(table, columns, std::span(rows).subspan(first, std::min(most, rows.size() - first)));
  }
}

void Database::load(const std::string& table, const std::vector<std::string>& columns,
                    const std::vector<std::vector<rules::Value>>& rows) {
  if (rows.empty()) return;
  std::string names;
  for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column;
  const std::string sql = "COPY " + table + " (" + names + ") FROM STDIN";
  tell(write_witness_, sql);
  try {
    dialect().driver.load(session_, sql, rows);
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

void Database::insert_page(const std::string& table, const std::vector<std::string>& columns,
                           std::span<const std::vector<rules::Value>> rows) {
  Binds binds;
  binds.reserve(rows.size() * columns.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      binds.push_back({columns[i] + "_" + std::to_string(row), rows[row][i]});
    }
  }
  execute(insert_sql(table, columns, rows.size()), binds);
}

void Database::execute_many(const std::string& sql, const std::vector<std::string>& names,
                            const std::vector<std::vector<rules::Value>>& rows) {
  if (rows.empty()) return;
  tell(write_witness_, sql);
  try {
    soci::statement statement(session_);
    // One holder per column, of the type its first row has; each row is put into it in turn.
    std::vector<Number> numbers(names.size());
    std::vector<std::string> texts(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::holds_alternative<std::int64_t>(rows.front()[i])) {
        statement.exchange(soci::use(numbers[i], names[i]));
      } else {
        statement.exchange(soci::use(texts[i], names[i]));
      }
    }
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (const auto* value = std::get_if<std::int64_t>(&row[i])) {
          numbers[i] = *value;
        } else {
          texts[i] = std::get<std::string>(row[i]);
        }
      }
      statement.execute(true);
    }
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

Number Database::number(const std::string& sql, const Binds& binds) {
  Number result = 0;
  each<Number>(sql, binds, [&result](Number value) { result = value; });
  return result;
}

void Database::read_texts(const std::string& sql, const TakeTexts& names, const TakeTexts& row) {
  dialect().driver.read_texts(session_, place(), sql, names, row);
}

void Database::begin() {
  execute(std::string(dialect().begin_write));
}

void Database::commit() {
  execute("COMMIT");
  tell(write_witness_, "committed");
}

void Database::rollback() noexcept {
  try {
    session_ << "ROLLBACK";
  } catch (const std::exception&) {
    // The database has rolled back by itself, or the connection is gone: nothing of ours is left either way.
  }
}

void Database::tell(const Witness& witness, std::string_view sql) {
  if (witness) witness(sql);
}

void Database::fail(const soci::soci_error& error, bool connecting) {
  throw dialect().driver.error(error, {place(), session_, connecting});
}

}  // namespace lapse::adapters::sql
