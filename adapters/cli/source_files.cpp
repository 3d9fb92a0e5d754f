#include "adapters/cli/source_files.h"

#include <array>
#include <fstream>

#include "engine/digest.h"
#include "engine/intake.h"

namespace lapse::adapters::cli {

std::vector<std::filesystem::path> files_to_read(const sources::SourceSpec& source,
                                                 const std::optional<engine::Feed>& known,
                                                 const schedules::Zone& zone, schedules::Day today) {
  const bool adds_up =
      source.feed == engine::FeedKind::logins && source.file.find("{date}") != std::string::npos;
  std::vector<std::filesystem::path> files;
  if (adds_up && known) {
    const schedules::Day last = zone.day_of(known->imported_at);
    for (const auto& dated : sources::dated_files(source, today)) {
      if (dated.day >= last) files.push_back(dated.path);
    }
  }
  if (files.empty()) files.push_back(sources::newest_file(source, today));
  return files;
}

std::string digest_of(const sources::SourceSpec& source, const std::filesystem::path& file,
                      const std::string& edition) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw engine::SourceError(file.string() + ": cannot be read; check that it exists and its permissions");
  engine::Digest digest;
  digest.field(edition);
  digest.field(source.kind == sources::FileKind::json ? "json" : "csv");
  digest.field(source.format == sources::Format::entra ? "entra" : "");
  digest.field(source.instant_format);
  digest.field(source.zone);
  for (const auto& [canonical, column] : source.map) {
    digest.field(canonical);
    digest.field(column);
  }
  std::array<char, 65536> block{};
  while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
    digest.raw({block.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) throw engine::SourceError(file.string() + ": cannot be read to its end");
  return digest.hex();
}

}  // namespace lapse::adapters::cli
