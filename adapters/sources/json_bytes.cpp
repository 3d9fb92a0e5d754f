#include "adapters/sources/json_bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "adapters/sources/row_source.h"
#include "engine/intake.h"
#include "rules/utf8.h"

namespace lapse::adapters::sources {

using engine::SourceError;

JsonBytes::JsonBytes(const std::filesystem::path& file)
    : name_(file.string()), file_(open_source_file(file, "a JSON file")), block_(64 * 1024) {
  fill();
  const std::string_view start{block_.data(), end_};
  if (start.empty()) throw SourceError(name_ + ": is empty; export it again");
  if (is_utf16(start)) throw SourceError(name_ + ": is UTF-16; save it as UTF-8");
  if (start.starts_with(rules::kByteOrderMark)) at_ = rules::kByteOrderMark.size();
}

void JsonBytes::skip_blanks() {
  while (!at_end() && std::string_view{" \t\r\n"}.find(block_[at_]) != std::string_view::npos) advance();
}

void JsonBytes::keep() {
  const std::string_view read{block_.data() + kept_from_, at_ - kept_from_};
  kept_ += read.substr(0, Row::kTextBytes - std::min(Row::kTextBytes, kept_.size()));
  kept_from_ = at_;
}

void JsonBytes::fill() {
  keep();
  if (end_ > 0) last_of_block_ = block_[end_ - 1];
  blocks_bytes_ += end_;
  if (blocks_bytes_ > kBetweenMarks) {
    throw SourceError(
        fmt::format("{}:{}: over {} bytes without the beginning or the end of a row; is this an "
                    "export of rows?",
                    name_, line_, kBetweenMarks));
  }
  at_ = kept_from_ = 0;
  end_ = std::fread(block_.data(), 1, block_.size(), file_.get());
  if (std::ferror(file_.get()) != 0) fail_to_read(name_, errno);
}

void JsonBytes::mark() {
  blocks_bytes_ = 0;
  kept_.assign(1, at_ > 0 ? block_[at_ - 1] : last_of_block_);
  kept_from_ = at_;
}

std::string_view JsonBytes::since_mark() {
  keep();
  return kept_;
}

}  // namespace lapse::adapters::sources
