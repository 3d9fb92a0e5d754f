// A table of texts with a header, wherever it comes from: what the mapper reads.
//
// Order    names() holds for all rows; each() hands them out once, in the order of the source.
// Bounds   No more than one row is held in memory, whatever the source holds.
// Errors   SourceError when the source as a whole cannot be trusted, always with the place and the remedy.
//          It may come after some rows were handed out: the caller drops those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lapse::adapters::sources {

struct Row {
  static constexpr std::size_t kFields = 256;  // so many columns a source may have
  static constexpr std::size_t kFieldBytes = 64 * 1024;
  static constexpr std::size_t kTextBytes = 4096;

  std::int64_t line = 0;            // of the source, 1-based
  std::vector<std::string> fields;  // the first min(width, kFields) are this row's
  std::size_t width = 0;            // as many as there are names, unless something is wrong
  std::string wrong;                // why the row as a whole cannot be used; empty: it can
  std::string text;                 // as it stands, at most kTextBytes
};

class RowSource {
 public:
  using Take = std::function<void(const Row&)>;

  virtual ~RowSource() = default;
  virtual std::string name() const = 0;   // to begin a message with: "feeds/accounts.csv"
  virtual std::string place() const = 0;  // of the names of the columns: "feeds/accounts.csv:1"
  virtual std::string_view what() const { return "file"; }
  virtual const std::vector<std::string>& names() const = 0;
  virtual void each(const Take& take) = 0;
};

}  // namespace lapse::adapters::sources
