// Reads the instants of one source: RFC 3339, or the format and zone that its configuration names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/source_spec.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::adapters::sources {

class InstantReader {
 public:
  // SourceError when the source's instant_format or zone cannot be used.
  InstantReader(const SourceSpec& source, schedules::Instant as_of);

  // Reads `text` into `instant`. Returns what is wrong with it: "is empty", "'31/12/2025' is not an instant;
  // ...", a time before 1990 or more than 24 hours after as_of; empty when all is well.
  std::string read(std::string_view text, schedules::Instant& instant) const;
  // A time, but one that cannot be: before 1990 or more than 24 hours after as_of.
  bool is_absurd(std::string_view text) const;
  // As read(), for a time that may lie in the future.
  std::string read_planned(std::string_view text, schedules::Instant& instant) const;

 private:
  std::optional<schedules::Instant> parse(std::string_view text) const;
  std::optional<schedules::Instant> parse_wall_clock(std::string_view text, std::string_view pattern) const;
  std::string not_an_instant(std::string_view text) const;

  std::string format_;                 // as configured; empty: RFC 3339
  std::vector<std::string> patterns_;  // of times without an offset, every [optional part] written out
  std::optional<schedules::Zone> zone_;
  schedules::Instant as_of_;
};

}  // namespace lapse::adapters::sources
