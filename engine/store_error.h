// What goes wrong with a database, sorted by what the caller may do about it (engine/persist.h does it).
#pragma once

#include <stdexcept>
#include <string>

namespace lapse::engine {

class StoreError : public std::runtime_error {
 public:
  enum class Kind {
    failed,       // asking again gives the same answer
    unavailable,  // trying again later may help
    conflict,     // another transaction was in the way: nothing was changed, begin again from a new look
    lost          // the connection is gone, and with it the answer: what was asked may have been done or not
  };

  explicit StoreError(const std::string& what, Kind kind = Kind::failed)
      : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class Fenced : public StoreError {  // another engine has taken over; stop at once
 public:
  using StoreError::StoreError;
};

}  // namespace lapse::engine
