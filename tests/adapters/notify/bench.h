// What the tests of this folder share: a directory that goes away, a notice and a message to vary.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/notify/templates.h"
#include "engine/effect.h"
#include "engine/notice.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::adapters::notify::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::filesystem::path path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void write_file(const std::filesystem::path& path, std::string_view text);
std::string read_file(const std::filesystem::path& path);
std::vector<std::string> names_in(const std::filesystem::path& directory);  // sorted

schedules::Zone london();
schedules::Instant instant(std::string_view text);

// The text of a template as it ships with lapse.
std::optional<std::string> shipped(std::string_view name);
BuiltInTexts only(std::string_view name, std::string_view text);

// Ada's warning of 18 June 2026: her account is to be deleted on 2 July.
engine::Notice warning();
// Ada's notice after the fact: deleted on 2 July at 10:00 local time, restorable for 720 hours.
engine::Notice deletion();
engine::Message message();
// A mailbox with a strange id, to be disabled because its owner became inactive on 2 April 2026.
engine::Effect disabling();

}  // namespace lapse::adapters::notify::testing
