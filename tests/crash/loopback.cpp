#include "tests/crash/loopback.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace lapse::tests {
namespace {

constexpr int kBacklog = 64;
constexpr timeval kPatience{10, 0};  // for a connection to a server whose backlog is full

void demand(bool done, const std::string& what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

Descriptor new_socket(int family) {
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  demand(socket.number() >= 0, "no socket");
  return socket;
}

sockaddr_in address_of(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  errno = ENAMETOOLONG;
  demand(path.size() < sizeof address.sun_path, path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

template <class Address>
Descriptor bound(const Address& address, int family, const std::string& where) {
  Descriptor socket = new_socket(family);
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  demand(::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
         "cannot listen at " + where);
  return socket;
}

template <class Address>
Descriptor listening(const Address& address, int family, const std::string& where) {
  Descriptor socket = bound(address, family, where);
  demand(::listen(socket.number(), kBacklog) == 0, "cannot listen at " + where);
  return socket;
}

template <class Address>
Descriptor connected(const Address& address, int family, const std::string& where) {
  Descriptor socket = new_socket(family);
  demand(::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience) == 0 &&
             ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
         "cannot connect to " + where);
  return socket;
}

}  // namespace

void Descriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

void Descriptor::hang_up() {
  const linger at_once{1, 0};
  ::setsockopt(number_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

Descriptor listen_on_loopback() {
  const Descriptor scout = bound(address_of(std::uint16_t{0}), AF_INET, "127.0.0.1");
  return listening(address_of(port_of(scout)), AF_INET, "127.0.0.1");
}

Descriptor listen_at(const std::string& path) {
  return listening(address_of(path), AF_UNIX, path);
}

std::uint16_t port_of(const Descriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  demand(::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0, "no port");
  return ntohs(address.sin_port);
}

Descriptor connect_to(std::uint16_t port) {
  Descriptor socket = connected(address_of(port), AF_INET, "127.0.0.1:" + std::to_string(port));
  const int yes = 1;
  demand(::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) == 0, "no delay");
  return socket;
}

Descriptor connect_to(const std::string& path) {
  return connected(address_of(path), AF_UNIX, path);
}

}  // namespace lapse::tests
