#include "adapters/notify/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace lapse::adapters::notify {
namespace {

constexpr std::size_t kMostComplaintBytes = 1024;

std::string reason(int error) {
  return std::error_code{error, std::generic_category()}.message();
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset(int fd) {
    close();
    fd_ = fd;
  }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read.reset(ends[0]);
    write.reset(ends[1]);
    return true;
  }
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

// What posix_spawn is told: descriptors, the directory, a group of its own, no signal ignored or held back.
class Orders {
 public:
  Orders(int input, int complaints) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, complaints, STDERR_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions_, "/");
    posix_spawnattr_init(&attributes_);
    sigset_t none{};
    sigset_t all{};
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Orders() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  Orders(const Orders&) = delete;
  Orders& operator=(const Orders&) = delete;

  int spawn(const Child& child, pid_t& pid) const {
    auto arguments = pointers(child.arguments);
    auto environment = pointers(child.environment);
    return posix_spawn(&pid, arguments.front(), &actions_, &attributes_, arguments.data(),
                       environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

int timer_of(int seconds) {
  const int fd = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  itimerspec when{};
  when.it_value.tv_sec = seconds;
  if (fd >= 0) ::timerfd_settime(fd, 0, &when, nullptr);
  return fd;
}

// Reads what is there and keeps the beginning; false when there will be no more.
bool drain(int fd, std::string& kept) {
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN;
    if (count == 0) return false;
    const std::size_t room = kMostComplaintBytes - kept.size();
    kept.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
  }
}

// True when the child ended by itself, false when its time was up.
bool await_end(int process, int timer, int complaints, std::string& kept) {
  std::array<pollfd, 3> waiting{pollfd{process, POLLIN, 0}, pollfd{timer, POLLIN, 0},
                                pollfd{complaints, POLLIN, 0}};
  while (true) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return false;
    if (waiting[2].revents != 0 && !drain(complaints, kept)) waiting[2].fd = -1;
    if (waiting[0].revents != 0) return true;
    if (waiting[1].revents != 0) return false;
  }
}

ChildEnd failed(const std::string& what, int error) {
  return {ChildEnd::How::not_started, 0, what + ": " + reason(error)};
}

}  // namespace

ChildEnd run_child(const Child& child) {
  Pipe input;
  Pipe complaints;
  if (!input.open() || !complaints.open()) return failed("no pipe", errno);
  ::fcntl(input.write.get(), F_SETFL, O_NONBLOCK);
  ::fcntl(complaints.read.get(), F_SETFL, O_NONBLOCK);
  if (::write(input.write.get(), child.input.data(), child.input.size()) !=
      static_cast<ssize_t>(child.input.size()))
    return failed("its input", errno);
  const Descriptor timer(timer_of(child.timeout_s));
  if (timer.get() < 0) return failed("no timer", errno);
  pid_t pid = -1;
  const int error = Orders(input.read.get(), complaints.write.get()).spawn(child, pid);
  if (error != 0) return failed(child.arguments.front(), error);
  input.write.close();
  complaints.write.close();
  const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  ChildEnd end;
  // Without a descriptor to wait for it, nothing would bound its time.
  const bool ended =
      process.get() >= 0 && await_end(process.get(), timer.get(), complaints.read.get(), end.complaint);
  if (!ended) ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  drain(complaints.read.get(), end.complaint);
  end.complaint = end.complaint.substr(0, end.complaint.find('\n'));
  end.how = !ended              ? ChildEnd::How::timed_out
            : WIFEXITED(status) ? ChildEnd::How::exited
                                : ChildEnd::How::killed;
  end.number = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  return end;
}

}  // namespace lapse::adapters::notify
