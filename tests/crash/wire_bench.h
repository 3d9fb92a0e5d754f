// A client and a server of a wire proxy that the test plays itself, one end of a connection after the other.
//
// Bounds   No wait is longer than 10 s.
#pragma once

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>
#include <utility>

#include "tests/crash/wire_proxy.h"

namespace lapse::tests::wire {

inline constexpr timeval kPatience{10, 0};

inline std::string message(char type, const std::string& payload) {
  const std::size_t length = payload.size() + 4;
  std::string bytes(1, type);
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(length >> shift & 0xff);
  return bytes + payload;
}

inline std::string packet(int sequence, const std::string& payload) {
  const std::size_t length = payload.size();
  std::string bytes;
  for (const int shift : {0, 8, 16}) bytes += static_cast<char>(length >> shift & 0xff);
  return bytes + static_cast<char>(sequence) + payload;
}

inline const std::string kHello = std::string("\0\0\0\x11\0\x03\0\0user\0ada\0", 17);
inline const std::string kReady = message('Z', "I");
inline const std::string kBegin = message('Q', std::string("BEGIN\0", 6));
inline const std::string kCommit = message('Q', std::string("COMMIT\0", 7));
inline const std::string kDone = message('C', std::string("COMMIT\0", 7));

class End {
 public:
  explicit End(Descriptor socket) : socket_(std::move(socket)) {
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  }

  void say(const std::string& bytes) {
    REQUIRE(::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }

  // So many bytes, or what comes before the connection ends, and how it ended.
  std::string hear(std::size_t size) {
    const std::string bytes = piece(size, MSG_WAITALL);
    if (bytes.empty()) return end_;
    return bytes.size() == size ? bytes : bytes + rest();
  }

  // All that comes, and how the connection ended.
  std::string rest() {
    std::string all;
    for (std::string more = piece(1 << 16, 0); !more.empty(); more = piece(1 << 16, 0)) all += more;
    return all + end_;
  }

  // What is there now.
  std::string heard_so_far() {
    const std::string bytes = piece(1 << 16, MSG_DONTWAIT);
    return bytes.empty() ? end_ : bytes;
  }

  void finish() { ::shutdown(socket_.number(), SHUT_WR); }
  void close() { socket_.close(); }
  void hang_up() { socket_.hang_up(); }

 private:
  std::string piece(std::size_t size, int flags) {
    std::string bytes(size, '\0');
    const ssize_t count = ::recv(socket_.number(), bytes.data(), size, flags);
    if (count <= 0) end_ = count == 0 ? "(end)" : errno == ECONNRESET ? "(reset)" : "(silence)";
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
  }

  Descriptor socket_;
  std::string end_;
};

class Bench {
 public:
  explicit Bench(Protocol protocol = Protocol::postgresql) : proxy(protocol, port_of(listener_)) {
    ::setsockopt(listener_.number(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  }

  struct Session {
    End client;
    End server;
  };

  // Says nothing yet.
  Session connect() {
    End client(connect_to(proxy.port()));
    return {std::move(client), accept()};
  }

  // PostgreSQL, greeted and counted from here.
  Session session() {
    Session session = connect();
    session.client.say(kHello);
    REQUIRE(session.server.hear(kHello.size()) == kHello);
    session.server.say(kReady);
    REQUIRE(session.client.hear(kReady.size()) == kReady);
    proxy.rearm();
    return session;
  }

  // Everything said before has come by: a round of the proxy that makes a connection has moved all bytes
  // first.
  void let_come_by() {
    const int before = proxy.connections();
    connect();
    REQUIRE(proxy.await_connections(before + 1));
  }

 private:
  End accept() {
    Descriptor server(::accept(listener_.number(), nullptr, nullptr));
    REQUIRE(server.number() >= 0);
    return End(std::move(server));
  }

  Descriptor listener_ = listen_on_loopback();

 public:
  WireProxy proxy;
};

}  // namespace lapse::tests::wire
