// Which file a source means today.
#pragma once

#include <filesystem>
#include <vector>

#include "adapters/sources/source_spec.h"
#include "schedules/day.h"

namespace lapse::adapters::sources {

struct DatedFile {
  schedules::Day day;
  std::filesystem::path path;
};

// The files that a {date} stands for, not dated after `today`, oldest first. SourceError when their folder
// cannot be read or the name has no {date} in its last part. No file at all is an empty answer.
std::vector<DatedFile> dated_files(const SourceSpec& source, schedules::Day today);

// The file to read: the newest of dated_files, or simply `file` without a {date}. SourceError when there is
// none.
std::filesystem::path newest_file(const SourceSpec& source, schedules::Day today);

}  // namespace lapse::adapters::sources
