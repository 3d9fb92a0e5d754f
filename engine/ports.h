// The outside world of the engine, but for the database (engine/store.h): a clock, words, a wire, hands,
// a witness.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/effect.h"
#include "engine/notice.h"
#include "schedules/instant.h"

namespace lapse::engine {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual schedules::Instant now() const = 0;  // the wall clock, for leases and retries; never a rule's `now`
  virtual std::int64_t steady() const = 0;  // seconds since some moment, whatever is done to the wall clock
  // What the machine says of its wall clock: that it follows a time server. nullopt: it does not say.
  virtual std::optional<bool> synchronised() const = 0;
  virtual void pause() const = 0;  // lets a second pass, for whoever waits for another engine
};

class TextError : public std::runtime_error {  // a template or an address that no message can be made of
 public:
  using std::runtime_error::runtime_error;
};

class Texts {
 public:
  virtual ~Texts() = default;
  virtual Message compose(const Notice& notice) const = 0;  // throws TextError
};

class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual Receipt deliver(const Message& message) = 0;
};

// Carries an effect into the directory, by whatever way its name is configured to mean. Never throws for one
// effect: whatever goes wrong is a Receipt. Takes kLongestEffectSeconds at most.
class Performer {
 public:
  virtual ~Performer() = default;
  virtual Receipt perform(const Effect& effect) = 0;
};

// Hears what happens, changes nothing. `event` is a stable id of adapters/log/events.h.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on(std::string_view event, const std::string& text) noexcept = 0;
  virtual void progress(std::string_view what, std::int64_t done, std::int64_t all) noexcept = 0;
};

// Set from a signal or another thread; looked at between chunks and between messages.
using StopFlag = std::atomic<bool>;

}  // namespace lapse::engine
