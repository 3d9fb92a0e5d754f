// Takes the rows of people who were purged out of the files of rejected rows (rejects.h), INV10.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lapse::adapters::sources {

// Which of these accounts were purged; called with kIdsAtOnce at most.
using Purged = std::function<std::vector<std::string>(const std::vector<std::string>& ids)>;
inline constexpr std::size_t kIdsAtOnce = 500;

// Returns how many rows it took out. A file is replaced whole, or removed when nothing is left of it.
// SourceError when one cannot be read or written; those before it are done.
std::int64_t scrub_rejects(const std::filesystem::path& folder, const Purged& purged);

}  // namespace lapse::adapters::sources
