#include "adapters/sql/drivers.h"

namespace lapse::adapters::sql {

std::string quoted(const std::string& value) {
  std::string result = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string scrubbed(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

engine::StoreError foreign_error(const std::string& place, const std::string& code, bool about_statement,
                                 const std::string& says) {
  if (about_statement) return engine::StoreError(place + ": " + scrubbed(says));
  return engine::StoreError(place + ": the query fails on one of its values (" + code +
                            "); try it in the database's own client");
}

}  // namespace lapse::adapters::sql
