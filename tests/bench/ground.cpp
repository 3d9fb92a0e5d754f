#include "tests/bench/ground.h"

#include <stdexcept>

namespace lapse::tests {
namespace {

// A killed filling is thrown away, so nothing has to be safe before it is done.
const Ground kSqlite{
    .scheme = "sqlite",
    .join_texts = "",
    .settings = {"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"},
    .numbers = "SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ${count}",
    .divide = " / ",
    .whole = "INTEGER",
    .indexes =
        "SELECT 'DROP INDEX ' || name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
        " AND tbl_name IN ('account', 'journal', 'notice')",
};

const Ground kPostgresql{
    .scheme = "postgresql",
    .join_texts = "",
    .settings = {"SET synchronous_commit = off", "SET maintenance_work_mem = '512MB'",
                 "SET work_mem = '128MB'"},
    .numbers = "SELECT CAST(number AS BIGINT) FROM generate_series(0, ${count} - 1) AS number",
    .divide = " / ",
    .whole = "INTEGER",
    .indexes =
        "SELECT 'DROP INDEX ' || c.relname, pg_get_indexdef(c.oid) FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid"
        " WHERE NOT i.indisunique AND t.relnamespace = CAST(current_schema() AS regnamespace)"
        " AND t.relname IN ('account', 'journal', 'notice')",
};

const Ground kMariadb{
    .scheme = "mariadb",
    .join_texts = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT')",
    .settings = {"SET SESSION unique_checks = 0", "SET SESSION foreign_key_checks = 0",
                 "SET SESSION group_concat_max_len = 10000"},
    .numbers = "SELECT CAST(seq AS SIGNED) FROM seq_0_to_${last}",
    .divide = " DIV ",
    .whole = "SIGNED",
    .indexes =
        "SELECT 'DROP INDEX ' || index_name || ' ON ' || table_name, 'CREATE INDEX ' || index_name || ' ON '"
        " || table_name || ' (' || GROUP_CONCAT(column_name ORDER BY seq_in_index) || ')'"
        " FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 1"
        " AND table_name IN ('account', 'journal', 'notice') GROUP BY table_name, index_name",
};

}  // namespace

const Ground& ground_of(const adapters::sql::Dialect& dialect) {
  for (const Ground* ground : {&kSqlite, &kPostgresql, &kMariadb}) {
    if (ground->scheme == dialect.scheme) return *ground;
  }
  throw std::invalid_argument("the bench has no ground for this database");
}

void join_texts(adapters::sql::Database& database) {
  const auto setting = ground_of(database.dialect()).join_texts;
  if (!setting.empty()) database.execute(std::string(setting));
}

}  // namespace lapse::tests
