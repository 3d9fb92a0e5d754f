#include "adapters/sql/inspections.h"

namespace lapse::adapters::sql {

const InspectionSql kSqliteInspection{
    .product = "SQLite",
    .version = "SELECT sqlite_version()",
    .standing = "SELECT 0, 1, 0",
    .following = "SELECT 0, -1",
    .replicas = "SELECT '', '', 0, 0, 0, 0 WHERE 1 = 0",
    .bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    .tables = "SELECT name, -1, -1, -1 FROM sqlite_master WHERE type = 'table' ORDER BY name",
    .indexes = "SELECT tbl_name, name, -1 FROM sqlite_master WHERE type = 'index' ORDER BY tbl_name, name",
    .uses_since = "SELECT 0",
    .to_see_replicas = "",
    .to_count_uses = "this database does not count it",
    .against_loss = "",
};

const InspectionSql kPostgresqlInspection{
    .product = "PostgreSQL",
    .version = "SELECT split_part(current_setting('server_version'), ' ', 1)",
    // What this session set for itself does not count.
    .standing =
        "SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END, CASE WHEN pg_is_in_recovery() OR EXISTS"
        " (SELECT 1 FROM pg_settings WHERE name = 'default_transaction_read_only' AND reset_val = 'on')"
        " THEN 0 ELSE 1 END, 0",
    // Who has replayed all that came is not behind, however long ago that was.
    .following =
        "SELECT f.receives, CASE WHEN f.receives = 1 AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"
        " THEN 0 ELSE COALESCE(CAST(EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp())"
        " AS BIGINT), -1) END FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_stat_wal_receiver) THEN 1"
        " ELSE 0 END AS receives) f",
    // Neither backups nor subscribers. A slot without its reader is a replica that is gone. Of one that does
    // not answer, the age of its last answer is its lag.
    .replicas =
        "WITH written AS (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
        " ELSE pg_current_wal_lsn() END AS lsn),"
        " follower AS (SELECT r.*, pg_wal_lsn_diff(w.lsn, r.replay_lsn) AS behind FROM pg_stat_replication r"
        " CROSS JOIN written w WHERE COALESCE(r.state, '') <> 'backup' AND NOT EXISTS (SELECT 1 FROM"
        " pg_replication_slots l WHERE l.active_pid = r.pid AND l.slot_type = 'logical'))"
        " SELECT CASE WHEN COALESCE(f.application_name, '') = '' THEN 'of process ' || CAST(f.pid AS TEXT)"
        " ELSE f.application_name END, COALESCE(f.state, ''), CASE WHEN f.state = 'streaming' THEN 1 ELSE 0 "
        "END,"
        " CASE WHEN f.sync_state IN ('sync', 'quorum') AND current_setting('synchronous_commit') NOT IN"
        " ('off', 'local') THEN 1 ELSE 0 END, COALESCE(CAST(f.behind AS BIGINT), -1),"
        " CASE WHEN f.behind <= 0 THEN 0 ELSE COALESCE(CAST(EXTRACT(EPOCH FROM GREATEST(f.replay_lag,"
        " clock_timestamp() - f.reply_time)) AS BIGINT), -1) END FROM follower f"
        " UNION ALL SELECT g.slot_name, 'disconnected', 0, 0,"
        " COALESCE(CAST(pg_wal_lsn_diff(w.lsn, g.restart_lsn) AS BIGINT), -1), -1 FROM pg_replication_slots g"
        " CROSS JOIN written w WHERE g.slot_type = 'physical' AND NOT g.active ORDER BY 1, 2",
    .bytes = "SELECT pg_database_size(current_database())",
    .tables =
        "SELECT CAST(c.relname AS TEXT), CASE WHEN c.reltuples >= 0 THEN CAST(c.reltuples AS BIGINT) ELSE -1"
        " END, pg_table_size(c.oid), pg_indexes_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid ="
        " c.relnamespace WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY c.relname",
    .indexes =
        "SELECT CAST(relname AS TEXT), CAST(indexrelname AS TEXT), COALESCE(idx_scan, -1) FROM"
        " pg_stat_user_indexes WHERE schemaname = current_schema() ORDER BY relname, indexrelname",
    .uses_since =
        "SELECT COALESCE(CAST(EXTRACT(EPOCH FROM stats_reset) AS BIGINT), 0) FROM pg_stat_database WHERE"
        " datname = current_database()",
    .to_see_replicas = "needs the role pg_monitor",
    .to_count_uses = "",
    .against_loss = "set synchronous_standby_names, and leave synchronous_commit on",
};

const InspectionSql kMariadbInspection{
    .product = "MariaDB",
    .version = "SELECT SUBSTRING_INDEX(VERSION(), '-', 1)",
    // A server that is read only is taken for a standby also while it follows nobody.
    .standing =
        "SELECT CASE WHEN @@global.read_only <> 0 OR EXISTS (SELECT 1 FROM information_schema.global_status"
        " WHERE (variable_name = 'SLAVE_RUNNING' AND variable_value = 'ON') OR (variable_name ="
        " 'SLAVES_RUNNING' AND variable_value <> '0'))"
        " OR EXISTS (SELECT 1 FROM information_schema.processlist WHERE command IN ('Slave_IO', 'Slave_SQL'))"
        " THEN 1 ELSE 0 END,"
        " CASE WHEN @@global.read_only <> 0 THEN 0 ELSE 1 END,"
        " CAST(COALESCE((SELECT variable_value FROM information_schema.global_status WHERE variable_name ="
        " 'SLAVES_CONNECTED'), '0') AS SIGNED)",
    // The time of the thread that applies is that of what it applied last.
    .following =
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM information_schema.global_status WHERE variable_name ="
        " 'SLAVE_RUNNING' AND variable_value = 'ON') THEN 1 ELSE 0 END, COALESCE((SELECT MAX(CASE WHEN"
        " state LIKE 'Slave has read all relay log%' THEN 0 ELSE time END) FROM"
        " information_schema.processlist WHERE command = 'Slave_SQL'), -1)",
    .replicas =
        "SELECT p.host, COALESCE(p.state, ''), CASE WHEN p.state LIKE 'Master has sent all binlog%' OR "
        "p.state"
        " LIKE 'Sending binlog%' THEN 1 ELSE 0 END, CASE WHEN COALESCE((SELECT MAX(variable_value) FROM"
        " information_schema.global_status WHERE variable_name = 'RPL_SEMI_SYNC_MASTER_STATUS'), 'OFF') = "
        "'ON'"
        " THEN 1 ELSE 0 END, -1, -1 FROM information_schema.processlist p WHERE p.command LIKE 'Binlog Dump%'"
        " ORDER BY p.host",
    .bytes =
        "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS SIGNED) FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    .tables =
        "SELECT table_name, COALESCE(table_rows, -1), COALESCE(data_length, -1), COALESCE(index_length, -1)"
        " FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
        " ORDER BY table_name",
    .indexes =
        "SELECT s.table_name, s.index_name, CASE WHEN @@global.userstat = 0 THEN -1 ELSE"
        " COALESCE(MAX(u.rows_read), 0) END FROM information_schema.statistics s LEFT JOIN"
        " information_schema.index_statistics u ON u.table_schema = s.table_schema AND u.table_name ="
        " s.table_name AND u.index_name = s.index_name WHERE s.table_schema = DATABASE()"
        " GROUP BY s.table_name, s.index_name ORDER BY 1, 2",
    .uses_since = "SELECT 0",
    .to_see_replicas = "needs the privilege PROCESS",
    .to_count_uses = "needs the server's setting userstat=ON",
    .against_loss = "turn on semi-synchronous replication",
};

}  // namespace lapse::adapters::sql
