#include "tests/crash/wire_proxy.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>

namespace lapse::tests {
namespace {

constexpr int kBacklog = 64;
constexpr int kPatienceMilliseconds = 10'000;
constexpr std::size_t kHeld = 1 << 20;
constexpr std::size_t kGulp = 1 << 16;

void set_option(const Descriptor& socket, int option) {
  const int one = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, option, &one, sizeof one);
}

bool reached_the_peer(const Descriptor& socket) {
  int unsent = 0;
  return ::ioctl(socket.number(), SIOCOUTQNSD, &unsent) != 0 || unsent == 0;
}

pollfd interest(const Descriptor& socket, bool in, bool out) {
  const int events = (in ? POLLIN : 0) | (out ? POLLOUT : 0);
  // A socket of which nothing is wanted would still report its end, again and again.
  return {events == 0 ? -1 : socket.number(), static_cast<short>(events), 0};
}

}  // namespace

// What is under way in one direction.
struct WireProxy::Lane {
  std::string arrived;  // less than a message
  std::string leaving;  // for the kernel to take
  bool ended = false;   // nothing more arrives
  bool told = false;    // the other side knows it
};

struct WireProxy::Connection {
  Descriptor client;
  Descriptor server;
  std::array<Lane, 2> lanes{};
  bool opened = false;   // the client's first message has been seen
  bool asking = false;   // the last word was the client's
  bool matched = false;  // its question, or the one that is being answered, is of the named statement
  bool cut = false;
  bool broken = false;

  Lane& lane(Direction direction) { return lanes.at(static_cast<std::size_t>(direction)); }
  const Descriptor& source(Direction direction) const {
    return direction == Direction::to_server ? client : server;
  }

  bool wants_bytes(Direction direction) {
    return !lane(direction).ended && lane(direction).leaving.size() < kHeld;
  }

  bool over() {
    const Lane& to_client = lane(Direction::to_client);
    if (broken) return true;
    if (cut) return to_client.ended && to_client.leaving.empty() && reached_the_peer(client);
    return to_client.told && lane(Direction::to_server).told;
  }

  void break_off() {
    cut = true;
    lane(Direction::to_server).ended = true;
    lane(Direction::to_client).told = true;  // by the reset
    set_option(client, TCP_NOTSENT_LOWAT);   // writable means that nothing is left to send
  }

  void forward(Direction direction) {
    Lane& to = lane(direction);
    const int socket = (direction == Direction::to_server ? server : client).number();
    while (!to.leaving.empty()) {
      const ssize_t sent = ::send(socket, to.leaving.data(), to.leaving.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0) {
        broken = errno != EAGAIN;
        return;
      }
      to.leaving.erase(0, static_cast<std::size_t>(sent));
    }
    if (to.ended && !to.told) ::shutdown(socket, SHUT_WR);
    to.told = to.told || to.ended;
  }

  void hang_up() {
    server.close();
    if (cut || broken) client.hang_up();
  }
};

WireProxy::WireProxy(Protocol protocol, std::uint16_t server_port)
    : WireProxy(protocol, [server_port] { return connect_to(server_port); }) {}

WireProxy::WireProxy(Protocol protocol, const std::string& server_path)
    : WireProxy(protocol, [server_path] { return connect_to(server_path); }) {}

WireProxy::WireProxy(Protocol protocol, std::function<Descriptor()> dial)
    : protocol_(protocol),
      dial_(std::move(dial)),
      listener_(listen_on_loopback()),
      bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      port_(port_of(listener_)) {
  if (bell_.number() < 0 || ::fcntl(listener_.number(), F_SETFL, O_NONBLOCK) != 0)
    throw std::system_error(errno, std::generic_category(), "no proxy");
  thread_ = std::thread([this] { run(); });
}

WireProxy::~WireProxy() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake();
  thread_.join();
}

void WireProxy::rearm() {
  const std::lock_guard lock(mutex_);
  seen_ = {};
  made_ = 0;
  cut_.reset();
  has_cut_ = false;
}

void WireProxy::cut_after(int n, Direction direction, When when) {
  const std::lock_guard lock(mutex_);
  if (n <= seen_.at(static_cast<std::size_t>(direction)))
    throw std::invalid_argument("message " + std::to_string(n) + " is no message to come; rearm() first");
  cut_ = Cut{n, direction, when};
}

bool WireProxy::has_cut() const {
  const std::lock_guard lock(mutex_);
  return has_cut_;
}

void WireProxy::only_statement(const std::string& text) {
  const std::lock_guard lock(mutex_);
  statement_ = text;
}

void WireProxy::refuse(bool refused) {
  const std::lock_guard lock(mutex_);
  // A listener that is shut down keeps the port that it asked for, and can listen again.
  const int failed =
      refused ? ::shutdown(listener_.number(), SHUT_RD) : ::listen(listener_.number(), kBacklog);
  if (refused != refused_ && failed != 0)
    throw std::system_error(errno, std::generic_category(), "the listener does not obey");
  refused_ = refused;
  wake();
}

void WireProxy::stall(bool stalled) {
  const std::lock_guard lock(mutex_);
  stalled_ = stalled;
  wake();
}

int WireProxy::messages(Direction direction) const {
  const std::lock_guard lock(mutex_);
  if (!complaint_.empty()) throw std::runtime_error(complaint_);
  return seen_.at(static_cast<std::size_t>(direction));
}

int WireProxy::connections() const {
  const std::lock_guard lock(mutex_);
  return made_;
}

bool WireProxy::await_messages(Direction direction, int n) const {
  return await(seen_.at(static_cast<std::size_t>(direction)), n);
}

bool WireProxy::await_connections(int n) const {
  return await(made_, n);
}

bool WireProxy::await(const int& count, int n) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(kPatienceMilliseconds),
                    [&] { return count >= n || !complaint_.empty(); });
  return count >= n;
}

void WireProxy::wake() const {
  ::eventfd_write(bell_.number(), 1);
}

// The lock is held for a whole round: who has seen the connection made in it has seen its bytes move as well.
void WireProxy::run() {
  while (true) {
    wait_for_events();
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    if (!stalled_) {
      for (auto& connection : connections_) pump(*connection);
      std::erase_if(connections_, [](auto& connection) {
        if (!connection->over()) return false;
        connection->hang_up();
        return true;
      });
    }
    accept_all();
    changed_.notify_all();
  }
}

void WireProxy::wait_for_events() {
  std::vector<pollfd> waiting;
  bool cutting = false;
  {
    const std::lock_guard lock(mutex_);
    waiting.push_back(interest(bell_, true, false));
    waiting.push_back(interest(listener_, !refused_, false));
    for (auto& connection : connections_) {
      if (stalled_) break;
      cutting = cutting || connection->cut;
      waiting.push_back(interest(connection->client, connection->wants_bytes(Direction::to_server),
                                 !connection->lane(Direction::to_client).leaving.empty() ||
                                     (connection->cut && connection->lane(Direction::to_client).ended)));
      waiting.push_back(interest(connection->server, connection->wants_bytes(Direction::to_client),
                                 !connection->lane(Direction::to_server).leaving.empty()));
    }
  }
  const int events = ::poll(waiting.data(), waiting.size(), cutting ? kPatienceMilliseconds : -1);
  eventfd_t rung = 0;
  ::eventfd_read(bell_.number(), &rung);
  if (events != 0) return;
  const std::lock_guard lock(mutex_);
  for (auto& connection : connections_) connection->broken = connection->broken || connection->cut;
}

void WireProxy::accept_all() {
  while (true) {
    Descriptor client(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (client.number() < 0) return;
    ++made_;
    set_option(client, TCP_NODELAY);
    try {
      Descriptor server = dial_();
      connections_.push_back(std::make_unique<Connection>(Connection{std::move(client), std::move(server)}));
    } catch (const std::system_error&) {
      client.hang_up();
    }
  }
}

void WireProxy::pump(Connection& connection) {
  try {
    receive(connection, Direction::to_server);
    receive(connection, Direction::to_client);
  } catch (const std::runtime_error& unreadable) {
    complaint_ = unreadable.what();
    connection.broken = true;
    return;
  }
  connection.forward(Direction::to_client);
  connection.forward(Direction::to_server);
}

void WireProxy::receive(Connection& connection, Direction direction) {
  if (!connection.wants_bytes(direction)) return;
  std::array<char, kGulp> bytes;
  const int socket = connection.source(direction).number();
  const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  Lane& lane = connection.lane(direction);
  lane.ended = count <= 0;  // a reset is passed on as an end
  if (connection.cut) return;
  if (count > 0) lane.arrived.append(bytes.data(), static_cast<std::size_t>(count));
  take_messages(connection, direction);
  if (!lane.ended || connection.cut) return;
  lane.leaving += lane.arrived;
  lane.arrived.clear();
}

void WireProxy::take_messages(Connection& connection, Direction direction) {
  std::string& arrived = connection.lane(direction).arrived;
  std::size_t taken = 0;
  while (!connection.cut) {
    const std::string_view rest = std::string_view(arrived).substr(taken);
    const bool first = direction == Direction::to_server && !connection.opened;
    const std::size_t size = first ? first_message_size(protocol_, rest) : message_size(protocol_, rest);
    if (size == 0) break;
    const std::string_view message = rest.substr(0, size);
    taken += size;
    if (first && asks_for_encryption(protocol_, message)) {
      connection.lane(Direction::to_client).leaving += 'N';
      continue;
    }
    connection.opened = connection.opened || first;
    take(connection, direction, message);
  }
  arrived.erase(0, taken);
}

void WireProxy::take(Connection& connection, Direction direction, std::string_view message) {
  int& seen = seen_.at(static_cast<std::size_t>(direction));
  const bool counted = counts(connection, direction, message);
  seen += counted ? 1 : 0;
  const bool here = counted && cut_ && cut_->direction == direction && cut_->number == seen;
  if (!here || cut_->when == When::after_forwarding) connection.lane(direction).leaving += message;
  if (!here) return;
  connection.break_off();
  has_cut_ = true;
}

bool WireProxy::counts(Connection& connection, Direction direction, std::string_view message) const {
  if (direction == Direction::to_client) {
    connection.asking = false;
    return statement_.empty() || connection.matched;
  }
  const bool named = message.find(statement_) != std::string_view::npos;
  connection.matched = named || (connection.asking && connection.matched);
  connection.asking = true;
  return named;
}

}  // namespace lapse::tests
