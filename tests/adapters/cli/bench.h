// A directory with a configuration in it, for the tests of this folder.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lapse::tests::cli {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const std::string& name, std::string_view text, unsigned mode = 0644) const;
  std::filesystem::path path(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline constexpr std::string_view kGoodConfig =
    "database: test:lapse.db\n"
    "policy: nas.yaml\n"
    "holidays: holidays.json\n"
    "rejects: rejects\n"
    "sources:\n"
    "  - { name: accounts, feed: accounts, kind: csv, file: \"feeds/accounts-{date}.csv\" }\n"
    "notify: { channel: file, maildir: mail, from: \"lapse <lapse@nhs.example>\", domain: lapse.example }\n";

// `text` with its first `from` replaced.
std::string with(std::string_view text, std::string_view from, std::string_view to);

}  // namespace lapse::tests::cli
