#include <dlfcn.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>

#include "adapters/sql/drivers.h"

namespace lapse::adapters::sql {
namespace {

using engine::StoreError;
using Kind = StoreError::Kind;

constexpr std::string_view kSystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

const soci::backend_factory& backend() {
  return soci::mysql;
}

std::string connect_string(const Target& target, Access access) {
  const Url& url = target.url;
  if (url.hosts.size() > 1) throw StoreError(url.place() + ": one host only; several are for postgresql");
  std::string text = "dbname=" + quoted(url.database) + " user=" + quoted(url.user);
  if (!target.password.empty()) text += " password=" + quoted(target.password);
  if (!url.socket.empty()) {
    text += " unix_socket=" + quoted(url.socket);
  } else {
    // The library takes 'localhost' for a socket.
    const std::string& host = url.hosts.front().name;
    text += " host=" + quoted(host == "localhost" ? "127.0.0.1" : host);
    if (!url.hosts.front().port.empty()) text += " port=" + url.hosts.front().port;
    if (url.tls)
      text += " sslca=" + quoted(url.tls_ca.empty() ? std::string(kSystemAuthorities) : url.tls_ca);
  }
  // A guest's statement ends before the lease of the engine that waits for it.
  return text +
         " charset='utf8mb4' connect_timeout=10 read_timeout=" + (access == Access::guest ? "20" : "1800");
}

std::vector<std::string> on_connect(Access access) {
  const bool guest = access == Access::guest;
  return {
      "SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin",
      "SET SESSION sql_mode = "
      "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,SIMULTANEOUS_ASSIGNMENT'",
      "SET SESSION time_zone = '+00:00'",
      "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
      guest ? "SET SESSION innodb_lock_wait_timeout = 10" : "SET SESSION innodb_lock_wait_timeout = 30",
      guest ? "SET SESSION max_statement_time = 15" : "SET SESSION max_statement_time = 0",
      "SET SESSION idle_transaction_timeout = 60",
      access == Access::read ? "SET SESSION TRANSACTION READ ONLY" : "SET SESSION TRANSACTION READ WRITE"};
}

StoreError error_of(const soci::soci_error& error, const Trouble& trouble) {
  const std::string& place = trouble.place;
  const auto* mariadb = dynamic_cast<const soci::mysql_soci_error*>(&error);
  const unsigned number = mariadb == nullptr ? 0 : mariadb->err_num_;
  const std::string says = scrubbed(error.get_error_message());
  switch (number) {
    case 2002:  // no socket there
    case 2003:  // no server there
    case 2005:  // no such host
    case 1040:  // too many connections
    case 2026:  // TLS
      return StoreError(place + ": cannot be reached: " + says, Kind::unavailable);
    case 1045:
    case 1044:
    case 1698:
      return StoreError(place +
                        ": the server refuses this user; check 'database_password' and its grants: " + says);
    case 1049:
      return StoreError(
          place + ": there is no such database; create it with 'CREATE DATABASE', then run 'lapse init'");
    // Whether the last change was made is not known.
    case 2006:  // gone away
    case 2013:  // lost during a query
    case 2055:  // lost at a system call
    case 1053:  // shutting down
    case 1927:  // killed
    case 1290:  // only reads now: another server has taken over
      return StoreError(place + ": the connection was lost: " + says, Kind::lost);
    case 1213:
    case 1205:
    case 1062:  // numbers are given without asking: somebody else has done the same
    case 1020:
      return StoreError(place + ": another transaction was in the way: " + says, Kind::conflict);
    case 1021:
    case 1114:
      return StoreError(place + ": the server is out of room: " + says, Kind::unavailable);
    default:
      return StoreError(place + ": " + says);
  }
}

// An answer that is read while it comes: SOCI would hold all of it in memory.
class Answer {
 public:
  Answer(MYSQL* connection, const std::string& place, const std::string& sql)
      : connection_(connection), place_(place) {
    // The server waits so long for a reader that is busy with what it has.
    if (mysql_query(connection_, "SET SESSION net_write_timeout = 1800") != 0) fail();
    if (mysql_real_query(connection_, sql.data(), sql.size()) != 0) fail();
    result_ = mysql_use_result(connection_);
    if (result_ == nullptr) fail();
  }
  ~Answer() {
    if (!ended_) mariadb_cancel(connection_);  // else the rest of the rows would be read first
    if (result_ != nullptr) mysql_free_result(result_);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  Texts names() const {
    Texts names;
    const MYSQL_FIELD* const fields = mysql_fetch_fields(result_);
    for (unsigned i = 0; i < mysql_num_fields(result_); ++i) names.emplace_back(fields[i].name);
    return names;
  }

  bool next(Texts& texts) {
    const MYSQL_ROW row = mysql_fetch_row(result_);
    if (row == nullptr) {
      if (mysql_errno(connection_) != 0) fail();
      ended_ = true;
      return false;
    }
    const unsigned long* const lengths = mysql_fetch_lengths(result_);
    for (std::size_t i = 0; i < texts.size(); ++i)
      texts[i].assign(row[i] == nullptr ? "" : row[i], lengths[i]);
    return true;
  }

 private:
  [[noreturn]] void fail() {
    const unsigned number = mysql_errno(connection_);
    const std::string state = mysql_sqlstate(connection_);
    const bool about_statement = state.starts_with("42") || state.starts_with("08") || number >= 2000 ||
                                 number == 1792 /* a change in a transaction that reads */;
    throw foreign_error(place_, std::to_string(number), about_statement, mysql_error(connection_));
  }

  MYSQL* connection_;
  std::string place_;
  MYSQL_RES* result_ = nullptr;
  bool ended_ = false;
};

void read_texts(soci::session& session, const std::string& place, const std::string& sql,
                const TakeTexts& names, const TakeTexts& row) {
  Answer answer(static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_, place, sql);
  Texts texts = answer.names();
  names(texts);
  while (answer.next(texts)) row(texts);
}

}  // namespace

Driver mariadb_driver() {
  return {backend, connect_string, on_connect, error_of, read_texts, nullptr};
}

}  // namespace lapse::adapters::sql

// SOCI lets the client library check who signed the server's certificate, and has no option to let it check
// for which host. So its call comes through here: the linker takes the program's definition before the
// library's.
extern "C" MYSQL* STDCALL mysql_real_connect(MYSQL* connection, const char* host, const char* user,
                                             const char* password, const char* database, unsigned int port,
                                             const char* socket, unsigned long flags) {
  using Connect = decltype(&mysql_real_connect);
  static const auto kConnect = reinterpret_cast<Connect>(::dlsym(RTLD_NEXT, "mysql_real_connect"));
  const char* authorities = nullptr;
  mysql_get_optionv(connection, MYSQL_OPT_SSL_CA, static_cast<void*>(&authorities));
  if (authorities != nullptr) {
    const my_bool yes = 1;
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
  }
  return kConnect(connection, host, user, password, database, port, socket, flags);
}
