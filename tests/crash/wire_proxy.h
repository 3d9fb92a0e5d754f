// The wire between the engine and a database server, which breaks at the message that a test names.
//
// Counts   Whole messages, over all connections, from rearm() on. What opens a connection counts too: rearm()
//          when it is open, or name a statement. Requests for encryption are answered no, and do not count.
// A cut    The server's end goes first: it is sent what came before and then an end, and is heard out. When
// it
//          has hung up (or after 10 s of silence on every connection) the client gets a reset. So PostgreSQL
//          has ended its transaction, one way or the other, when the client learns of the cut. MariaDB hangs
//          up before it rolls back, and may hold its locks for a moment longer.
// Whole    A message is forwarded when it is complete, and not before.
// Bounds   Every wait ends after 10 s. Up to 1 MiB and one message are held in each direction.
// Errors   A wire that is encrypted or compressed cannot be counted: the connection is cut, and messages()
//          throws what to set. A server that cannot be reached: the client gets a reset.
// Threads  Any thread may call anything. When a call has returned, no byte moves by the rules before it.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/crash/loopback.h"
#include "tests/crash/wire_message.h"

namespace lapse::tests {

enum class Direction { to_server, to_client };
enum class When { before_forwarding, after_forwarding };

class WireProxy {
 public:
  WireProxy(Protocol protocol, std::uint16_t server_port);  // on 127.0.0.1
  WireProxy(Protocol protocol, const std::string& server_path);
  ~WireProxy();
  WireProxy(const WireProxy&) = delete;
  WireProxy& operator=(const WireProxy&) = delete;

  std::uint16_t port() const { return port_; }  // on 127.0.0.1

  void rearm();  // counts from zero; a cut that did not come about is forgotten

  // At the n-th message in `direction`, 1 is the first: it is dropped or forwarded, and its connection cut,
  // once. Throws std::invalid_argument when that many have passed already.
  void cut_after(int n, Direction direction, When when);
  bool has_cut() const;

  // From now on, counts only messages to the server that contain `text`, and to the client the answers to
  // them: all that follows until the client speaks again. An empty text counts everything.
  void only_statement(const std::string& text);

  void refuse(bool refused);  // new connections get "connection refused"; those that are open live on
  void stall(bool stalled);   // bytes and ends of connections stay where they are; connections are still made

  int messages(Direction direction) const;
  int connections() const;  // made since rearm(), open or not

  // Wait for the count to reach `n`; false when it did not within 10 s.
  bool await_messages(Direction direction, int n) const;
  bool await_connections(int n) const;

 private:
  struct Connection;
  struct Lane;
  struct Cut {
    int number;
    Direction direction;
    When when;
  };

  WireProxy(Protocol protocol, std::function<Descriptor()> dial);
  void run();
  bool await(const int& count, int n) const;
  void wake() const;
  void wait_for_events();
  void accept_all();
  void pump(Connection& connection);
  void receive(Connection& connection, Direction direction);
  void take_messages(Connection& connection, Direction direction);
  void take(Connection& connection, Direction direction, std::string_view message);
  bool counts(Connection& connection, Direction direction, std::string_view message) const;

  const Protocol protocol_;
  const std::function<Descriptor()> dial_;
  const Descriptor listener_;
  const Descriptor bell_;  // rung to end a wait for events
  const std::uint16_t port_;

  mutable std::mutex mutex_;  // guards everything below
  mutable std::condition_variable changed_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::array<int, 2> seen_{};
  int made_ = 0;
  std::optional<Cut> cut_;
  bool has_cut_ = false;
  std::string statement_;
  std::string complaint_;
  bool refused_ = false;
  bool stalled_ = false;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace lapse::tests
