#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <filesystem>

#include "adapters/sql/dialect.h"

namespace lapse::adapters::sql {
namespace {

std::string connect_sqlite(const std::string& place, Access access) {
  namespace fs = std::filesystem;
  if (place.find('"') != std::string::npos)
    throw engine::StoreError("a database path cannot contain a quote");
  std::error_code ignored;
  if (access == Access::guest && !fs::exists(place, ignored))
    throw engine::StoreError(place + ": there is no database");
  if (place != ":memory:" && access != Access::create && !fs::exists(place, ignored)) {
    throw engine::StoreError(place + ": there is no database; create it with 'lapse init'");
  }
  return "dbname=\"" + place + "\" timeout=10";
}

std::span<const std::string_view> prepare_sqlite(Access access) {
  static constexpr std::array<std::string_view, 4> kWrite{
      "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
      "PRAGMA cache_size = -8192"};
  static constexpr std::array<std::string_view, 2> kRead{"PRAGMA query_only = ON",
                                                         "PRAGMA cache_size = -8192"};
  if (access == Access::read) return kRead;
  if (access == Access::guest) return {};
  return kWrite;
}

engine::StoreError sqlite_error(const soci::soci_error& error, const std::string& place) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int result = sqlite == nullptr ? 0 : sqlite->result() & 0xff;
  const std::string says = error.get_error_message();  // what() has the values bound: people's particulars
  switch (result) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return engine::StoreError(place + ": another program is writing to the database; try again later",
                                true);
    case SQLITE_READONLY:
      return engine::StoreError(
          place + ": the database cannot be written; make the file and its directory writable for this user",
          true);
    case SQLITE_FULL:
      return engine::StoreError(place + ": the disk is full; nothing was changed, make room and run again",
                                true);
    case SQLITE_IOERR:
      return engine::StoreError(place + ": the disk fails: " + says, true);
    case SQLITE_CANTOPEN:
      return engine::StoreError(
          place + ": cannot be opened; check the path and the permissions of its directory", true);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return engine::StoreError(place + ": this is no sound database: " + says);
    default:
      return engine::StoreError(place + ": " + says);
  }
}

constexpr Dialect kSqlite{
    .scheme = "sqlite",
    .instant_type = "BIGINT",
    .number_type = "BIGINT",
    .key_type = "TEXT",
    .text_type = "TEXT",
    .iso_text =
        "CASE WHEN ${column} = 0 THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%SZ', ${column}, 'unixepoch') END",
    .begin_write = "BEGIN IMMEDIATE",
    .insert_once_before = "INSERT INTO ",
    .insert_once_after = " ON CONFLICT DO NOTHING",
    .has_table = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
    .connect_string = connect_sqlite,
    .on_connect = prepare_sqlite,
    .error = sqlite_error,
};

}  // namespace

Target parse_url(const std::string& url) {
  const auto colon = url.find(':');
  if (colon != std::string::npos && url.substr(0, colon) == kSqlite.scheme && colon + 1 < url.size()) {
    return {&kSqlite, url.substr(colon + 1)};
  }
  throw engine::StoreError("database '" + url + "' is not known; write 'sqlite:' and the path of a file");
}

}  // namespace lapse::adapters::sql
