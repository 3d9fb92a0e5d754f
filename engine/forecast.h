// How many accounts each rule could act on, day by day, if nobody logs in and nothing else changes. Reads
// only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/rulebook.h"
#include "engine/store.h"

namespace lapse::engine {

struct Forecast {
  schedules::Day first;  // tomorrow's local day
  int days = 0;
  std::map<std::string, std::vector<std::int64_t>> by_rule;  // one count per day
};

Forecast forecast(const Rulebook& book, const Store& store, schedules::Instant as_of, int days);

// What a person should look at, one sentence each, most urgent first; empty on a good day.
std::vector<std::string> attention(const Rulebook& book, const Store& store, const Plan& plan);

}  // namespace lapse::engine
