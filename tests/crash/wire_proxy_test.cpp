#include "tests/crash/wire_proxy.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <system_error>

#include "tests/crash/wire_bench.h"

namespace lapse::tests::wire {
namespace {

using namespace std::string_literals;

constexpr auto kIn = Direction::to_server;
constexpr auto kOut = Direction::to_client;

}  // namespace

TEST_CASE("messages are counted one by one when they come in one segment") {
  Bench bench;
  auto [client, server] = bench.session();
  client.say(kBegin + kCommit + kCommit);
  CHECK(server.hear(kBegin.size() + 2 * kCommit.size()) == kBegin + kCommit + kCommit);
  CHECK(bench.proxy.messages(kIn) == 3);
  server.say(kDone + kReady);
  CHECK(client.hear(kDone.size() + kReady.size()) == kDone + kReady);
  CHECK(bench.proxy.messages(kOut) == 2);
}

TEST_CASE("a message in many segments is one, and is forwarded when it is whole") {
  Bench bench;
  auto [client, server] = bench.session();
  for (const char byte : kCommit) {
    CHECK(server.heard_so_far() == "(silence)");
    CHECK(bench.proxy.messages(kIn) == 0);
    client.say({byte});
    bench.let_come_by();
  }
  CHECK(server.hear(kCommit.size()) == kCommit);
  CHECK(bench.proxy.messages(kIn) == 1);
}

TEST_CASE("packets of MySQL are counted from the server's greeting on") {
  Bench bench(Protocol::mysql);
  auto [client, server] = bench.connect();
  const std::string greeting = packet(0,
                                      "\x0a"
                                      "10.11");
  const std::string login = packet(1, "\x85\xa2\x3e\0ada"s);
  server.say(greeting);
  CHECK(client.hear(greeting.size()) == greeting);
  client.say(login + packet(0,
                            "\x03"
                            "COMMIT"));
  CHECK(server.hear(login.size() + 11) == login + packet(0,
                                                         "\x03"
                                                         "COMMIT"));
  server.say(packet(1, "ok") + packet(2, ""));
  CHECK(client.hear(10) == packet(1, "ok") + packet(2, ""));
  CHECK(bench.proxy.messages(kIn) == 2);
  CHECK(bench.proxy.messages(kOut) == 3);
}

TEST_CASE("more than the kernel and the proxy hold comes through whole") {
  Bench bench;
  auto [client, server] = bench.session();
  const std::string row = message('D', std::string(1 << 19, 'x'));
  std::string received;
  std::thread reader([&] { received = client.rest(); });
  for (int i = 0; i < 32; ++i) server.say(row);
  server.close();
  reader.join();
  CHECK(received.size() == 32 * row.size() + 5);
  CHECK(received.ends_with("x(end)"));
  CHECK(bench.proxy.messages(kOut) == 32);
}

TEST_CASE("a cut before the n-th message to the server: the others have arrived, this one never does") {
  for (int n = 1; n <= 3; ++n) {
    CAPTURE(n);
    Bench bench;
    auto [client, server] = bench.session();
    bench.proxy.cut_after(n, kIn, When::before_forwarding);
    client.say(kBegin + kBegin + kCommit);
    std::string expected;
    for (int i = 1; i < n; ++i) expected += kBegin;
    CHECK(server.rest() == expected + "(end)");
    server.close();
    CHECK(client.rest() == "(reset)");
    CHECK(bench.proxy.messages(kIn) == n);
    CHECK(bench.proxy.has_cut());
  }
}

TEST_CASE("a cut after the n-th message to the server: it arrives, and the answer does not") {
  for (int n = 1; n <= 3; ++n) {
    CAPTURE(n);
    Bench bench;
    auto [client, server] = bench.session();
    bench.proxy.cut_after(n, kIn, When::after_forwarding);
    client.say(kBegin + kBegin + kBegin + kCommit);
    std::string expected;
    for (int i = 1; i <= n; ++i) expected += kBegin;
    CHECK(server.rest() == expected + "(end)");
    server.say(kDone + kReady);
    server.close();
    CHECK(client.rest() == "(reset)");
    CHECK(bench.proxy.messages(kOut) == 0);
  }
}

TEST_CASE("a cut around the n-th message to the client") {
  for (const When when : {When::before_forwarding, When::after_forwarding}) {
    CAPTURE(static_cast<int>(when));
    Bench bench;
    auto [client, server] = bench.session();
    bench.proxy.cut_after(2, kOut, when);
    client.say(kBegin + kCommit);
    CHECK(server.hear(kBegin.size() + kCommit.size()) == kBegin + kCommit);
    server.say(kDone + kReady + kReady);
    CHECK(server.rest() == "(end)");
    server.close();
    CHECK(client.rest() == (when == When::before_forwarding ? kDone : kDone + kReady) + "(reset)");
    CHECK(bench.proxy.messages(kOut) == 2);
  }
}

TEST_CASE("the client hears of a cut when the server has hung up, and not before") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.cut_after(1, kIn, When::after_forwarding);
  client.say(kCommit);
  CHECK(server.rest() == kCommit + "(end)");
  bench.let_come_by();
  CHECK(client.heard_so_far() == "(silence)");
  server.close();
  CHECK(client.rest() == "(reset)");
}

TEST_CASE("an answer larger than the kernel holds arrives before the cut that follows it") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.cut_after(1, kOut, When::after_forwarding);
  const std::string row = message('D', std::string(1 << 24, 'x'));
  std::thread speaker([&server, &row] {
    server.say(row);
    server.close();
  });
  speaker.join();
  bench.let_come_by();
  CHECK(client.rest() == row + "(reset)");
}

TEST_CASE("only the connection of the message is cut, once; counts are of all connections") {
  Bench bench;
  auto [first_client, first_server] = bench.session();
  auto [second_client, second_server] = bench.session();
  bench.proxy.cut_after(2, kIn, When::before_forwarding);
  first_client.say(kBegin);
  CHECK(first_server.hear(kBegin.size()) == kBegin);
  second_client.say(kBegin);
  CHECK(second_server.rest() == "(end)");
  second_server.close();
  CHECK(second_client.rest() == "(reset)");
  first_client.say(kCommit);
  CHECK(first_server.hear(kCommit.size()) == kCommit);
  CHECK(bench.proxy.messages(kIn) == 3);

  CHECK(bench.proxy.connections() == 0);  // the session was counted from when both were open
  auto [third_client, third_server] = bench.connect();
  third_client.say(kHello);
  CHECK(third_server.hear(kHello.size()) == kHello);
  CHECK(bench.proxy.connections() == 1);
  CHECK(bench.proxy.messages(kIn) == 4);
}

TEST_CASE("rearm counts from zero and forgets the cut; a cut in the past is refused") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.cut_after(2, kIn, When::before_forwarding);
  client.say(kBegin);
  CHECK(server.hear(kBegin.size()) == kBegin);
  CHECK_THROWS_WITH_AS(bench.proxy.cut_after(1, kIn, When::before_forwarding),
                       "message 1 is no message to come; rearm() first", std::invalid_argument);
  bench.proxy.rearm();
  CHECK(bench.proxy.messages(kIn) == 0);
  client.say(kCommit + kCommit);
  CHECK(server.hear(2 * kCommit.size()) == kCommit + kCommit);
  CHECK(bench.proxy.messages(kIn) == 2);
  CHECK_FALSE(bench.proxy.has_cut());
}

TEST_CASE("only the named statement and its answers are counted, and cut") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.only_statement("COMMIT");
  bench.proxy.cut_after(2, kOut, When::before_forwarding);
  client.say(kBegin);
  CHECK(server.hear(kBegin.size()) == kBegin);
  server.say(kReady + kReady + kReady);
  CHECK(client.hear(3 * kReady.size()) == kReady + kReady + kReady);
  CHECK(bench.proxy.messages(kIn) == 0);
  CHECK(bench.proxy.messages(kOut) == 0);

  const std::string sync = message('S', "");
  client.say(message('P', "COMMIT\0"s) + sync);
  CHECK(server.hear(17) == message('P', "COMMIT\0"s) + sync);
  CHECK(bench.proxy.messages(kIn) == 1);
  server.say(kDone + kReady);
  CHECK(server.rest() == "(end)");
  server.close();
  CHECK(client.rest() == kDone + "(reset)");
  CHECK(bench.proxy.messages(kOut) == 2);
}

TEST_CASE("the answers to the next statement are not those of the named one") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.only_statement("COMMIT");
  for (const auto& statement : {kCommit, kBegin}) {
    client.say(statement);
    CHECK(server.hear(statement.size()) == statement);
    server.say(kReady);
    CHECK(client.hear(kReady.size()) == kReady);
  }
  CHECK(bench.proxy.messages(kIn) == 1);
  CHECK(bench.proxy.messages(kOut) == 1);
}

TEST_CASE("refused: who is connected stays, who comes is refused, until it ends") {
  Bench bench;
  auto [client, server] = bench.session();
  for (int i = 0; i < 3; ++i) {
    bench.proxy.refuse(true);
    bench.proxy.refuse(true);
    CHECK_THROWS_AS(connect_to(bench.proxy.port()), std::system_error);
    client.say(kBegin);
    CHECK(server.hear(kBegin.size()) == kBegin);
    bench.proxy.refuse(false);
    bench.let_come_by();
  }
  CHECK(bench.proxy.connections() == 3);
}

TEST_CASE("stalled: nothing is forwarded, counted or ended, until it ends") {
  Bench bench;
  auto [client, server] = bench.session();
  bench.proxy.stall(true);
  client.say(kBegin);
  client.finish();
  server.say(kReady);
  bench.let_come_by();
  CHECK(server.heard_so_far() == "(silence)");
  CHECK(client.heard_so_far() == "(silence)");
  CHECK(bench.proxy.messages(kIn) == 0);
  bench.proxy.stall(false);
  CHECK(server.rest() == kBegin + "(end)");
  CHECK(client.hear(kReady.size()) == kReady);
  CHECK(bench.proxy.messages(kIn) == 1);
}

TEST_CASE("an end is passed on, in either direction, after what was said before") {
  Bench bench;
  auto [client, server] = bench.session();
  client.say(kCommit.substr(0, 3));
  client.finish();
  CHECK(server.rest() == kCommit.substr(0, 3) + "(end)");
  server.say(kReady);
  server.close();
  CHECK(client.rest() == kReady + "(end)");
  auto [killed, abandoned] = bench.session();
  killed.hang_up();
  CHECK(abandoned.rest() == "(end)");
}

TEST_CASE("encryption is declined and not counted") {
  Bench bench;
  auto [client, server] = bench.connect();
  client.say("\0\0\0\x08\x04\xd2\x16\x30"s);
  CHECK(client.hear(1) == "N");
  client.say("\0\0\0\x08\x04\xd2\x16\x2f"s);
  CHECK(client.hear(1) == "N");
  client.say(kHello);
  CHECK(server.hear(kHello.size()) == kHello);
  CHECK(bench.proxy.messages(kIn) == 1);
}

TEST_CASE("bytes that are no messages cut the connection, and the test is told") {
  Bench bench;
  auto [client, server] = bench.session();
  client.say(kBegin + "\x17\x7f\x03\x03\x03");
  CHECK(client.rest() == "(reset)");
  CHECK_FALSE(bench.proxy.await_messages(kIn, 2));
  CHECK_THROWS_AS(bench.proxy.messages(kIn), std::runtime_error);
}

TEST_CASE("a server that is not there: the client is reset") {
  std::uint16_t nobody = 0;
  {
    const Descriptor listener = listen_on_loopback();
    nobody = port_of(listener);
  }
  const WireProxy proxy(Protocol::postgresql, nobody);
  End client(connect_to(proxy.port()));
  CHECK(client.rest() == "(reset)");
  CHECK(proxy.connections() == 1);
}

}  // namespace lapse::tests::wire
