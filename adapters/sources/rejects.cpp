#include "adapters/sources/rejects.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <system_error>
#include <utility>

#include "adapters/sources/field_text.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;

// A source may be called anything; its file stays in its directory.
std::string file_name(std::string_view source, schedules::Instant as_of) {
  std::string name{source};
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '_'; },
      '_');
  std::string time = schedules::to_string(as_of);
  std::erase(time, ':');
  return name + "-" + time + ".csv";
}

}  // namespace

RejectsFile::RejectsFile(fs::path directory, std::string_view source, schedules::Instant as_of)
    : path_(std::move(directory) / file_name(source, as_of)) {}

RejectsFile::RejectsFile(fs::path path) : path_(std::move(path)) {}

RejectsFile::~RejectsFile() {
  forget();
}

void RejectsFile::forget() {
  count_ = 0;
  if (file_ == nullptr) return;
  std::fclose(std::exchange(file_, nullptr));
  ::unlink(unfinished_.c_str());
}

void RejectsFile::fail(int reason) const {
  throw engine::SourceError(fmt::format(
      "{}: the rejected rows cannot be written ({}); make room, or correct the folder for rejects",
      path_.string(), std::generic_category().message(reason)));
}

void RejectsFile::open() {
  std::error_code error;
  const fs::path folder = path_.parent_path();
  if (!folder.empty() && fs::create_directories(folder, error)) {
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  if (error) fail(error.value());
  std::string unfinished = path_.string() + ".XXXXXX";
  const int descriptor = ::mkostemp(unfinished.data(), O_CLOEXEC);  // made with mode 0600
  if (descriptor < 0) fail(errno);
  unfinished_ = std::move(unfinished);
  file_ = ::fdopen(descriptor, "wb");
  if (file_ == nullptr) {
    const int reason = errno;
    ::close(descriptor);
    ::unlink(unfinished_.c_str());
    fail(reason);
  }
  write("line,id,reason,row\n");
}

void RejectsFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail(errno);
}

void RejectsFile::add(const engine::Reject& reject) {
  if (file_ == nullptr) open();
  std::string row = std::to_string(reject.line) + ",";
  append_csv(row, reject.id);
  row += ',';
  append_csv(row, reject.reason);
  row += ',';
  append_csv(row, reject.text);
  row += '\n';
  write(row);
  ++count_;
}

std::optional<fs::path> RejectsFile::close() {
  if (file_ == nullptr) return std::nullopt;
  const int flushed = std::fflush(file_);
  const int flush_error = errno;
  if (flushed != 0) fail(flush_error);  // the destructor drops it
  std::fclose(std::exchange(file_, nullptr));
  if (std::rename(unfinished_.c_str(), path_.c_str()) != 0) {
    const int reason = errno;
    ::unlink(unfinished_.c_str());
    fail(reason);
  }
  return path_;
}

}  // namespace lapse::adapters::sources
