#include "adapters/cli/source_files.h"

#include <array>
#include <fstream>

#include "engine/intake.h"

namespace lapse::adapters::cli {

sources::SourceSpec spec_of(const SourceConfig& config) {
  const auto kind = config.kind == "json" ? sources::FileKind::json : sources::FileKind::csv;
  const auto format = config.format == "entra" ? sources::Format::entra : sources::Format::plain;
  return {config.name,           config.feed, config.file, config.map,
          config.instant_format, config.zone, kind,        format};
}

bool adds_up(const sources::SourceSpec& source) {
  return source.feed == engine::FeedKind::logins && source.file.find("{date}") != std::string::npos;
}

std::vector<std::filesystem::path> files_to_read(const sources::SourceSpec& source,
                                                 const std::optional<engine::Feed>& known,
                                                 const schedules::Zone& zone, schedules::Day today) {
  std::vector<std::filesystem::path> files;
  if (adds_up(source) && known) {
    const schedules::Day last = zone.day_of(known->imported_at);
    for (const auto& dated : sources::dated_files(source, today)) {
      if (dated.day >= last) files.push_back(dated.path);
    }
  }
  if (files.empty()) files.push_back(sources::newest_file(source, today));
  return files;
}

engine::Digest digest_of(const SourceConfig& source, const std::string& edition) {
  engine::Digest digest;
  const ForeignConfig& foreign = source.foreign;
  for (const std::string& field : {edition, source.kind, source.format, source.instant_format, source.zone,
                                   foreign.database, foreign.table, foreign.query, foreign.watermark}) {
    digest.field(field);
  }
  for (const auto& [canonical, column] : source.map) digest.field(canonical).field(column);
  return digest;
}

std::string digest_of(const SourceConfig& source, const std::filesystem::path& file,
                      const std::string& edition) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw engine::SourceError(file.string() + ": cannot be read; check that it exists and its permissions");
  engine::Digest digest = digest_of(source, edition);
  std::array<char, 65536> block{};
  while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
    digest.raw({block.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) throw engine::SourceError(file.string() + ": cannot be read to its end");
  return digest.hex();
}

}  // namespace lapse::adapters::cli
