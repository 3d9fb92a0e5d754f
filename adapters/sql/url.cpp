#include "adapters/sql/url.h"

#include <algorithm>
#include <cctype>

#include "engine/store.h"

namespace lapse::adapters::sql {
namespace {

[[noreturn]] void refuse(const std::string& url, const std::string& why) {
  throw engine::StoreError("database '" + url + "': " + why);
}

// What comes before `mark`, which is cut off with it; all of it when there is no mark.
std::string cut(std::string& rest, const std::string& mark) {
  const auto at = rest.find(mark);
  std::string head = rest.substr(0, at);
  rest = at == std::string::npos ? "" : rest.substr(at + mark.size());
  return head;
}

bool is_this_machine(const Host& host) {
  return host.name == "localhost" || host.name == "::1" || host.name.starts_with("127.");
}

Host host_of(std::string text) {
  if (text.starts_with('[')) {  // an IPv6 address
    text.erase(0, 1);
    Host host{cut(text, "]"), ""};
    if (text.starts_with(':')) host.port = text.substr(1);
    return host;
  }
  Host host{cut(text, ":"), ""};
  host.port = text;
  return host;
}

void read_option(const std::string& url, Url& result, std::string option) {
  const std::string name = cut(option, "=");
  if (name == "socket") {
    result.socket = option;
  } else if (name == "tls_ca") {
    result.tls_ca = option;
  } else if (name == "tls" && option == "off") {
    result.tls = false;
  } else if (name != "tls" || option != "on") {
    refuse(url,
           "'" + name + "=" + option + "' is not known; options are socket=PATH, tls_ca=FILE and tls=off");
  }
}

void read_hosts(const std::string& url, Url& result, std::string hosts) {
  while (!hosts.empty()) {
    const Host host = host_of(cut(hosts, ","));
    const bool numeric = std::ranges::all_of(host.port, [](char c) { return c >= '0' && c <= '9'; });
    if (host.name.empty() || !numeric) refuse(url, "a host is written HOST or HOST:PORT");
    result.hosts.push_back(host);
  }
}

void check(const std::string& url, const Url& parts) {
  if (parts.user.empty()) refuse(url, "it names no user; write " + parts.scheme + "://USER@HOST/DATABASE");
  if (parts.user.find(':') != std::string::npos)
    refuse(parts.scheme + "://...",
           "a password has no place in a URL; write 'database_password: CREDENTIAL'");
  if (parts.database.empty())
    refuse(url, "it names no database; write " + parts.scheme + "://USER@HOST/DATABASE");
  if (parts.hosts.empty() == parts.socket.empty())
    refuse(url, "write either a host, or socket=PATH and no host");
  const bool far = !std::ranges::all_of(parts.hosts, is_this_machine);
  if (!parts.tls && far)
    refuse(url, "tls=off is for this machine only; people's data would cross the network open");
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// Of a connection string of ODBC what may be shown.
std::string data_source(std::string rest) {
  while (!rest.empty()) {
    const std::string part = cut(rest, ";");
    if (lower(part).starts_with("dsn=")) return part.substr(4);
  }
  return "...";
}

void check_connection_string(const std::string& text) {
  for (const auto* word : {"pwd=", "password="}) {
    if (lower(text).find(word) == std::string::npos) continue;
    refuse("odbc:...", "a password has no place in a URL; write 'password: CREDENTIAL'");
  }
}

}  // namespace

std::string Url::place() const {
  if (scheme == "sqlite") return database;
  if (scheme == "odbc") return scheme + ":" + data_source(database);
  std::string names;
  for (const auto& host : hosts)
    names += (names.empty() ? "" : ",") + host.name + (host.port.empty() ? "" : ":" + host.port);
  return scheme + "://" + user + "@" + (names.empty() ? socket : names) + "/" + database;
}

Url take_apart(const std::string& url) {
  Url result;
  std::string rest = url;
  result.scheme = cut(rest, ":");
  if (!rest.starts_with("//") || result.scheme == "sqlite") {
    result.database = rest;
    if (result.scheme == "odbc") check_connection_string(rest);
    return result;
  }
  rest.erase(0, 2);
  std::string before_options = cut(rest, "?");
  while (!rest.empty()) read_option(url, result, cut(rest, "&"));
  std::string authority = cut(before_options, "/");
  result.database = before_options;
  const auto at = authority.rfind('@');
  if (at != std::string::npos) {
    result.user = authority.substr(0, at);
    authority.erase(0, at + 1);
  }
  read_hosts(url, result, authority);
  check(url, result);
  return result;
}

}  // namespace lapse::adapters::sql
