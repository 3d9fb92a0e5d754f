// Writing a file as a whole: whoever reads it finds the old one or the new one, never a part.
#pragma once

#include <filesystem>
#include <string_view>

namespace lapse::adapters::cli {

// Everybody may read it. Refusal (failed) when it cannot be written; then the old one is as it was.
void replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace lapse::adapters::cli
