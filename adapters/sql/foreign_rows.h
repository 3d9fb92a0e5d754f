// A table or a query in a database that is not ours, read only.
//
// Bounds   One page of at most 1,000 rows is in memory, whatever the table holds; nothing is asked per row.
// Errors   engine::SourceError, with the place and the remedy and without anybody's particulars.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/dialect.h"

namespace lapse::adapters::sql {

class Database;

struct ForeignTable {
  std::string url;
  std::string password;
  std::string table;  // or a query
  std::string query;
};

struct Changed {  // since when
  std::string column;
  std::string watermark;  // what greatest() said then
};

// "staff", "hr.staff": letters, digits, _ and points between them.
bool is_foreign_name(std::string_view name);

class ForeignRows {
 public:
  // Connects. REQUIRES that a table is a foreign name.
  explicit ForeignRows(ForeignTable table);
  ~ForeignRows();

  std::string name() const;                         // for messages: "postgresql://u@h/hr, table staff"
  const Texts& names() const { return names_; }     // of all columns
  std::string greatest(const std::string& column);  // in the database's words; empty without any

  // Rows with the values of `columns`, which are among names(). With `since`, only those that changed, or of
  // which that is not known.
  void each(const Texts& columns, const std::optional<Changed>& since, const TakeTexts& take);

 private:
  std::string from() const;
  std::string quoted(const std::string& column) const;
  void read(const std::string& sql, const TakeTexts& names, const TakeTexts& row);

  ForeignTable table_;
  std::unique_ptr<Database> database_;
  Texts names_;
};

}  // namespace lapse::adapters::sql
