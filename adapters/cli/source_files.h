// Which files of a source there are to read tonight.
//
// A full export replaces the one before it, so its newest file is enough. Sign-in exports add up: every file
// since the last import is read, oldest first, so that a night without the engine loses nobody's sign-in.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/config.h"
#include "adapters/sources/dated_file.h"
#include "engine/digest.h"
#include "engine/feed.h"
#include "schedules/zone.h"

namespace lapse::adapters::cli {

// What the configuration says, in the words of the sources.
sources::SourceSpec spec_of(const SourceConfig& config);

// Each file of the source has what no other has: all of them are needed.
bool adds_up(const sources::SourceSpec& source);

// `known` is what the store knows of the feed. Never empty: SourceError when there is no file.
std::vector<std::filesystem::path> files_to_read(const sources::SourceSpec& source,
                                                 const std::optional<engine::Feed>& known,
                                                 const schedules::Zone& zone, schedules::Day today);

// Of how the source says to read its rows, and of the edition they would be read with.
engine::Digest digest_of(const SourceConfig& source, const std::string& edition);

// The same with a file's content: equal means that nothing in it can be new. SourceError when the file cannot
// be read.
std::string digest_of(const SourceConfig& source, const std::filesystem::path& file,
                      const std::string& edition);

}  // namespace lapse::adapters::cli
