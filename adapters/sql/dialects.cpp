#include "adapters/sql/dialect.h"
#include "adapters/sql/drivers.h"
#include "adapters/sql/inspections.h"

namespace lapse::adapters::sql {
namespace {

const Dialect kSqlite{
    .scheme = "sqlite",
    .driver = sqlite_driver(),
    .instant_type = "BIGINT",
    .number_type = "BIGINT",
    .key_type = "TEXT",
    .word_type = "TEXT",
    .text_type = "TEXT",
    .body_type = "TEXT",
    .iso_text =
        "CASE WHEN ${column} = 0 THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%SZ', ${column}, 'unixepoch') END",
    .busy_table = "",
    .unless_there = "",
    .of_table = "",
    .begin_write = "BEGIN IMMEDIATE",
    .shared_lock = "",  // whoever begins to write is alone
    // A failure ends the transaction anyway: no copy of every page is kept to take one statement back.
    .insert_many = "INSERT OR ROLLBACK INTO ",
    .insert_once_before = "INSERT INTO ",
    .insert_once_after = " ON CONFLICT DO NOTHING",
    .update_those = "UPDATE OR ROLLBACK ${table} SET ${set} WHERE ${key} IN (${those}) AND ${where}",
    .update_from =
        "UPDATE ${table} SET ${assignments} FROM ${source} s WHERE s.id = ${table}.id AND ${where}",
    .assign_from = "${column} = ${value}",
    .has_table = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
    .server_time = "",
    .misfits = "",
    .refresh_statistics = "",
    .inspection = &kSqliteInspection,
    .quote = "\"",
    .chunk_rows = 20000,
};

const Dialect kPostgresql{
    .scheme = "postgresql",
    .driver = postgresql_driver(),
    .instant_type = "BIGINT",
    .number_type = "BIGINT",
    .key_type = "TEXT COLLATE \"C\"",
    .word_type = "TEXT COLLATE \"C\"",
    .text_type = "TEXT",
    .body_type = "TEXT",
    .iso_text =
        "CASE WHEN ${column} = 0 THEN '' ELSE to_char(to_timestamp(${column}) AT TIME ZONE 'UTC',"
        " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') END",
    .busy_table = " WITH (fillfactor = 85)",
    .unless_there = "",
    .of_table = "",
    .begin_write = "BEGIN",
    .shared_lock = " FOR SHARE",
    .insert_many = "INSERT INTO ",
    .insert_once_before = "INSERT INTO ",
    .insert_once_after = " ON CONFLICT DO NOTHING",
    .update_those = "UPDATE ${table} SET ${set} WHERE ${key} IN (${those}) AND ${where}",
    .update_from =
        "UPDATE ${table} SET ${assignments} FROM ${source} s WHERE s.id = ${table}.id AND ${where}",
    .assign_from = "${column} = ${value}",
    .has_table =
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()"
        " AND table_name = :name",
    .server_time = "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS BIGINT)",
    .misfits =
        "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = 'account' AND column_name IN ('id', 'state', 'kind', 'organisation')"
        " AND COALESCE(collation_name, '') <> 'C'",
    .refresh_statistics = "ANALYZE ${table}",
    .inspection = &kPostgresqlInspection,
    .quote = "\"",
    .is_server = true,
    .rows_per_page = 5000,
};

const Dialect kMariadb{
    .scheme = "mariadb",
    .driver = mariadb_driver(),
    .instant_type = "BIGINT",
    .number_type = "BIGINT",
    .key_type = "VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
    .word_type = "VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
    .text_type = "TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
    .body_type = "MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
    .iso_text =
        "CASE WHEN ${column} = 0 THEN '' ELSE DATE_FORMAT(TIMESTAMPADD(SECOND, ${column},"
        " '1970-01-01 00:00:00'), '%Y-%m-%dT%H:%i:%sZ') END",
    .busy_table = "",
    .unless_there = "IF NOT EXISTS ",
    .of_table = " ON ${table}",
    .begin_write = "START TRANSACTION",
    .shared_lock = " LOCK IN SHARE MODE",
    .insert_many = "INSERT INTO ",
    // Strict mode does not reach IGNORE: every column copied this way has the type of its source.
    .insert_once_before = "INSERT IGNORE INTO ",
    .insert_once_after = "",
    // An IN (SELECT ...) of an UPDATE is asked for every row of the table.
    .update_those =
        "UPDATE ${table} JOIN (${those}) those ON those.that = ${table}.${key} SET ${set} WHERE ${where}",
    .update_from = "UPDATE ${table} JOIN ${source} s ON s.id = ${table}.id SET ${assignments} WHERE ${where}",
    .assign_from = "${table}.${column} = ${value}",
    .has_table =
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
        " AND table_name = :name",
    .server_time = "SELECT UNIX_TIMESTAMP()",
    .misfits =
        "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
        " AND collation_name IS NOT NULL AND collation_name <> 'utf8mb4_nopad_bin'"
        " AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_schema ="
        " DATABASE() AND table_type = 'BASE TABLE')",
    .refresh_statistics = "",
    .inspection = &kMariadbInspection,
    .quote = "`",
    .is_server = true,
    .rows_per_insert = 500,
    .rows_per_page = 5000,
};

#ifdef LAPSE_WITH_ODBC
// Only read from: what the other rows say of tables and changes is not known of it. Its databases do not
// agree on how a name is quoted.
const Dialect kOdbc{
    .scheme = "odbc",
    .driver = odbc_driver(),
    .instant_type = "",
    .number_type = "",
    .key_type = "",
    .word_type = "",
    .text_type = "",
    .body_type = "",
    .iso_text = "",
    .busy_table = "",
    .unless_there = "",
    .of_table = "",
    .begin_write = "",
    .shared_lock = "",
    .insert_many = "",
    .insert_once_before = "",
    .insert_once_after = "",
    .update_those = "",
    .update_from = "",
    .assign_from = "",
    .has_table = "",
    .server_time = "",
    .misfits = "",
    .refresh_statistics = "",
    .quote = "",
};
#endif

}  // namespace

Target parse_url(const std::string& url, const std::string& password) {
  const auto scheme = url.substr(0, url.find(':'));
  for (const Dialect* dialect : {&kSqlite, &kPostgresql, &kMariadb}) {
    if (scheme != dialect->scheme || url.size() <= scheme.size() + 1) continue;
    return {dialect, take_apart(url), password};
  }
  throw engine::StoreError("database '" + url +
                           "' is not known; write 'sqlite:' and the path of a file, or"
                           " 'postgresql://USER@HOST/DATABASE', or 'mariadb://USER@HOST/DATABASE'");
}

Target parse_foreign_url(const std::string& url, const std::string& password) {
  if (!url.starts_with("odbc:")) return parse_url(url, password);
#ifdef LAPSE_WITH_ODBC
  return {&kOdbc, take_apart(url), password};
#else
  throw engine::StoreError(
      "this lapse was built without ODBC; build it where libsoci-dev and unixodbc-dev are installed");
#endif
}

}  // namespace lapse::adapters::sql
