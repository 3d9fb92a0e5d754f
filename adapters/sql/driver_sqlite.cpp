#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>
#include <memory>

#include "adapters/sql/drivers.h"

namespace lapse::adapters::sql {
namespace {

using engine::StoreError;
using Kind = StoreError::Kind;

const soci::backend_factory& backend() {
  return soci::sqlite3;
}

std::string connect_string(const Target& target, Access access) {
  namespace fs = std::filesystem;
  const std::string& path = target.url.database;
  if (path.find('"') != std::string::npos) throw StoreError("a database path cannot contain a quote");
  std::error_code ignored;
  if (access == Access::guest && !fs::exists(path, ignored))
    throw StoreError(path + ": there is no database");
  if (path != ":memory:" && access != Access::create && !fs::exists(path, ignored)) {
    throw StoreError(path + ": there is no database; create it with 'lapse init'");
  }
  return "dbname=\"" + path + "\" timeout=10";
}

std::vector<std::string> on_connect(Access access) {
  if (access == Access::read) return {"PRAGMA query_only = ON", "PRAGMA cache_size = -7168"};
  if (access == Access::guest) return {};
  return {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
          "PRAGMA cache_size = -7168"};
}

StoreError error_of(const soci::soci_error& error, const Trouble& trouble) {
  const std::string& place = trouble.place;
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int result = sqlite == nullptr ? 0 : sqlite->result() & 0xff;
  const std::string says = error.get_error_message();  // what() has the values bound: people's particulars
  switch (result) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError(place + ": another program is writing to the database; try again later",
                        Kind::unavailable);
    case SQLITE_READONLY:
      return StoreError(
          place + ": the database cannot be written; make the file and its directory writable for this user",
          Kind::unavailable);
    case SQLITE_FULL:
      return StoreError(place + ": the disk is full; nothing was changed, make room and run again",
                        Kind::unavailable);
    case SQLITE_IOERR:
      return StoreError(place + ": the disk fails: " + says, Kind::unavailable);
    case SQLITE_CANTOPEN:
      return StoreError(place + ": cannot be opened; check the path and the permissions of its directory",
                        Kind::unavailable);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return StoreError(place + ": this is no sound database: " + says);
    default:
      return StoreError(place + ": " + says);
  }
}

struct Finalize {
  void operator()(sqlite_api::sqlite3_stmt* statement) const { sqlite_api::sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite_api::sqlite3_stmt, Finalize>;

// Whatever the driver would make of a column's type: SQLite's own text of it.
void read_texts(soci::session& session, const std::string& place, const std::string& sql,
                const TakeTexts& names, const TakeTexts& row) {
  namespace api = sqlite_api;
  api::sqlite3* const connection = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  const auto fail = [&](int result) {
    throw foreign_error(place, std::to_string(result), (result & 0xff) != SQLITE_MISMATCH,
                        api::sqlite3_errmsg(connection));
  };
  api::sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int made = api::sqlite3_prepare_v2(connection, sql.c_str(), -1, &prepared, &rest);
  const Statement statement(prepared);
  if (made != SQLITE_OK) fail(made);
  if (*rest != '\0') throw StoreError(place + ": a query is one SELECT, without a semicolon after it");
  Texts texts(static_cast<std::size_t>(api::sqlite3_column_count(prepared)));
  for (std::size_t i = 0; i < texts.size(); ++i)
    texts[i] = api::sqlite3_column_name(prepared, static_cast<int>(i));
  names(texts);
  int step = api::sqlite3_step(prepared);
  for (; step == SQLITE_ROW; step = api::sqlite3_step(prepared)) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto* text =
          reinterpret_cast<const char*>(api::sqlite3_column_text(prepared, static_cast<int>(i)));
      const int bytes = api::sqlite3_column_bytes(prepared, static_cast<int>(i));
      texts[i].assign(text == nullptr ? "" : text, static_cast<std::size_t>(bytes));
    }
    row(texts);
  }
  if (step != SQLITE_DONE) fail(step);
}

}  // namespace

Driver sqlite_driver() {
  return {backend, connect_string, on_connect, error_of, read_texts, nullptr};
}

}  // namespace lapse::adapters::sql
