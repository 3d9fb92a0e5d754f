// The file that shows a person which rows of a source were not used, and why.
//
// CSV with the columns line, id (where it could be read), reason, row. It holds personal data: only its owner
// may read it. The file appears under its name when it is complete, and not at all when nothing was rejected.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/intake.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

class RejectsFile {
 public:
  // Will be `directory`/accounts-2026-01-05T000000Z.csv. Makes nothing before the first add.
  RejectsFile(std::filesystem::path directory, std::string_view source, schedules::Instant as_of);
  explicit RejectsFile(std::filesystem::path path);  // this very file
  ~RejectsFile();                                    // without close() the file is dropped
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

  // SourceError when it cannot be written.
  void add(const engine::Reject& reject);

  void forget();  // what was added so far

  // The finished file, nullopt when nothing was added. A file of the same name is replaced.
  std::optional<std::filesystem::path> close();

  std::int64_t count() const { return count_; }

 private:
  void open();
  void write(std::string_view text);
  [[noreturn]] void fail(int reason) const;

  std::filesystem::path path_;
  std::string unfinished_;  // the temporary name
  std::FILE* file_ = nullptr;
  std::int64_t count_ = 0;
};

}  // namespace lapse::adapters::sources
