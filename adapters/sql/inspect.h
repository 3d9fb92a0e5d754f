// The questions of inspections.h, put to one connection. Nothing is changed.
//
// A question that this user may not ask is "not known", with the reason; a lost connection is StoreError.
#pragma once

#include "adapters/sql/database.h"
#include "engine/inspection.h"

namespace lapse::adapters::sql {

engine::Inspection inspect(Database& database);

}  // namespace lapse::adapters::sql
