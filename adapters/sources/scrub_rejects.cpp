#include "adapters/sources/scrub_rejects.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "adapters/sources/csv_table.h"
#include "adapters/sources/rejects.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kColumns = 4;  // line, id, reason, row

std::set<std::string> purged_in(const fs::path& file, const Purged& purged) {
  std::set<std::string> gone;
  std::vector<std::string> ids;
  const auto ask = [&] {
    if (ids.empty()) return;
    for (auto& id : purged(ids)) gone.insert(std::move(id));
    ids.clear();
  };
  CsvTable(file).each([&](const Row& row) {
    if (row.width != kColumns || row.fields[1].empty()) return;
    ids.push_back(row.fields[1]);
    if (ids.size() == kIdsAtOnce) ask();
  });
  ask();
  return gone;
}

std::int64_t scrub(const fs::path& file, const std::set<std::string>& gone) {
  RejectsFile kept(file);
  std::int64_t taken = 0;
  CsvTable(file).each([&](const Row& row) {
    if (row.width == kColumns && gone.contains(row.fields[1])) {
      ++taken;
      return;
    }
    kept.add({std::stoll(row.fields[0]), row.fields[1], row.fields[2], row.fields[3]});
  });
  if (kept.close()) return taken;
  std::error_code error;
  fs::remove(file, error);
  if (error) throw engine::SourceError(file.string() + ": cannot be removed (" + error.message() + ")");
  return taken;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error) && entry.path().extension() == ".csv") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// A file that somebody else put there is not ours to change.
bool is_ours(const fs::path& file) {
  return CsvTable(file).names() == std::vector<std::string>{"line", "id", "reason", "row"};
}

}  // namespace

std::int64_t scrub_rejects(const fs::path& folder, const Purged& purged) {
  std::int64_t taken = 0;
  for (const auto& file : files_of(folder)) {
    if (!is_ours(file)) continue;
    const auto gone = purged_in(file, purged);
    if (!gone.empty()) taken += scrub(file, gone);
  }
  return taken;
}

}  // namespace lapse::adapters::sources
