#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <cctype>
#include <memory>

#include "adapters/sql/drivers.h"

namespace lapse::adapters::sql {
namespace {

using engine::StoreError;
using Kind = StoreError::Kind;

constexpr std::string_view kSystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

const soci::backend_factory& backend() {
  return soci::postgresql;
}

// As a part of a URI: in a string of words, SOCI takes the spaces out of a value.
std::string encoded(const std::string& value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      text += c;
    } else {
      text += '%';
      text += kDigits[byte / 16];
      text += kDigits[byte % 16];
    }
  }
  return text;
}

std::string tls_of(const Url& url) {
  if (!url.socket.empty() || !url.tls) return "&sslmode=disable";
  const std::string authorities = url.tls_ca.empty() ? std::string(kSystemAuthorities) : url.tls_ca;
  return "&sslmode=verify-full&sslrootcert=" + encoded(authorities);
}

// The library wants a directory and a port, of which it makes the name of the socket.
Host host_of_socket(const std::string& socket) {
  constexpr std::string_view kName = "/.s.PGSQL.";
  const auto at = socket.rfind(kName);
  if (at == std::string::npos) return {socket, "5432"};
  return {socket.substr(0, at), socket.substr(at + kName.size())};
}

std::string connect_string(const Target& target, Access) {
  const Url& url = target.url;
  std::string names;
  std::string ports;
  if (!url.socket.empty()) {
    const Host host = host_of_socket(url.socket);
    names = host.name;
    ports = host.port;
  }
  for (const auto& host : url.hosts) {
    names += (names.empty() ? "" : ",") + host.name;
    ports += (&host == &url.hosts.front() ? "" : ",") + (host.port.empty() ? "5432" : host.port);
  }
  std::string text = "postgresql:///?host=" + encoded(names) + "&port=" + encoded(ports) +
                     "&dbname=" + encoded(url.database) + "&user=" + encoded(url.user);
  if (!target.password.empty()) text += "&password=" + encoded(target.password);
  // A server that went away without a word is noticed within half a minute; of several, the one that may be
  // written to is the right one.
  return text + tls_of(url) +
         "&application_name=lapse&connect_timeout=10&keepalives_idle=10&keepalives_interval=5"
         "&keepalives_count=3&tcp_user_timeout=30000&target_session_attrs=" +
         (url.hosts.size() > 1 ? "read-write" : "any");
}

std::vector<std::string> on_connect(Access access) {
  std::vector<std::string> statements{
      "SET client_encoding = 'UTF8'",
      "SET TIME ZONE 'UTC'",
      "SET client_min_messages = error",
      "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED",
      "SET lock_timeout = '30s'",
      "SET jit = off",          // compiling takes longer than any statement of ours
      "SET work_mem = '64MB'",  // a day of sign-ins is a join in one piece, or all pages change once for each
      "SET idle_in_transaction_session_timeout = '60s'"};
  // A guest's statement ends before the lease of the engine that waits for it.
  if (access == Access::guest) {
    statements.emplace_back("SET lock_timeout = '10s'");
    statements.emplace_back("SET statement_timeout = '15s'");
  }
  if (access == Access::read) statements.emplace_back("SET default_transaction_read_only = on");
  return statements;
}

bool is_connected(soci::session& session) {
  // The library does not export what a dynamic_cast would need.
  const auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  return backend != nullptr && backend->conn_ != nullptr && PQstatus(backend->conn_) == CONNECTION_OK;
}

bool is_one_of(const std::string& state, std::initializer_list<std::string_view> states) {
  for (const auto one : states) {
    if (state.starts_with(one)) return true;
  }
  return false;
}

// The library's own sentences, one for each host that was tried; what SOCI says before them tells nothing.
std::string reasons(const std::string& message) {
  std::string text;
  for (auto at = message.find('\n'); at != std::string::npos; at = message.find('\n', at + 1)) {
    const std::string line = scrubbed(message.substr(at + 1));
    if (!line.empty()) text += (text.empty() ? "" : "; ") + line.substr(line.find_first_not_of('\t'));
  }
  return text;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

StoreError connecting(const std::string& place, const std::string& says) {
  if (has(says, "database \"") && has(says, "does not exist"))
    return StoreError(place +
                      ": there is no such database; create it with 'createdb', then run 'lapse init'");
  if (has(says, "password") || has(says, "authentication") || has(says, "role \"") ||
      has(says, "pg_hba.conf"))
    return StoreError(
        place +
        ": the server refuses this user; check 'database_password' and the server's pg_hba.conf: " + says);
  return StoreError(place + ": cannot be reached: " + says, Kind::unavailable);
}

StoreError error_of(const soci::soci_error& error, const Trouble& trouble) {
  const std::string& place = trouble.place;
  const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  const std::string state = postgresql == nullptr ? "" : postgresql->sqlstate();
  if (trouble.connecting) return connecting(place, reasons(error.get_error_message()));
  const std::string says = scrubbed(error.get_error_message());
  // Whether the last change was made is not known. A server that only reads now has handed over to another.
  if (!is_connected(trouble.session) || is_one_of(state, {"08", "57P", "25006"}))
    return StoreError(place + ": the connection was lost: " + says, Kind::lost);
  if (is_one_of(state, {"40001", "40P01", "55P03", "23505"}))
    return StoreError(place + ": another transaction was in the way: " + says, Kind::conflict);
  if (is_one_of(state, {"53"}))
    return StoreError(place + ": the server is out of room: " + says, Kind::unavailable);
  if (is_one_of(state, {"42501"}))
    return StoreError(place + ": this user may not do that, see the page on privileges: " + says);
  return StoreError(place + ": " + says);
}

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

// A transaction with a cursor in it: the library would hold a whole answer in memory.
class Cursor {
 public:
  Cursor(PGconn* connection, const std::string& place, const std::string& sql)
      : connection_(connection), place_(place) {
    send("BEGIN TRANSACTION READ ONLY");
    send("SET LOCAL idle_in_transaction_session_timeout = '30min'");
    send("DECLARE foreign_rows NO SCROLL CURSOR FOR " + sql);
  }
  ~Cursor() { PQclear(PQexec(connection_, "ROLLBACK")); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  Result fetch() { return send("FETCH 1000 FROM foreign_rows"); }

 private:
  // With parameters, though there are none, the server takes one statement and no more.
  Result send(const std::string& sql) {
    Result result(PQexecParams(connection_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
    const char* const code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    const std::string state = code == nullptr ? "08006" : code;
    const char* const says = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
    throw foreign_error(place_, state, is_one_of(state, {"08", "25", "42", "53", "57"}),
                        says == nullptr ? "the connection was lost" : says);
  }

  PGconn* connection_;
  std::string place_;
};

void read_texts(soci::session& session, const std::string& place, const std::string& sql,
                const TakeTexts& names, const TakeTexts& row) {
  Cursor cursor(static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_, place, sql);
  Result page = cursor.fetch();
  Texts texts(static_cast<std::size_t>(PQnfields(page.get())));
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = PQfname(page.get(), static_cast<int>(i));
  names(texts);
  for (; PQntuples(page.get()) > 0; page = cursor.fetch()) {
    for (int at = 0; at < PQntuples(page.get()); ++at) {
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const int column = static_cast<int>(i);
        texts[i].assign(PQgetvalue(page.get(), at, column),
                        static_cast<std::size_t>(PQgetlength(page.get(), at, column)));
      }
      row(texts);
    }
  }
}

[[noreturn]] void throw_error(PGconn* connection, const PGresult* result) {
  const char* const code = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  throw soci::postgresql_soci_error(PQerrorMessage(connection), code == nullptr ? "08006" : code);
}

void append_value(std::string& line, const rules::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    line += std::to_string(*number);
    return;
  }
  for (const char c : std::string_view(std::get<std::string>(value).c_str())) {
    constexpr std::string_view kSpecial = "\\\t\n\r";
    constexpr std::string_view kWritten = "\\tnr";
    const auto at = kSpecial.find(c);
    if (at != std::string_view::npos) line += '\\';
    line += at == std::string_view::npos ? c : kWritten[at];
  }
}

void load(soci::session& session, const std::string& sql, std::span<const std::vector<rules::Value>> rows) {
  PGconn* const connection = static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
  const Result begun(PQexec(connection, sql.c_str()));
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) throw_error(connection, begun.get());
  std::string lines;
  for (const auto& row : rows) {
    for (const auto& value : row) {
      append_value(lines, value);
      lines += &value == &row.back() ? '\n' : '\t';
    }
  }
  if (PQputCopyData(connection, lines.data(), static_cast<int>(lines.size())) != 1 ||
      PQputCopyEnd(connection, nullptr) != 1)
    throw_error(connection, nullptr);
  for (Result result(PQgetResult(connection)); result; result.reset(PQgetResult(connection))) {
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
      const Result failed = std::move(result);
      while (const Result rest{PQgetResult(connection)}) continue;
      throw_error(connection, failed.get());
    }
  }
}

}  // namespace

Driver postgresql_driver() {
  return {backend, connect_string, on_connect, error_of, read_texts, load};
}

}  // namespace lapse::adapters::sql
