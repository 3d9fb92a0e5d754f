#include "adapters/daemon/service.h"

#include <doctest/doctest.h>

#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/daemon/system_clock.h"

using namespace lapse::adapters::daemon;
using lapse::schedules::Instant;

namespace {

// Every look is a day later, so no round has to be waited for.
class HastyClock : public lapse::engine::Clock {
 public:
  Instant now() const override { return {day_++ * lapse::schedules::kSecondsPerDay}; }
  std::int64_t steady() const override { return 0; }
  std::optional<bool> synchronised() const override { return true; }
  void pause() const override {}

 private:
  mutable std::int64_t day_ = 20'000;
};

class Listener : public lapse::engine::Observer {
 public:
  void on(std::string_view event, const std::string& text) noexcept override {
    heard.push_back(std::string(event) + (event == "daemon-waits" ? "" : ": " + text));
  }
  void progress(std::string_view, std::int64_t, std::int64_t) noexcept override {}
  std::vector<std::string> heard;
};

class Witness : public Supervisor {
 public:
  void ready() override { said += "ready "; }
  void stopping() override { said += "stopping "; }
  void status(const std::string&) override {}
  void alive() override { said += "alive "; }
  std::optional<std::chrono::microseconds> watchdog() const override { return std::chrono::hours(1); }
  std::string said;
};

struct Bench {
  HastyClock clock;
  Listener listener;
  Witness witness;
  lapse::engine::StopFlag stop{false};
  int run(Service::Work work) { return Service(std::move(work), clock, listener, witness, stop).run(); }
};

}  // namespace

TEST_CASE("rounds follow each other until one is broken, whose exit code ends the daemon") {
  Bench bench;
  int rounds = 0;
  const int code = bench.run([&]() -> Round {
    if (++rounds < 3) return {.next = Instant{}};
    return {.end = Round::End::broken, .says = "lapse.yaml:1:1: wrong", .exit_code = 78};
  });
  CHECK(code == 78);
  CHECK(rounds == 3);
  CHECK(bench.listener.heard == std::vector<std::string>{"daemon-started: ", "daemon-waits", "daemon-waits",
                                                         "daemon-ends: lapse.yaml:1:1: wrong"});
  CHECK(bench.witness.said == "alive ready ");
}

TEST_CASE("what a round throws is a failure: it is told, and the daemon goes on") {
  Bench bench;
  int rounds = 0;
  const int code = bench.run([&]() -> Round {
    if (++rounds == 1) throw std::runtime_error("the database is away");
    if (rounds == 2) return {.end = Round::End::busy, .says = "held by 'other 7'"};
    return {.end = Round::End::broken, .exit_code = 65};
  });
  CHECK(code == 65);
  CHECK(bench.listener.heard ==
        std::vector<std::string>{"daemon-started: ", "daemon-failed: the database is away", "daemon-waits",
                                 "lease-held: held by 'other 7'", "daemon-waits", "daemon-ends: "});
}

TEST_CASE("SIGTERM sets the stop flag of the round in hand, and the daemon ends when it has returned") {
  Bench bench;
  bool finished = false;
  const int code = bench.run([&]() -> Round {
    std::raise(SIGTERM);
    while (!bench.stop) {
    }
    finished = true;
    return {.next = Instant{}};
  });
  CHECK(code == 0);
  CHECK(finished);
  CHECK(bench.witness.said == "alive ready stopping ");
  CHECK(bench.listener.heard.back() == "daemon-stopping: the daemon stops after the chunk in hand");
}

TEST_CASE("the system clock is later than this line was written") {
  CHECK(SystemClock().now() > Instant{1'767'571'200});
}
