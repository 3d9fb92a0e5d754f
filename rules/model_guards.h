// The part of a policy that makes the engine stop: limits, and what has to be true of data and clocks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/diagnostic.h"
#include "schedules/span.h"

namespace lapse::rules {

// "at_most: 10 accounts or 0.5 percent, per: run": whichever is larger.
struct Limit {
  enum class Per { run, days, organisation };
  std::string count;                     // a state, "notices" or "vanished"
  std::optional<std::int64_t> accounts;  // at least one of accounts and percent is given
  std::optional<std::int64_t> thousandths_of_percent;
  Per per = Per::run;
  int days = 0;              // Per::days: counted over the plan and the days before it
  std::string accept_large;  // why so wide a limit is meant
  Place place;
};

struct Guards {
  std::vector<Limit> limits;
  std::string tell;  // who hears of a stop
  int approvers = 0;
  std::optional<schedules::Span> approval_lasts;
};

struct FeedTrust {
  std::string feed;  // "logins", "leavers"
  schedules::Span fresh;
  std::optional<std::int64_t> rows_at_least_thousandths;    // "60 percent of usual"
  std::optional<std::int64_t> missing_at_most_thousandths;  // "10 percent"
};

struct ClockTrust {
  std::optional<schedules::Span> jump_at_most;
  bool synchronised = false;
  int agree_with_database_seconds = 0;  // 0: not asked
};

// How many accounts of a kind an organisation may have, with the one that an event brings back.
struct SiteLimit {
  int accounts = 0;
  std::string kind;
};

}  // namespace lapse::rules
