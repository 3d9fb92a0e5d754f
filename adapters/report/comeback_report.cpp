#include "adapters/report/comeback_report.h"

#include <fmt/format.h>

namespace lapse::adapters::report {

std::string false_deletions_text(const std::vector<engine::FalseDeletions>& all) {
  if (all.empty()) return "deleted in the last year: nobody\n";
  std::string text = "deleted in the last year:\n";
  for (const engine::FalseDeletions& one : all) {
    text += fmt::format("  {:<16} {} deleted, {} came back within 30 days", one.rule, one.deleted,
                        one.came_back());
    text += one.came_back() == 0 ? "\n"
                                 : fmt::format(" ({} restored, {} under a new id, {} undone)\n", one.restored,
                                               one.recreated, one.undone);
  }
  return text;
}

Json false_deletions_json(const std::vector<engine::FalseDeletions>& all) {
  Json list = Json::array();
  for (const engine::FalseDeletions& one : all) {
    list.push_back({{"rule", one.rule},
                    {"deleted", one.deleted},
                    {"restored", one.restored},
                    {"recreated", one.recreated},
                    {"undone", one.undone}});
  }
  return list;
}

}  // namespace lapse::adapters::report
