// One connection: statements with named binds, typed rows, transactions. The rest of the folder sends SQL
// through it.
//
// Rows    Numbers come as long long, texts as std::string; no column may be NULL.
// Errors  engine::StoreError in the words of the dialect.
// Memory  Some drivers hold an answer whole: what may be long is read with each_page().
// Witness `on_write` hears every statement that may change something, before it is sent, and every commit,
// before
//         and after; `on_read` hears every question before it is asked. What they throw ends the statement:
//         so tests cut the power at any write.
#pragma once

#include <soci/soci.h>

#include <algorithm>
#include <functional>
#include <list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "adapters/sql/dialect.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {

using rules::Bind;
using Binds = std::vector<Bind>;
using Number = long long;

Binds operator+(Binds left, const Binds& right);

class Database {
 public:
  Database(const Target& target, Access access);

  const Dialect& dialect() const { return *target_.dialect; }
  Access access() const { return access_; }
  const std::string& place() const { return place_; }
  int hosts() const { return std::max(1, static_cast<int>(target_.url.hosts.size())); }  // to try in turn

  // Sends one statement; returns how many rows it changed.
  std::int64_t execute(const std::string& sql, const Binds& binds = {});

  // Writes rows of equally long columns into `table`, many at a time where that saves round trips.
  void insert(const std::string& table, const std::vector<std::string>& columns,
              const std::vector<std::vector<rules::Value>>& rows);

  // Sends one statement once per row of equally long columns, prepared once.
  void execute_many(const std::string& sql, const std::vector<std::string>& names,
                    const std::vector<std::vector<rules::Value>>& rows);

  template <class... Columns, class Visitor>
  void each(const std::string& sql, const Binds& binds, const Visitor& visit);

  Number number(const std::string& sql, const Binds& binds = {});  // first column of the first row, else 0

  // A SELECT that is not of our making, as Driver::read_texts.
  void read_texts(const std::string& sql, const TakeTexts& names, const TakeTexts& row);

  // Opens a lost connection again; what was begun on it is gone.
  void reconnect();

  void begin();
  void commit();
  void rollback() noexcept;

  using Witness = std::function<void(std::string_view)>;
  void on_write(Witness witness) { write_witness_ = std::move(witness); }
  void on_read(Witness witness) { read_witness_ = std::move(witness); }

 private:
  // Binds live here as long as their statement: SOCI keeps references.
  struct Held {
    std::list<Number> numbers;
    std::list<std::string> texts;
    void add(soci::statement& statement, const Bind& bind);
  };

  void open();
  void insert_page(const std::string& table, const std::vector<std::string>& columns,
                   std::span<const std::vector<rules::Value>> rows);
  static void tell(const Witness& witness, std::string_view sql);
  [[noreturn]] void fail(const soci::soci_error& error, bool connecting = false);

  Target target_;
  Access access_;
  std::string place_;
  soci::session session_;
  Witness write_witness_;
  Witness read_witness_;
};

template <class... Columns, class Visitor>
void Database::each(const std::string& sql, const Binds& binds, const Visitor& visit) {
  tell(read_witness_, sql);
  try {
    soci::statement statement(session_);
    Held held;
    for (const auto& bind : binds) held.add(statement, bind);
    std::tuple<Columns...> row;
    std::apply([&statement](auto&... column) { (statement.exchange(soci::into(column)), ...); }, row);
    statement.alloc();
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) std::apply(visit, row);
  } catch (const soci::soci_error& error) {
    fail(error);
  }
}

}  // namespace lapse::adapters::sql
