#include "adapters/notify/maildir.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "adapters/notify/address.h"
#include "adapters/notify/error.h"
#include "adapters/notify/mime.h"

namespace lapse::adapters::notify {
namespace {

namespace fs = std::filesystem;
using Outcome = engine::Receipt::Outcome;

constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@";
constexpr char kFlags = ':';  // a reader appends ":2,S" when it moves a file to cur/

[[noreturn]] void fail(const fs::path& path) {
  throw fs::filesystem_error("cannot write", path, std::error_code{errno, std::generic_category()});
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (fd_ < 0) fail(path_);
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno != EINTR) fail(path_);
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() const {
    if (::fsync(fd_) != 0) fail(path_);
  }

 private:
  fs::path path_;
  int fd_;
};

void sync_directory(const fs::path& directory) {
  Descriptor{directory, O_RDONLY | O_DIRECTORY}.sync();
}

void make_directory(const fs::path& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0) return;
  const std::error_code reason{errno, std::generic_category()};
  std::error_code ignored;
  if (!fs::is_directory(directory, ignored))
    throw NotifierError(fmt::format("Maildir {}: {}", directory.string(), reason.message()));
}

// Files end their lines as this system does; quoted-printable leaves no other CR than those of line ends.
std::string local_text(const engine::Message& message, const std::string& from) {
  std::string text = mime_text(message, from);
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

}  // namespace

Maildir::Maildir(fs::path directory, std::string from)
    : directory_(std::move(directory)), from_(std::move(from)) {
  if (const auto problem = address_problem(from_)) throw NotifierError("the sender's address " + *problem);
  make_directory(directory_);
  for (const char* part : {"tmp", "new", "cur"}) make_directory(directory_ / part);
}

bool Maildir::holds(const std::string& name) const {
  if (fs::exists(directory_ / "new" / name)) return true;
  const fs::directory_iterator read{directory_ / "cur"};
  return std::any_of(begin(read), end(read), [&name](const fs::directory_entry& entry) {
    const std::string file = entry.path().filename().string();
    return file.substr(0, file.find(kFlags)) == name;
  });
}

void Maildir::store(const std::string& name, const std::string& text) const {
  const fs::path draft = directory_ / "tmp" / name;
  {
    const Descriptor file{draft, O_WRONLY | O_CREAT | O_TRUNC};
    file.write(text);
    file.sync();
  }
  fs::rename(draft, directory_ / "new" / name);
}

engine::Receipt Maildir::deliver(const engine::Message& message) {
  if (const auto problem = message_problem(message)) return {Outcome::never, *problem};
  if (message.id.front() == '.' || message.id.find_first_not_of(kNameCharacters) != std::string::npos)
    return {Outcome::never, "the Message-ID cannot be the name of a file"};
  try {
    const bool again = holds(message.id);
    if (!again) store(message.id, local_text(message, from_));
    // Also when it is there already: a crash may have come between the rename and this.
    sync_directory(directory_ / "new");
    return {Outcome::handed, again ? "was there already" : ""};
  } catch (const fs::filesystem_error& error) {
    return {Outcome::later, fmt::format("{}: {}", error.path1().string(), error.code().message())};
  }
}

}  // namespace lapse::adapters::notify
