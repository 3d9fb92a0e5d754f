#include "adapters/cli/trusted_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace lapse::adapters::cli {
namespace {

struct Wrong {
  std::string message;
  std::string help;
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Wrong unreadable() {
  return {"cannot be read: " + std::generic_category().message(errno), ""};
}

std::optional<Wrong> distrust(const struct stat& status, const std::string& name, Readers readers) {
  if (!S_ISREG(status.st_mode)) return Wrong{"is no regular file", ""};
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) {
    return Wrong{fmt::format("belongs to uid {}, neither root nor us (uid {})", status.st_uid, ::geteuid()),
                 fmt::format("chown root {}", name)};
  }
  if ((status.st_mode & 0022U) != 0) {
    return Wrong{fmt::format("can be written by others (mode {:04o})", status.st_mode & 07777U),
                 fmt::format("chmod go-w {}", name)};
  }
  if (readers == Readers::owner_only && (status.st_mode & 0077U) != 0) {
    return Wrong{
        fmt::format("holds a secret and can be read by others (mode {:04o})", status.st_mode & 07777U),
        fmt::format("chmod go= {}", name)};
  }
  return std::nullopt;
}

std::optional<Wrong> read_all(int descriptor, std::string& text) {
  std::array<char, 65536> block{};
  for (;;) {
    const ssize_t got = ::read(descriptor, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable();
    if (got == 0) return std::nullopt;
    text.append(block.data(), static_cast<std::size_t>(got));
    if (text.size() > kMostFileBytes) return Wrong{"is larger than 8 MiB", "is this the right file?"};
  }
}

std::optional<Wrong> read_checked(const std::string& name, Readers readers, std::string& text) {
  // Not blocking: a FIFO in the place of a file would wait for its writer for ever.
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status{};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return unreadable();
  if (auto wrong = distrust(status, name, readers)) return wrong;
  return read_all(file.number(), text);
}

}  // namespace

std::optional<std::string> read_trusted(const std::filesystem::path& path, Readers readers, ExitCode code,
                                        Problems& problems) {
  std::string text;
  const auto wrong = read_checked(path.string(), readers, text);
  if (!wrong) return text;
  problems.add(rules::Diagnostic{{path.string(), 1, 1, 1}, wrong->message, wrong->help}, "", code);
  return std::nullopt;
}

}  // namespace lapse::adapters::cli
