#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {

std::string filled(std::string_view template_text,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string text(template_text);
  for (const auto& [name, value] : values) {
    const std::string token = "${" + std::string(name) + "}";
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at + value.size())) {
      text.replace(at, token.size(), value);
    }
  }
  return text;
}

std::string spell(const Dialect& dialect, const UpdateThose& update) {
  return filled(dialect.update_those, {{"table", update.table},
                                       {"key", update.key},
                                       {"set", update.set},
                                       {"those", update.those},
                                       {"where", update.where}});
}

std::string spell(const Dialect& dialect, const UpdateFrom& update) {
  std::string assignments;
  for (const auto& [column, value] : update.assignments) {
    assignments +=
        (assignments.empty() ? "" : ", ") +
        filled(dialect.assign_from, {{"table", update.table}, {"column", column}, {"value", value}});
  }
  return filled(dialect.update_from, {{"table", update.table},
                                      {"source", update.source},
                                      {"assignments", assignments},
                                      {"where", update.where}});
}

}  // namespace lapse::adapters::sql
