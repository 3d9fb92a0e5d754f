#include "adapters/sql/database.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace lapse::adapters::sql {

Binds operator+(Binds left, const Binds& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

Database::Database(const Target& target, Access access) : target_(target) {
  const std::string connect = target.dialect->connect_string(target.place, access);
  try {
    session_.open(soci::sqlite3, connect);
    for (const auto statement : target.dialect->on_connect(access)) {
      std::string ignored;  // some settings answer with a row
      session_ << std::string(statement), soci::into(ignored);
    }
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

void Database::Held::add(soci::statement& statement, const Bind& bind) {
  if (const auto* number = std::get_if<std::int64_t>(&bind.value)) {
    statement.exchange(soci::use(numbers.emplace_back(*number), bind.name));
  } else {
    statement.exchange(soci::use(texts.emplace_back(std::get<std::string>(bind.value)), bind.name));
  }
}

std::int64_t Database::execute(const std::string& sql, const Binds& binds) {
  tell(sql);
  try {
    soci::statement statement(session_);
    Held held;
    for (const auto& bind : binds) held.add(statement, bind);
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
    statement.execute(true);
    return statement.get_affected_rows();
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

void Database::execute_many(const std::string& sql, const std::vector<std::string>& names,
                            const std::vector<std::vector<rules::Value>>& rows) {
  if (rows.empty()) return;
  tell(sql);
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

void Database::begin() {
  execute(std::string(dialect().begin_write));
}

void Database::commit() {
  execute("COMMIT");
  tell("committed");
}

void Database::rollback() noexcept {
  try {
    session_ << "ROLLBACK";
  } catch (const std::exception&) {
    // The database has rolled back by itself, or the connection is gone: nothing of ours is left either way.
  }
}

void Database::tell(std::string_view sql) const {
  if (witness_) witness_(sql);
}

void Database::fail(const soci::soci_error& error) const {
  throw dialect().error(error, place());
}

}  // namespace lapse::adapters::sql
