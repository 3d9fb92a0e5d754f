// What the tests of adapters/sources/ share: a folder that goes away, an intake that keeps everything, and
// reading a text as if it were a source's file.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/read.h"
#include "engine/intake.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources::tests {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sources-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream{path_ / name, std::ios::binary} << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

struct Collected : engine::Intake {
  void account(const engine::AccountRecord& record) override { accounts.push_back(record); }
  void login(const engine::LoginRecord& record) override { logins.push_back(record); }
  void organisation(const engine::OrganisationRecord& record) override { organisations.push_back(record); }
  void membership(const engine::MembershipRecord& record) override { memberships.push_back(record); }
  void hold(const engine::HoldRecord& record) override { holds.push_back(record); }
  void reject(const engine::Reject& reject) override { rejects.push_back(reject); }

  std::vector<engine::AccountRecord> accounts;
  std::vector<engine::LoginRecord> logins;
  std::vector<engine::OrganisationRecord> organisations;
  std::vector<engine::MembershipRecord> memberships;
  std::vector<engine::HoldRecord> holds;
  std::vector<engine::Reject> rejects;
  std::int64_t rows = 0;
};

inline schedules::Instant at(std::string_view text) {
  return schedules::parse_instant(text).value();
}

inline const schedules::Instant kAsOf = at("2026-01-05T00:00:00Z");

inline SourceSpec source_of(Feed feed) {
  SourceSpec source;
  source.name = "test";
  source.feed = feed;
  return source;
}

inline SourceSpec json_source_of(Feed feed) {
  SourceSpec source = source_of(feed);
  source.kind = FileKind::json;
  return source;
}

inline Collected read(const SourceSpec& source, std::string_view text) {
  const TemporaryFolder folder;
  Collected collected;
  const std::string name = source.kind == FileKind::json ? "feed.json" : "feed.csv";
  collected.rows = read_file(source, folder.write(name, text), kAsOf, collected);
  return collected;
}

// What the SourceError says after the path of the file; empty when there was none.
inline std::string refusal(const SourceSpec& source, std::string_view text) {
  try {
    read(source, text);
  } catch (const engine::SourceError& error) {
    const std::string what = error.what();
    const std::size_t name = what.find("feed.");
    return name == std::string::npos ? what : what.substr(name);
  }
  return {};
}

}  // namespace lapse::adapters::sources::tests
