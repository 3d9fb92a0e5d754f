#include "adapters/report/work_report.h"

#include "adapters/report/json.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

std::string ending(engine::CarriedOut end) {
  switch (end) {
    case engine::CarriedOut::all:
      return "all of it is carried out";
    case engine::CarriedOut::interrupted:
      return "interrupted on request; others go on from here";
    case engine::CarriedOut::left:
      break;
  }
  return "the engine that led it has left; the next run goes on from here";
}

std::string_view end_word(engine::CarriedOut end) {
  switch (end) {
    case engine::CarriedOut::all:
      return "done";
    case engine::CarriedOut::interrupted:
      return "interrupted";
    case engine::CarriedOut::left:
      break;
  }
  return "left";
}

}  // namespace

std::string work_text(const std::optional<engine::Joined>& joined) {
  if (!joined) return "no run is being carried out\n";
  const auto& mine = joined->mine;
  std::string text = "run " + std::to_string(joined->run.id) + ": " +
                     engine::counted(mine.changed, "account") + " carried out here, " +
                     engine::counted(mine.notices, "notice") + " written";
  if (mine.dropped > 0) text += ", " + engine::grouped(mine.dropped) + " changed meanwhile and left alone";
  return text + "; " + ending(joined->end) + "\n";
}

std::string work_json(const std::optional<engine::Joined>& joined) {
  Json json = new_answer();
  json["work"] = nullptr;
  if (joined) {
    json["work"] = {{"run", joined->run.id},
                    {"end", end_word(joined->end)},
                    {"accounts", joined->mine.changed},
                    {"dropped", joined->mine.dropped},
                    {"notices", joined->mine.notices}};
  }
  return page(json);
}

}  // namespace lapse::adapters::report
