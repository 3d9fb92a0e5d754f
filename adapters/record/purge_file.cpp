#include "adapters/record/purge_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "adapters/record/purge_line.h"

namespace lapse::adapters::record {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view what) {
  const std::string why = std::generic_category().message(errno);
  throw engine::RecordError(
      fmt::format("the record of purges, {}, cannot be {}: {}; nobody is purged until "
                  "it can",
                  path.string(), what, why));
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// What the lines say, as far as they are read.
class Reading {
 public:
  Reading(const fs::path& path, const engine::TombstoneKey& key, const std::string& head)
      : path_(path), key_(key), head_(head) {
    tail.found = head.empty();
  }

  void line(const std::string& text) {
    ++number_;
    const auto blank = text.rfind(' ');
    const std::string says = text.substr(0, blank);
    const std::string seal = blank == std::string::npos ? "" : text.substr(blank + 1);
    const bool genuine = seal == key_.seal(tail.head, says);
    if (number_ == 1) {
      first(says, genuine);
    } else {
      if (!genuine) wrong("this line, or the one before it, is not as it was written");
      take(says);
    }
    tail.head = seal;
    if (seal != head_) return;
    tail.found = true;
    tail.purges.clear();
  }

  engine::RecordTail tail;

 private:
  void first(const std::string& says, bool genuine) {
    if (says != kFirstLine) wrong("this is no record of purges, or one of a newer lapse");
    if (!genuine) {
      throw engine::RecordError(path_.string() +
                                " was written with another tombstone_key: put that key back; with another "
                                "one nobody is recognised");
    }
    tail.there = true;
  }

  void take(const std::string& says) {
    const auto parsed = parse_line(says);
    if (!parsed) wrong("this line is of a newer lapse");
    if (const auto* purge = std::get_if<engine::RecordedPurge>(&*parsed)) {
      tail.purges.push_back(*purge);
      return;
    }
    // Of lines before the head nothing is kept: they are withdrawn with them.
    const auto count = std::get<Withdrawal>(*parsed).purges;
    tail.purges.resize(tail.purges.size() - std::min(count, tail.purges.size()));
  }

  [[noreturn]] void wrong(const std::string& what) const {
    throw engine::RecordError(
        fmt::format("{}:{}: {}; put an unchanged copy back", path_.string(), number_, what));
  }

  const fs::path& path_;
  const engine::TombstoneKey& key_;
  const std::string& head_;
  std::int64_t number_ = 0;
};

}  // namespace

class PurgeFile::Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) fail(path_, "opened");
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  // Works between hosts too: of a file on NFS, Linux locks all bytes at the server, which needs a descriptor
  // that may write. The lock ends with the descriptor, and with the process.
  void lock() const {
    if (::flock(number_, LOCK_EX | LOCK_NB) == 0) return;
    if (errno != EWOULDBLOCK) fail(path_, "locked");
    throw engine::RecordError("the record of purges, " + path_.string() +
                              ", is being written by another engine");
  }
  std::uintmax_t size() const {
    struct stat status{};
    if (::fstat(number_, &status) != 0) fail(path_, "read");
    return static_cast<std::uintmax_t>(status.st_size);
  }
  std::string read(std::uintmax_t from, std::uintmax_t to) const {
    std::string text(to - from, '\0');
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t found =
          ::pread(number_, text.data() + at, text.size() - at, static_cast<off_t>(from + at));
      if (found < 0 && errno != EINTR) fail(path_, "read");
      if (found == 0) text.resize(at);
      if (found > 0) at += static_cast<std::size_t>(found);
    }
    return text;
  }
  void cut(std::uintmax_t size) const {
    if (::ftruncate(number_, static_cast<off_t>(size)) != 0) fail(path_, "written");
  }
  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno != EINTR) fail(path_, "written");
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() const {
    if (::fsync(number_) != 0) fail(path_, "written");
  }

 private:
  fs::path path_;
  int number_;
};

PurgeFile::PurgeFile(fs::path path, engine::TombstoneKey key)
    : path_(std::move(path)), key_(std::move(key)) {}

std::uintmax_t PurgeFile::size_now() const {
  std::error_code error;
  const auto size = fs::file_size(path_, error);
  if (!error) return size;
  if (error == std::errc::no_such_file_or_directory) return 0;
  throw engine::RecordError("the record of purges, " + path_.string() +
                            ", cannot be read: " + error.message());
}

engine::RecordTail PurgeFile::after(const std::string& head) const {
  const auto size = size_now();
  if (end_ && !head.empty() && head == end_->head && size == end_->size &&
      ends_as_read(Descriptor(path_, O_RDONLY)))
    return {true, true, {}, head};
  end_ = End{};
  Reading reading(path_, key_, head);
  if (size == 0) return reading.tail;
  std::ifstream file(path_, std::ios::binary);
  std::string line;
  while (std::getline(file, line) && !file.eof()) {  // at the end: a line that was cut short
    reading.line(line);
    end_ = End{reading.tail.head, end_->size + line.size() + 1};
  }
  if (!file.eof()) throw engine::RecordError("the record of purges, " + path_.string() + ", cannot be read");
  return reading.tail;
}

void PurgeFile::require_writable() const {
  const fs::path what = size_now() > 0 ? path_ : folder_of(path_);
  if (::access(what.c_str(), W_OK) != 0) fail(path_, "written");
}

// Beyond what was read there may be a line that was cut short, but no whole one.
bool PurgeFile::ends_as_read(const Descriptor& file) const {
  const auto size = file.size();
  const std::string last = end_->head.empty() ? "" : end_->head + "\n";
  return size >= end_->size && file.read(end_->size - last.size(), end_->size) == last &&
         file.read(end_->size, size).find('\n') == std::string::npos;
}

std::string PurgeFile::append(const std::vector<engine::RecordedPurge>& purges) {
  std::vector<std::string> lines;
  lines.reserve(purges.size());
  for (const auto& purge : purges) lines.push_back(purge_line(purge));
  return write(lines);
}

std::string PurgeFile::withdraw(std::size_t purges) {
  return write({withdrawal_line(purges)});
}

// Adds the line with its seal to the text; returns the seal.
std::string PurgeFile::sealed(const std::string& before, const std::string& line, std::string& text) const {
  const std::string seal = key_.seal(before, line);
  text += line + " " + seal + "\n";
  return seal;
}

std::string PurgeFile::write(const std::vector<std::string>& lines) {
  const Descriptor file(path_, O_RDWR | O_CREAT | O_APPEND);
  file.lock();
  if (!end_) after("");
  if (!ends_as_read(file)) {
    throw engine::RecordError("the record of purges, " + path_.string() +
                              ", was written by another engine since it was read");
  }
  std::string text;
  std::string head = end_->head;
  const bool begins = head.empty();
  if (begins) head = sealed("", std::string(kFirstLine), text);
  for (const auto& line : lines) head = sealed(head, line, text);
  if (text.empty()) return head;
  if (file.size() != end_->size) file.cut(end_->size);
  file.write(text);
  file.sync();
  if (begins) Descriptor(folder_of(path_), O_RDONLY | O_DIRECTORY).sync();
  end_ = End{head, end_->size + text.size()};
  return head;
}

}  // namespace lapse::adapters::record
