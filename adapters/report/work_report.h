// What a worker did of somebody else's run. For people and for machines.
#pragma once

#include <optional>
#include <string>

#include "engine/join.h"

namespace lapse::adapters::report {

// nullopt: no run was being carried out.
std::string work_text(const std::optional<engine::Joined>& joined);
std::string work_json(const std::optional<engine::Joined>& joined);

}  // namespace lapse::adapters::report
