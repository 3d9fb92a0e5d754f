#include "adapters/log/progress_line.h"

namespace lapse::adapters::log {
namespace {

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

}  // namespace

std::string progress_text(std::string_view what, std::int64_t done, std::int64_t all) {
  std::string text = std::string(what) + " " + grouped(done);
  if (all <= 0) return text;
  return text + " of " + grouped(all) + " (" + std::to_string(done * 100 / all) + " %)";
}

void ProgressLine::show(std::string_view what, std::int64_t done, std::int64_t all) {
  if (terminal_ == nullptr) return;
  std::string text = progress_text(what, done, all);
  if (text == shown_) return;
  std::fprintf(terminal_, "\r\033[K%s", text.c_str());
  std::fflush(terminal_);
  shown_ = std::move(text);
}

void ProgressLine::clear() {
  if (terminal_ == nullptr || shown_.empty()) return;
  std::fputs("\r\033[K", terminal_);
  std::fflush(terminal_);
  shown_.clear();
}

}  // namespace lapse::adapters::log
