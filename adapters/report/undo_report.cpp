#include "adapters/report/undo_report.h"

#include <algorithm>

#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

using Fate = engine::UndoRow::Fate;

constexpr std::size_t kLeftShown = 20;

std::string why(const engine::UndoRow& row, const schedules::Zone& zone) {
  const std::string since = row.state + " since " + engine::moment_words({row.since}, zone);
  if (row.fate == Fate::final) return "is " + since + ", and nothing brings it back";
  return (row.move ? "has changed since: " : "was warned again or changed since: ") + since;
}

std::string_view fate_word(Fate fate) {
  return fate == Fate::final ? "final" : "changed";
}

std::string did(const engine::UndoResult& result) {
  std::string text;
  const bool done = result.run != 0;
  for (const auto& [rule, count] : result.moves) {
    text += "  " + rule + ": " + engine::counted(count, "account") +
            (done ? " taken back\n" : " would go back\n");
  }
  for (const auto& [rule, count] : result.warnings) {
    text += "  " + rule + ": " + engine::counted(count, "warning") +
            (done ? " taken back\n" : " would be taken back\n");
  }
  return text.empty() ? "  nothing\n" : text;
}

std::string left_in_text(const engine::UndoResult& result, const schedules::Zone& zone) {
  if (result.left.empty()) return "";
  std::string text =
      "left as they are: " + engine::counted(static_cast<std::int64_t>(result.left.size()), "account") + "\n";
  const std::size_t shown = std::min(result.left.size(), kLeftShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& row = result.left[i];
    text += "  " + printable(row.account) + " (" + row.rule + ") " + why(row, zone) + "\n";
  }
  if (shown < result.left.size()) {
    text += "  and " +
            engine::counted(static_cast<std::int64_t>(result.left.size() - shown), "more account") +
            "; --json names all\n";
  }
  return text;
}

}  // namespace

std::string undo_text(const engine::UndoResult& result, const schedules::Zone& zone) {
  std::string text =
      "run " + std::to_string(result.of.id) + " of " + engine::moment_words(result.of.as_of, zone);
  text += result.run == 0 ? ", what could be taken back:\n"
                          : ", taken back by run " + std::to_string(result.run) + ":\n";
  text += did(result);
  if (result.already > 0) text += "  taken back before: " + engine::grouped(result.already) + "\n";
  text += left_in_text(result, zone);
  if (result.run == 0) return text;
  text += engine::counted(result.notices, "notice") + " written to those who were told\n";
  if (result.interrupted) text += "interrupted on request: the same command goes on from here\n";
  return text;
}

std::string undo_json(const engine::UndoResult& result) {
  Json json = new_answer();
  json["undone"] = result.of.id;
  json["run"] = result.run == 0 ? Json(nullptr) : Json(result.run);
  json["moves"] = result.moves;
  json["warnings"] = result.warnings;
  json["already"] = result.already;
  json["notices"] = result.notices;
  json["interrupted"] = result.interrupted;
  json["left"] = Json::array();
  for (const auto& row : result.left) {
    json["left"].push_back({{"account", row.account},
                            {"rule", row.rule},
                            {"why", fate_word(row.fate)},
                            {"state", row.state},
                            {"since", schedules::to_string(schedules::Instant{row.since})}});
  }
  return page(json);
}

}  // namespace lapse::adapters::report
