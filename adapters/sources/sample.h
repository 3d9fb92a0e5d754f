// A made-up population to try lapse with: 20,000 accounts in 2,000 sites, as the exports of five weeks.
//
// It stands at Monday 5 January 2026, 00:00 in London, and goes on to 8 February. Nobody in it is real:
// addresses lie under nhs.example and mail.example, mobile numbers begin 07700 9.
#pragma once

#include <cstdint>
#include <filesystem>

namespace lapse::adapters::sources {

inline constexpr std::uint64_t kSampleSeed = 20260105;

struct SampleFiles {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::int64_t accounts = 0;  // in the first export; the later ones add new people
};

// Writes `directory`/feeds/: accounts-*.csv each Monday, logins-*.csv each day, organisations.csv,
// memberships.csv, holds.csv. An equal seed gives equal bytes, everywhere. SourceError when feeds/ has files
// already or cannot be written.
SampleFiles write_sample(const std::filesystem::path& directory, std::uint64_t seed = kSampleSeed);

}  // namespace lapse::adapters::sources
