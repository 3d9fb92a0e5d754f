#include "adapters/notify/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdint>

namespace lapse::adapters::notify {
namespace {

constexpr std::uint32_t kLoopbackNet = 127;

}  // namespace

bool is_ipv6(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

bool is_loopback(const std::string& host) {
  if (host == "localhost") return true;
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == kLoopbackNet;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace lapse::adapters::notify
