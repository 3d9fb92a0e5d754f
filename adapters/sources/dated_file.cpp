#include "adapters/sources/dated_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;
using engine::SourceError;
using schedules::Day;

constexpr std::string_view kDate = "{date}";
constexpr std::size_t kDateBytes = 10;  // YYYY-MM-DD

struct DatedName {
  fs::path folder;
  std::string before;
  std::string after;
};

DatedName split(const SourceSpec& source) {
  const fs::path path{source.file};
  const std::string name = path.filename().string();
  const std::size_t at = name.find(kDate);
  const bool once = source.file.find(kDate) == source.file.rfind(kDate);
  if (at == std::string::npos || !once) {
    throw SourceError(
        fmt::format("source {}: file: '{}': {{date}} may stand once, in the last part of the path",
                    source.name, source.file));
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  return {folder, name.substr(0, at), name.substr(at + kDate.size())};
}

std::optional<Day> date_in(const std::string& name, const DatedName& wanted) {
  if (name.size() != wanted.before.size() + kDateBytes + wanted.after.size()) return std::nullopt;
  if (!name.starts_with(wanted.before) || !name.ends_with(wanted.after)) return std::nullopt;
  return schedules::parse_day(std::string_view{name}.substr(wanted.before.size(), kDateBytes));
}

std::vector<DatedFile> all_dated_files(const SourceSpec& source) {
  const DatedName wanted = split(source);
  std::error_code error;
  std::vector<DatedFile> files;
  fs::directory_iterator entry{wanted.folder, error};
  for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
    if (const auto day = date_in(entry->path().filename().string(), wanted))
      files.push_back({*day, entry->path()});
  }
  if (error) {
    throw SourceError(
        fmt::format("{}: the folder of source {} cannot be read ({}); create it, or correct `file`",
                    wanted.folder.string(), source.name, error.message()));
  }
  std::sort(files.begin(), files.end(), [](const DatedFile& a, const DatedFile& b) { return a.day < b.day; });
  return files;
}

[[noreturn]] void fail_without_file(const SourceSpec& source, Day today,
                                    const std::vector<DatedFile>& later) {
  std::string found = "there is none at all";
  if (!later.empty()) found = "the first is dated " + schedules::to_string(later.front().day);
  throw SourceError(
      fmt::format("{}: no file of source {} is dated {} or before ({}); export one, or correct `file`",
                  source.file, source.name, schedules::to_string(today), found));
}

}  // namespace

std::vector<DatedFile> dated_files(const SourceSpec& source, Day today) {
  std::vector<DatedFile> files = all_dated_files(source);
  std::erase_if(files, [today](const DatedFile& file) { return file.day > today; });
  return files;
}

fs::path newest_file(const SourceSpec& source, Day today) {
  if (source.file.find(kDate) != std::string::npos) {
    const std::vector<DatedFile> files = dated_files(source, today);
    if (files.empty()) fail_without_file(source, today, all_dated_files(source));
    return files.back().path;
  }
  std::error_code error;
  if (!fs::exists(source.file, error)) {
    throw SourceError(fmt::format("{}: the file of source {} does not exist; export it, or correct `file`",
                                  source.file, source.name));
  }
  return source.file;
}

}  // namespace lapse::adapters::sources
