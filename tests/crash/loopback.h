// Sockets that never leave this machine. Everything here throws std::system_error when it fails.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace lapse::tests {

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close();
  void hang_up();  // at once, with a reset where the protocol has one; what was not yet sent is lost

 private:
  int number_;
};

// On 127.0.0.1, on a port that the kernel picks. It is asked for by number: a listener that is shut down
// keeps it.
Descriptor listen_on_loopback();
Descriptor listen_at(const std::string& path);
std::uint16_t port_of(const Descriptor& socket);

Descriptor connect_to(std::uint16_t port);  // on 127.0.0.1
Descriptor connect_to(const std::string& path);

}  // namespace lapse::tests
