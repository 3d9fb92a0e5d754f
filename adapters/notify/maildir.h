// Messages as files in a Maildir: one file per message, for a mail program or a gateway to pick up.
//
// The file is named after the Message-ID, so a message delivered again after a crash is the same file: what
// lies in new/ already, or was moved to cur/ by a reader, under whatever flags, is handed without a second
// copy. Order     Written to tmp/ and synced, renamed into new/, new/ synced; only then is it handed. Errors
// The constructor makes the directory (0700; its parent has to exist) and throws NotifierError when it
//           cannot. A full disk or a missing permission is a Receipt `later`.
// Threads   One at a time, and one writer per directory.
// Bounds    Each delivery lists cur/ once, so somebody has to empty it.
#pragma once

#include <filesystem>
#include <string>

#include "engine/ports.h"

namespace lapse::adapters::notify {

class Maildir : public engine::Notifier {
 public:
  Maildir(std::filesystem::path directory, std::string from);

  engine::Receipt deliver(const engine::Message& message) override;

 private:
  bool holds(const std::string& name) const;
  void store(const std::string& name, const std::string& text) const;

  std::filesystem::path directory_;
  std::string from_;
};

}  // namespace lapse::adapters::notify
