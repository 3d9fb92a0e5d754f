#include "adapters/sql/deed_rows.h"

#include <algorithm>

namespace lapse::adapters::sql {

std::vector<engine::DeedView> read_deeds(Database& database, const std::string& account) {
  using Text = std::string;
  const Binds binds{{"account", account}};
  std::vector<engine::DeedView> deeds;
  database.each<Number, Number, Text, Text, Text, Text, Text, Text, Text, Text>(
      "SELECT d.seq, j.at, j.kind, j.cause, j.actor, d.role, d.on_behalf, d.reason, d.reference, d.given"
      " FROM deed d CROSS JOIN journal j WHERE d.account = :account AND j.account = d.account"
      " AND j.seq = d.seq ORDER BY d.seq",
      binds,
      [&deeds](Number seq, Number at, const Text& kind, const Text& name, const Text& actor, const Text& role,
               const Text& on_behalf, const Text& reason, const Text& reference, const Text& given) {
        deeds.push_back({seq, {at}, kind, name, actor, role, on_behalf, reason, reference, given, {}});
      });
  database.each<Number, Text, Text>(
      "SELECT seq, name, value FROM deed_fact WHERE account = :account ORDER BY seq, name", binds,
      [&deeds](Number seq, const Text& name, const Text& value) {
        const auto deed = std::ranges::find(deeds, seq, &engine::DeedView::seq);
        if (deed != deeds.end() && !value.empty()) deed->facts.emplace_back(name, value);
      });
  return deeds;
}

}  // namespace lapse::adapters::sql
