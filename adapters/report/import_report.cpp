#include "adapters/report/import_report.h"

#include <array>

#include "adapters/report/import_json_parts.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

struct Counter {
  std::int64_t engine::ImportResult::* count;
  std::string_view words;
};

constexpr std::array kCounters{
    Counter{&engine::ImportResult::arrived, "arrived"},
    Counter{&engine::ImportResult::changed, "with changed particulars"},
    Counter{&engine::ImportResult::used, "used since"},
    Counter{&engine::ImportResult::events, "changed by people"},
    Counter{&engine::ImportResult::ladders_ended, "no longer warned"},
    Counter{&engine::ImportResult::vanished, "vanished"},
    Counter{&engine::ImportResult::returned, "returned"},
    Counter{&engine::ImportResult::ghosts, "ghost logins"},
    Counter{&engine::ImportResult::recreated, "deleted people under a new id"},
    Counter{&engine::ImportResult::purged, "rows of purged accounts, not used"},
    Counter{&engine::ImportResult::ignored_states, "states that no event leads to"},
};

std::string result_words(const engine::ImportResult& result) {
  std::vector<std::string> parts;
  for (const auto& counter : kCounters) {
    const std::int64_t count = result.*counter.count;
    if (count > 0) parts.push_back(engine::grouped(count) + " " + std::string(counter.words));
  }
  return parts.empty() ? "nothing new" : engine::listed(parts, "and");
}

std::string source_text(const ImportedSource& source, const schedules::Zone& zone, const Paint& paint) {
  const std::string file = source.file.empty() ? "" : " (" + source.file + ")";
  if (source.unchanged_since) {
    const std::string since = engine::moment_words(*source.unchanged_since, zone);
    return paragraph("  ", printable(source.source + ": unchanged since " + since)) + "\n";
  }
  if (!source.report) {
    return paint.alarm(paragraph("  ", printable(source.source + file + ": not used: " + source.problem))) +
           "\n";
  }
  const auto& staged = source.report->staged;
  std::string text = source.source + file + ": " + engine::counted(staged.rows, "row");
  if (source.changes_only) text += " that changed,";
  if (staged.data_at.seconds != 0) text += " of " + engine::moment_words(staged.data_at, zone);
  std::string lines =
      paragraph("  ", printable(text)) + "\n" + paragraph("    ", result_words(source.report->result)) + "\n";
  if (const auto& doubt = source.report->doubt; !doubt.empty()) {
    lines +=
        paint.alarm(paragraph(
            "    ", printable("not believed: " + doubt +
                              ". Nobody is deleted, nor marked for want of use, until a better import or "
                              "'lapse believe " +
                              source.source + "'."))) +
        "\n";
  }
  if (staged.rejected == 0) return lines;
  std::string rejected = engine::counted(staged.rejected, "row") + " rejected";
  if (!source.rejects.empty()) rejected += ", see " + source.rejects;
  return lines + paint.caution(paragraph("    ", printable(rejected))) + "\n";
}

}  // namespace

std::string import_text(const std::vector<ImportedSource>& sources, const schedules::Zone& zone,
                        bool colour) {
  const Paint paint(colour);
  std::string text = paint.title("Imported") + "\n";
  for (const auto& source : sources) text += source_text(source, zone, paint);
  if (sources.empty()) text += "  nothing: there is no source\n";
  return text;
}

std::string import_json(const std::vector<ImportedSource>& sources) {
  Json json = new_answer();
  json["imports"] = imports_json(sources);
  return page(json);
}

}  // namespace lapse::adapters::report
