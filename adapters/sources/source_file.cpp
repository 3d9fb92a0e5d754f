#include "adapters/sources/source_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;
using engine::SourceError;

// Before opening: a FIFO would wait for its writer, a folder would open and then fail.
void require_regular_file(const fs::path& file, std::string_view wanted) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) {
    throw SourceError(file.string() + ": does not exist; export it, or correct `file`");
  }
  if (error) fail_to_read(file.string(), error.value());
  if (status.type() == fs::file_type::directory) {
    throw SourceError(fmt::format("{}: is a folder; `file` names {}", file.string(), wanted));
  }
  if (status.type() != fs::file_type::regular) {
    throw SourceError(fmt::format("{}: is no regular file; `file` names {}", file.string(), wanted));
  }
}

}  // namespace

void fail_to_read(const std::string& name, int reason) {
  throw SourceError(fmt::format("{}: cannot be read ({}); check the file and who may read it", name,
                                std::generic_category().message(reason)));
}

OpenFile open_source_file(const fs::path& file, std::string_view wanted) {
  require_regular_file(file, wanted);
  OpenFile opened{std::fopen(file.c_str(), "rb")};
  if (!opened) fail_to_read(file.string(), errno);
  return opened;
}

bool is_utf16(std::string_view start) {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
  return start.size() >= 2 &&
         (start[0] == '\0') != (start[1] == '\0');  // a Latin letter takes one of two bytes
}

}  // namespace lapse::adapters::sources
