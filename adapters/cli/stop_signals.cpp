#include "adapters/cli/stop_signals.h"

#include <atomic>

namespace lapse::adapters::cli {
namespace {

static_assert(engine::StopFlag::is_always_lock_free, "a signal handler may set it");
std::atomic<engine::StopFlag*> target{nullptr};

void on_signal(int) {
  if (engine::StopFlag* stop = target.load()) stop->store(true);
}

}  // namespace

StopSignals::StopSignals(engine::StopFlag& stop) {
  target = &stop;
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, &term_before_);
  sigaction(SIGINT, &action, &int_before_);
}

StopSignals::~StopSignals() {
  sigaction(SIGTERM, &term_before_, nullptr);
  sigaction(SIGINT, &int_before_, nullptr);
  target = nullptr;
}

}  // namespace lapse::adapters::cli
