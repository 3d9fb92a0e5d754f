// What 'lapse undo' took back, or would, and whom it left. For people and for machines.
#pragma once

#include <string>

#include "engine/undo.h"
#include "schedules/zone.h"

namespace lapse::adapters::report {

std::string undo_text(const engine::UndoResult& result, const schedules::Zone& zone);
std::string undo_json(const engine::UndoResult& result);

}  // namespace lapse::adapters::report
