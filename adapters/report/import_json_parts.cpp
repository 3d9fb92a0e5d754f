#include "adapters/report/import_json_parts.h"

namespace lapse::adapters::report {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json result_json(const engine::ImportResult& result) {
  return {{"arrived", result.arrived},
          {"changed", result.changed},
          {"used", result.used},
          {"events", result.events},
          {"ladders_ended", result.ladders_ended},
          {"vanished", result.vanished},
          {"returned", result.returned},
          {"ghosts", result.ghosts},
          {"recreated", result.recreated},
          {"purged", result.purged},
          {"ignored_states", result.ignored_states}};
}

}  // namespace

Json imports_json(const std::vector<ImportedSource>& sources) {
  Json imports = Json::array();
  for (const auto& source : sources) {
    Json one{{"source", source.source},
             {"file", text_or_null(source.file)},
             {"used", source.report.has_value()},
             {"changes_only", source.changes_only},
             {"unchanged_since", instant_or_null(source.unchanged_since.value_or(schedules::Instant{}))},
             {"problem", text_or_null(source.problem)},
             {"rejects", text_or_null(source.rejects)}};
    if (source.report) {
      const auto& staged = source.report->staged;
      one["rows"] = staged.rows;
      one["rejected"] = staged.rejected;
      one["data_at"] = instant_or_null(staged.data_at);
      one["doubt"] = text_or_null(source.report->doubt);
      one["result"] = result_json(source.report->result);
    }
    imports.push_back(std::move(one));
  }
  return imports;
}

}  // namespace lapse::adapters::report
