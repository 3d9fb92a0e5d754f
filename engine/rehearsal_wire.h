// The outside world of a rehearsal: a clock that the story moves, nobody who listens, a wire that takes
// everything down and hands it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/import.h"
#include "engine/ports.h"
#include "engine/rehearsal.h"

namespace lapse::engine {

class StoryClock : public Clock {
 public:
  schedules::Instant now() const override { return time; }
  std::int64_t steady() const override { return time.seconds; }
  std::optional<bool> synchronised() const override { return true; }
  void pause() const override {}  // nobody else is there to be waited for
  schedules::Instant time;
};

class Silent : public Observer {
 public:
  void on(std::string_view, const std::string&) noexcept override {}
  void progress(std::string_view, std::int64_t, std::int64_t) noexcept override {}
};

class NoRejects : public Intake {
 public:
  void account(const AccountRecord&) override {}
  void login(const LoginRecord&) override {}
  void organisation(const OrganisationRecord&) override {}
  void membership(const MembershipRecord&) override {}
  void hold(const HoldRecord&) override {}
  void reject(const Reject& reject) override {
    throw ImportRefused("the story has an account that cannot be imported: " + reject.reason);
  }
};

// Takes down every notice that goes out, and hands it.
class Scribe : public Texts, public Notifier {
 public:
  Message compose(const Notice& notice) const override {
    composed_[notice.id] = notice;
    return {notice.id, notice.address, notice.send, "", notice.as_of};
  }
  Receipt deliver(const Message& message) override {
    const Notice& notice = composed_.at(message.id);
    sent.push_back({today, notice.account, notice.send, notice.step, notice.date, notice.recipient});
    return {Receipt::Outcome::handed, ""};
  }

  std::vector<SentMessage> sent;
  schedules::Day today;

 private:
  mutable std::map<std::string, Notice> composed_;
};

}  // namespace lapse::engine
