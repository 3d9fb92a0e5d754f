// The engine's witness: events as lines on standard error, progress as one line that a terminal overwrites.
//
// Threads  May be called from several; lines do not mix.
// Errors   None: what cannot be written is lost, the engine goes on.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/log/destination.h"
#include "engine/ports.h"

namespace lapse::adapters::log {

enum class Talk {
  quiet,    // warnings
  brief,    // and progress: for commands that print a report
  normal,   // and events
  verbose,  // and details
};

class SpdlogObserver : public engine::Observer {
 public:
  SpdlogObserver(const Destination& destination, Talk talk);
  ~SpdlogObserver() override;

  // An id that is not in the table is shown as it is, as a warning: it may matter.
  void on(std::string_view event, const std::string& text) noexcept override;
  void progress(std::string_view what, std::int64_t done, std::int64_t all) noexcept override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lapse::adapters::log
