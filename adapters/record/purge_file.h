// The record of purges as a text file beside no database, but on a disk of its own. PURGES.md is the format
// page.
//
// Append only. Each line carries a keyed seal over itself and the seal before it, so that a line that was
// changed, added or taken away shows, whoever did it without the key. An append that was cut short leaves a
// last line without its end: no purge hangs on it, and the next append takes it off.
// Errors  engine::RecordError, naming file and line, and what to do.
// Threads One at a time; in the whole world one writer (engine/purge_record.h). A writer that was overtaken
// and
//         does not know it yet is refused: the file is locked while it is written, and must end then as it
//         was read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/purge_record.h"

namespace lapse::adapters::record {

class PurgeFile : public engine::PurgeRecord {
 public:
  PurgeFile(std::filesystem::path path, engine::TombstoneKey key);

  std::string name() const override { return path_.string(); }
  const engine::TombstoneKey& key() const override { return key_; }
  void require_writable() const override;
  // Of a file that this object has read, and that has the size it had then, only the end is looked at.
  engine::RecordTail after(const std::string& head) const override;
  std::string append(const std::vector<engine::RecordedPurge>& purges) override;
  std::string withdraw(std::size_t purges) override;

 private:
  class Descriptor;
  struct End {
    std::string head;         // empty: there is no line yet
    std::uintmax_t size = 0;  // of whole lines
  };

  std::uintmax_t size_now() const;
  bool ends_as_read(const Descriptor& file) const;
  std::string sealed(const std::string& before, const std::string& line, std::string& text) const;
  std::string write(const std::vector<std::string>& lines);

  std::filesystem::path path_;
  engine::TombstoneKey key_;
  mutable std::optional<End> end_;  // as it was read or written last; nullopt: not read yet
};

}  // namespace lapse::adapters::record
