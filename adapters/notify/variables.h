// The names that a template may use, each with what it says: the one table of this vocabulary.
//
// Threads  Constant data and pure functions.
// Bounds   A value is one line of at most plain_text.h's kMaxValueBytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/notice.h"
#include "schedules/zone.h"

namespace lapse::adapters::notify {

struct Variable {
  std::string_view name;
  std::string_view help;  // for people who write templates
  bool vital = false;     // a message that shows it is refused for a notice that has none
  std::optional<std::string> (*value)(const engine::Notice& notice, const schedules::Zone& zone);
};

std::span<const Variable> variables();
const Variable* find_variable(std::string_view name);  // nullptr when there is none
std::string variable_names();                          // "name, email, ..."

}  // namespace lapse::adapters::notify
