#include "adapters/cli/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "adapters/cli/failure.h"

namespace lapse::adapters::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path) {
  throw Refusal(ExitCode::failed,
                path.string() + ": cannot be written: " + std::generic_category().message(errno));
}

// A file beside the other, gone with this unless it has taken its place.
class Draft {
 public:
  explicit Draft(const fs::path& path)
      : path_(path),
        draft_(path.parent_path() / ("." + path.filename().string() + "." + std::to_string(::getpid()))),
        fd_(::open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)) {
    if (fd_ < 0) fail(path_);
  }
  ~Draft() {
    ::close(fd_);
    if (!placed_) ::unlink(draft_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno != EINTR) fail(path_);
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void place() {
    // Whatever the umask is: the collector is somebody else.
    if (::fchmod(fd_, 0644) != 0 || ::fsync(fd_) != 0) fail(path_);
    if (::rename(draft_.c_str(), path_.c_str()) != 0) fail(path_);
    placed_ = true;
  }

 private:
  fs::path path_;
  fs::path draft_;
  int fd_;
  bool placed_ = false;
};

}  // namespace

void replace_file(const fs::path& path, std::string_view content) {
  Draft draft(path);
  draft.write(content);
  draft.place();
}

}  // namespace lapse::adapters::cli
