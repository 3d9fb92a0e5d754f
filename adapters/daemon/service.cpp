#include "adapters/daemon/service.h"

#include <csignal>
#include <utility>  // Boost 1.74 misses std::exchange in asio/awaitable.hpp

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <thread>

namespace lapse::adapters::daemon {
namespace {

using Error = boost::system::error_code;

}  // namespace

class Service::Loop {
 public:
  explicit Loop(const Service& service) : service_(service) {}
  ~Loop() {
    if (worker_.joinable()) worker_.join();
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  int run() {
    listen();
    keep_alive();
    service_.supervisor_.ready();
    service_.observer_.on("daemon-started", {});
    begin_round();
    io_.run();
    return exit_code_;
  }

 private:
  void listen() {
    signals_.async_wait([this](const Error& error, int) {
      if (!error) stop();
    });
  }

  void keep_alive() {
    const auto due = service_.supervisor_.watchdog();
    if (!due) return;
    service_.supervisor_.alive();
    watchdog_.expires_after(*due / 2);
    watchdog_.async_wait([this](const Error& error) {
      if (!error) keep_alive();
    });
  }

  void stop() {
    service_.stop_ = true;
    service_.supervisor_.stopping();
    service_.observer_.on("daemon-stopping", working_ ? "the daemon stops after the chunk in hand" : "");
    if (working_) {
      listen();  // a second signal changes nothing: the chunk is short
    } else {
      end();
    }
  }

  void end() {
    signals_.cancel();
    timer_.cancel();
    watchdog_.cancel();
  }

  void begin_round() {
    working_ = true;
    service_.supervisor_.status("at work");
    worker_ =
        std::thread([this] { boost::asio::post(io_, [this, round = work()] { finish_round(round); }); });
  }

  Round work() const {
    try {
      return service_.work_();
    } catch (const std::exception& error) {
      return {.end = Round::End::failed, .says = error.what()};
    }
  }

  void finish_round(const Round& round) {
    worker_.join();
    working_ = false;
    tell(round);
    exit_code_ = round.end == Round::End::broken ? round.exit_code : 0;
    if (service_.stop_ || round.end == Round::End::broken) {
      end();
      return;
    }
    failures_ = round.end == Round::End::failed ? failures_ + 1 : 0;
    wake_at_ = next_round(round, failures_, service_.clock_.now());
    const std::string until = "until " + schedules::to_string(wake_at_);
    service_.observer_.on("daemon-waits", "the daemon waits " + until);
    service_.supervisor_.status("waits " + until);
    wait();
  }

  void tell(const Round& round) const {
    if (round.end == Round::End::busy) service_.observer_.on("lease-held", round.says);
    if (round.end == Round::End::failed) service_.observer_.on("daemon-failed", round.says);
    if (round.end == Round::End::broken) service_.observer_.on("daemon-ends", round.says);
  }

  void wait() {
    const std::int64_t seconds = wake_at_ - service_.clock_.now();
    if (seconds <= 0) {
      begin_round();
      return;
    }
    timer_.expires_after(std::chrono::seconds(std::min<std::int64_t>(seconds, kLookSeconds)));
    timer_.async_wait([this](const Error& error) {
      if (!error && !service_.stop_) wait();
    });
  }

  const Service& service_;
  boost::asio::io_context io_;
  boost::asio::signal_set signals_{io_, SIGTERM, SIGINT};
  boost::asio::steady_timer timer_{io_};
  boost::asio::steady_timer watchdog_{io_};
  std::thread worker_;
  bool working_ = false;
  int failures_ = 0;
  int exit_code_ = 0;
  schedules::Instant wake_at_;
};

Service::Service(Work work, const engine::Clock& clock, engine::Observer& observer, Supervisor& supervisor,
                 engine::StopFlag& stop)
    : work_(std::move(work)), clock_(clock), observer_(observer), supervisor_(supervisor), stop_(stop) {}

int Service::run() {
  return Loop(*this).run();
}

}  // namespace lapse::adapters::daemon
