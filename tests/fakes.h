// Twins of the outside world for tests: a clock that stands still until it is told, an observer that
// remembers, words that say just which notice they are.
#pragma once

#include <string>
#include <vector>

#include "engine/intake.h"
#include "engine/ports.h"

namespace lapse::tests {

class HandClock : public engine::Clock {
 public:
  schedules::Instant now() const override { return time; }
  std::int64_t steady() const override { return time.seconds; }
  std::optional<bool> synchronised() const override { return true; }
  void pause() const override { time = time + 1; }
  mutable schedules::Instant time{1'000'000'000};
};

class Memory : public engine::Observer {
 public:
  void on(std::string_view event, const std::string& text) noexcept override {
    events.push_back(std::string(event) + ": " + text);
  }
  void progress(std::string_view, std::int64_t, std::int64_t) noexcept override {}
  std::vector<std::string> events;
};

// "soon-inactive 30 account" as the subject, the date told as the body.
class PlainTexts : public engine::Texts {
 public:
  engine::Message compose(const engine::Notice& notice) const override {
    const std::string step = notice.step > 0 ? " " + std::to_string(notice.step) : "";
    return {notice.id, notice.address,
            notice.send + step + " " + std::string(rules::to_string(notice.recipient)),
            notice.account + (notice.date ? " " + to_string(*notice.date) : ""), notice.as_of};
  }
};

// Keeps what was rejected; records themselves never reach it.
class Rejects : public engine::Intake {
 public:
  void account(const engine::AccountRecord&) override {}
  void login(const engine::LoginRecord&) override {}
  void organisation(const engine::OrganisationRecord&) override {}
  void membership(const engine::MembershipRecord&) override {}
  void hold(const engine::HoldRecord&) override {}
  void reject(const engine::Reject& reject) override { all.push_back(reject); }
  std::vector<engine::Reject> all;
};

}  // namespace lapse::tests
