// Everything the databases spell differently, as one row per database. A difference that is not a field here
// does not exist: no other folder may name a database.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/url.h"
#include "engine/store.h"
#include "rules/selection.h"

namespace soci {
class backend_factory;
class session;
class soci_error;
}  // namespace soci

namespace lapse::adapters::sql {

// Only create makes a database file that is not there. A guest writes to a database that is not ours, and
// sets nothing up.
enum class Access { read, write, create, guest };

struct Dialect;
struct InspectionSql;

struct Target {
  const Dialect* dialect = nullptr;
  Url url;
  std::string password;  // empty: none is needed
};

// Where an error of the driver came up.
struct Trouble {
  std::string place;
  soci::session& session;
  bool connecting;  // nothing was asked yet
};

using Texts = std::vector<std::string>;
using TakeTexts = std::function<void(const Texts&)>;

// How SOCI is spoken to; the functions of one database stand together in driver_*.cpp.
struct Driver {
  const soci::backend_factory& (*backend)();
  // What SOCI connects with; throws StoreError when the target cannot be what `access` asks for.
  std::string (*connect_string)(const Target& target, Access access);
  // Sent first on every new connection.
  std::vector<std::string> (*on_connect)(Access access);
  // An error of the driver as ours, with a remedy where there is one.
  engine::StoreError (*error)(const soci::soci_error& error, const Trouble& trouble);
  // Hands out the names of a SELECT's columns once, then its rows as texts, a NULL as an empty one. It is not
  // of our making: nothing in it is a bind, its rows may be any number, and what a driver says of their
  // values stays out of the StoreError.
  void (*read_texts)(soci::session& session, const std::string& place, const std::string& sql,
                     const TakeTexts& names, const TakeTexts& row);
  // Writes the rows that follow `sql`, faster than any statement; nullptr where it is done by statements.
  void (*load)(soci::session& session, const std::string& sql,
               std::span<const std::vector<rules::Value>> rows);
};

struct Dialect {
  std::string_view scheme;  // of the URL
  Driver driver;

  // Types.
  std::string_view instant_type;
  std::string_view number_type;
  std::string_view key_type;    // up to 254 characters, compared byte by byte and indexed
  std::string_view word_type;   // the same, up to 64 characters: names that the policy gives
  std::string_view text_type;   // for people
  std::string_view body_type;   // whole files
  std::string_view iso_text;    // of the instant ${column}, for the views that people read
  std::string_view busy_table;  // how a table is stored whose rows change often
  std::string_view
      unless_there;           // ALTER TABLE ... ADD COLUMN, where a migration that failed is not taken back
  std::string_view of_table;  // DROP INDEX ..., of ${table}

  // Statements.
  std::string_view begin_write;         // what is read after it stays true until the commit
  std::string_view shared_lock;         // after a SELECT: the row stays as it is until the commit
  std::string_view insert_many;         // INSERT INTO, of rows that a SELECT makes
  std::string_view insert_once_before;  // INSERT that passes over rows that are there already
  std::string_view insert_once_after;
  // Changes the rows of ${table} that meet ${where} and whose ${key} is among ${those}, a SELECT of one
  // column called `that`.
  std::string_view update_those;
  // Changes the rows of ${table} that meet ${where}, from the row `s` of ${source} with the same id.
  std::string_view update_from;
  std::string_view assign_from;  // one of its ${assignments}
  std::string_view has_table;    // one bind, :name; counts 1 when the table exists
  std::string_view server_time;  // seconds since 1970 by the server's clock; empty: it shares ours
  std::string_view misfits;      // counts the columns of the schema that compare otherwise than byte by byte
  std::string_view refresh_statistics;  // of ${table}, after many rows were written to it; empty: not needed

  const InspectionSql* inspection = nullptr;  // what it is asked about itself
  std::string_view quote;                     // around the name of a foreign table or column

  // Capabilities.
  bool is_server = false;           // the connection can be lost, and made anew
  std::int64_t chunk_rows = 5000;   // accounts that one transaction had best change
  std::size_t rows_per_insert = 1;  // more than one: rows of one INSERT ... VALUES
  std::size_t rows_per_page = 0;    // of long answers, which the driver would hold whole; 0: it streams
};

// Throws StoreError for a URL of a database that lapse does not know.
Target parse_url(const std::string& url, const std::string& password = "");

// The same, and `odbc:CONNECTION-STRING` where lapse was built with it: read from, never a store.
Target parse_foreign_url(const std::string& url, const std::string& password);

}  // namespace lapse::adapters::sql
