// The URL of a database, taken apart:
//
//   sqlite:PATH
//   postgresql://USER@HOST[:PORT][,HOST2[:PORT]]/DATABASE[?OPTION=VALUE&...]
//   mariadb://USER@HOST[:PORT]/DATABASE[?OPTION=VALUE&...]
//   odbc:CONNECTION-STRING, of sources only
//
// Options  socket=PATH     instead of a host: the socket; of postgresql also the directory of the usual one
//          tls_ca=FILE     the authority to trust instead of the system's
//          tls=off         this machine only
// Secrets  A password in the URL is refused: it would be seen in the configuration and in process lists.
// Errors   StoreError with what to write instead.
#pragma once

#include <string>
#include <vector>

namespace lapse::adapters::sql {

struct Host {
  std::string name;
  std::string port;  // empty: the usual one
};

struct Url {
  std::string scheme;
  std::string user;
  std::vector<Host> hosts;  // in the order to try; empty with a socket
  std::string database;     // of sqlite: the path; of odbc: the connection string
  std::string socket;
  std::string tls_ca;
  bool tls = true;

  std::string place() const;  // for people: without options
};

Url take_apart(const std::string& url);

}  // namespace lapse::adapters::sql
