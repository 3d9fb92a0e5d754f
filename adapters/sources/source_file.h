// Opening the file of a source.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace lapse::adapters::sources {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

// `wanted` is "a CSV file". SourceError when it does not exist, is no regular file or cannot be opened.
OpenFile open_source_file(const std::filesystem::path& file, std::string_view wanted);

// SourceError; `reason` is an errno.
[[noreturn]] void fail_to_read(const std::string& name, int reason);

// Told from the beginning of the file.
bool is_utf16(std::string_view start);

}  // namespace lapse::adapters::sources
