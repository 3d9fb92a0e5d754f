// A notifier that cannot be set up: its settings are wrong, or the system refuses what they ask for.
//
// Thrown by constructors only, with a sentence for the operator; what happens to one message is a Receipt.
#pragma once

#include <stdexcept>

namespace lapse::adapters::notify {

class NotifierError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace lapse::adapters::notify
