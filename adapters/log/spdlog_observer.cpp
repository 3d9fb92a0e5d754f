#include "adapters/log/spdlog_observer.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/spdlog.h>

#include <mutex>
#include <utility>

#include "adapters/log/events.h"
#include "adapters/log/progress_line.h"

namespace lapse::adapters::log {
namespace {

using Sink = spdlog::sinks::ansicolor_sink<spdlog::details::console_mutex>;

// What a line begins with: the priority that journald strips off again, or a word for people.
class Opening : public spdlog::custom_flag_formatter {
 public:
  explicit Opening(bool journal) : journal_(journal) {}

  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& line) override {
    const std::string_view opening = of(message.level);
    line.append(opening.data(), opening.data() + opening.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<Opening>(journal_);
  }

 private:
  std::string_view of(spdlog::level::level_enum level) const {
    if (level == spdlog::level::debug) return journal_ ? "<7>" : "";
    if (level == spdlog::level::info) return journal_ ? "<6>" : "";
    if (level == spdlog::level::warn) return journal_ ? "<4>warning: " : "warning: ";
    return journal_ ? "<3>error: " : "error: ";
  }

  bool journal_;
};

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
    case Level::detail:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::level::level_enum threshold(Talk talk) {
  if (talk == Talk::quiet || talk == Talk::brief) return spdlog::level::warn;
  return talk == Talk::verbose ? spdlog::level::debug : spdlog::level::info;
}

// A text may come from a feed: it stays on its line.
std::string on_one_line(std::string text) {
  for (char& letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7f) letter = ' ';
  }
  return text;
}

std::string line_of(const Event* event, std::string_view id, const std::string& text) {
  std::string line = on_one_line(text);
  if (line.empty()) line = event != nullptr ? event->sentence : id;
  if (event == nullptr) return line + " [" + std::string(id) + "]";
  if (!event->help.empty()) line += "; " + std::string(event->help);
  return line + " [" + std::string(event->id) + "]";
}

}  // namespace

struct SpdlogObserver::State {
  State(const Destination& destination, Talk talk)
      : logger("lapse",
               std::make_shared<Sink>(destination.stream, destination.colour ? spdlog::color_mode::always
                                                                             : spdlog::color_mode::never)),
        line(destination.terminal && talk != Talk::quiet ? destination.stream : nullptr) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Opening>('K', destination.journal).set_pattern("%^%K%$%v");
    logger.set_formatter(std::move(formatter));
    logger.set_level(threshold(talk));
    logger.flush_on(spdlog::level::trace);
  }

  std::mutex turn;
  spdlog::logger logger;
  ProgressLine line;
};

SpdlogObserver::SpdlogObserver(const Destination& destination, Talk talk)
    : state_(std::make_unique<State>(destination, talk)) {}

SpdlogObserver::~SpdlogObserver() = default;

void SpdlogObserver::on(std::string_view event, const std::string& text) noexcept {
  try {
    const Event* known = find_event(event);
    const auto level = known != nullptr ? level_of(known->level) : spdlog::level::warn;
    const std::lock_guard guard(state_->turn);
    if (!state_->logger.should_log(level)) return;
    state_->line.clear();
    state_->logger.log(level, line_of(known, event, text));
  } catch (...) {  // NOLINT(bugprone-empty-catch): a log that fails must not stop the engine
  }
}

void SpdlogObserver::progress(std::string_view what, std::int64_t done, std::int64_t all) noexcept {
  try {
    const std::lock_guard guard(state_->turn);
    state_->line.show(what, done, all);
  } catch (...) {  // NOLINT(bugprone-empty-catch): as above
  }
}

}  // namespace lapse::adapters::log
