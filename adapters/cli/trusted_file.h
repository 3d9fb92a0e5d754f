// Reading a file only when nobody else can have changed it.
//
// Whoever can write the policy can delete accounts, so a file that its group or others may write, or that
// belongs to neither root nor us, is refused. What is judged is the file that was opened, not its name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "adapters/cli/problems.h"

namespace lapse::adapters::cli {

inline constexpr std::size_t kMostFileBytes = std::size_t{8} << 20U;

enum class Readers { anybody, owner_only };  // owner_only: a secret, nobody else may even read it

// nullopt, with a problem under `code`, when it cannot be read or trusted.
std::optional<std::string> read_trusted(const std::filesystem::path& path, Readers readers, ExitCode code,
                                        Problems& problems);

}  // namespace lapse::adapters::cli
