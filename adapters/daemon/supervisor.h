// What the daemon tells the service manager that started it. Without one, nothing happens.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace lapse::adapters::daemon {

class Supervisor {
 public:
  virtual ~Supervisor() = default;
  virtual void ready() = 0;
  virtual void stopping() = 0;
  virtual void status(const std::string& line) = 0;  // one line, for `systemctl status`
  virtual void alive() = 0;
  virtual std::optional<std::chrono::microseconds> watchdog() const = 0;  // alive() is due within this
};

class Systemd : public Supervisor {
 public:
  void ready() override;
  void stopping() override;
  void status(const std::string& line) override;
  void alive() override;
  std::optional<std::chrono::microseconds> watchdog() const override;
};

}  // namespace lapse::adapters::daemon
