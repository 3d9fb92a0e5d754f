// What the configuration says of one source: where its rows are, and how they are written.
#pragma once

#include <map>
#include <string>

#include "engine/feed.h"

namespace lapse::adapters::sources {

using Feed = engine::FeedKind;  // which records a source has

enum class FileKind { csv, json };
enum class Format { plain, entra };  // entra: the names and habits of Microsoft Entra ID's exports

struct SourceSpec {
  std::string name;  // "accounts", shown in messages
  Feed feed = Feed::accounts;
  std::string file;                        // its last part may contain {date}, which stands for YYYY-MM-DD
  std::map<std::string, std::string> map;  // canonical column -> column of the source
  std::string instant_format;              // empty: RFC 3339; else "%d/%m/%Y %H:%M[:%S]"
  std::string zone;                        // of instants without an offset; mandatory with instant_format
  FileKind kind = FileKind::csv;
  Format format = Format::plain;
};

}  // namespace lapse::adapters::sources
