// One configured CSV source: which file it is today, and its rows as records.
//
// Order    An Intake is called once per row, in the order of the file; a row is either a record or a Reject.
// Bounds   The file is read in blocks of 64 KiB; no more than one row is held in memory, whatever the file
// holds. Errors   SourceError when the file as a whole cannot be trusted, always with the file and the
// remedy. It may come
//          after some rows were handed over: the caller drops those.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/feed.h"
#include "engine/intake.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

using Feed = engine::FeedKind;  // which records a file has

struct CsvSource {
  std::string name;  // "accounts", shown in messages
  Feed feed = Feed::accounts;
  std::string file;                        // its last part may contain {date}, which stands for YYYY-MM-DD
  std::map<std::string, std::string> map;  // canonical column -> column of the file
  std::string instant_format;              // empty: RFC 3339; else "%d/%m/%Y %H:%M[:%S]"
  std::string zone;                        // of instants without an offset; mandatory with instant_format
};

struct DatedFile {
  schedules::Day day;
  std::filesystem::path path;
};

// The files that a {date} stands for, not dated after `today`, oldest first. SourceError when their folder
// cannot be read or the name has no {date} in its last part. No file at all is an empty answer.
std::vector<DatedFile> dated_files(const CsvSource& source, schedules::Day today);

// The file to read: the newest of dated_files, or simply `file` without a {date}. SourceError when there is
// none.
std::filesystem::path newest_file(const CsvSource& source, schedules::Day today);

// Hands every row of `file` to `intake`. Instants more than 24 hours after `as_of` are rejected. Returns the
// number of rows, the rejected ones included, the header not.
std::int64_t read_csv(const CsvSource& source, const std::filesystem::path& file, schedules::Instant as_of,
                      engine::Intake& intake);

}  // namespace lapse::adapters::sources
