#include "adapters/report/verify_report.h"

#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::report {

std::string verify_text(const engine::Verification& result, bool colour) {
  const Paint paint(colour);
  const std::string extent =
      engine::counted(result.rows, "row") + " in " + engine::counted(result.blocks, "block");
  const std::string head = result.head.empty() ? "" : "  head " + printable(result.head) + "\n";
  const std::string unseen =
      result.not_looked_at.empty() ? "" : paragraph("  ", printable(result.not_looked_at)) + "\n";
  if (result.findings_in_all == 0) {
    return paint.title("The journal is whole, and the accounts are as it says: " + extent) + "\n" + head +
           unseen;
  }
  std::string text =
      paint.title("The journal has " + engine::counted(result.findings_in_all, "finding") + ": " + extent) +
      "\n" + head;
  for (const auto& finding : result.findings)
    text += paint.alarm(paragraph("  - ", printable(finding))) + "\n";
  const auto shown = static_cast<std::int64_t>(result.findings.size());
  if (result.findings_in_all > shown) {
    text += paint.alarm("  and " + engine::grouped(result.findings_in_all - shown) + " more") + "\n";
  }
  return text + unseen;
}

std::string verify_json(const engine::Verification& result) {
  Json json = new_answer();
  json["whole"] = result.findings_in_all == 0;
  json["rows"] = result.rows;
  json["blocks"] = result.blocks;
  json["head"] = result.head;
  json["findings"] = result.findings;
  json["findings_in_all"] = result.findings_in_all;
  json["not_looked_at"] = result.not_looked_at.empty() ? Json(nullptr) : Json(result.not_looked_at);
  return page(json);
}

}  // namespace lapse::adapters::report
