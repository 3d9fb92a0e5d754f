#include "adapters/report/json.h"

namespace lapse::adapters::report {

Json new_answer() {
  return {{"format_version", kFormatVersion}};
}

Json instant_or_null(schedules::Instant t) {
  return t.seconds == 0 ? Json(nullptr) : Json(schedules::to_string(t));
}

Json seconds_or_null(std::int64_t seconds) {
  return instant_or_null({seconds});
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string page(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lapse::adapters::report
