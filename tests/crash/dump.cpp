#include "tests/crash/dump.h"

#include <sstream>
#include <vector>

namespace lapse::tests {
namespace {

struct Table {
  std::string from;  // and WHERE
  std::vector<std::string> columns;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> kTables{
      {"account",
       {"id",
        "email",
        "display_name",
        "personal_email",
        "mobile",
        "kind",
        "organisation",
        "organisation_type",
        "administered_by",
        "created_at",
        "last_login_at",
        "idle_since",
        "state",
        "state_since",
        "epoch",
        "version",
        "warned_step",
        "warned_rule",
        "promised_at",
        "handed_at",
        "holds",
        "missing_since"}},
      {"journal",
       {"seq", "at", "account", "kind", "cause", "edition", "run", "actor", "from_state", "to_state",
        "was_since", "state_since", "idle_since", "epoch", "step", "promised_at"}},
      {"block", {"number", "first_seq", "last_seq", "digest"}},
      {"notice",
       {"number", "account", "epoch", "rule", "send", "step", "recipient", "address", "about", "name", "run",
        "as_of", "date_at", "lead_days", "restorable_until", "state", "handed_at", "detail"}},
      {"chunk",
       {"run", "first_position", "last_position", "rule", "to_state", "at", "moved", "warned", "dropped",
        "notices"}},
      {"run WHERE planned > 0",
       {"id", "as_of", "edition", "plan", "destructive", "only_rule", "only_account", "status", "actor",
        "planned", "moved", "warned", "dropped", "notices", "stops"}},
      {"feed", {"source", "kind", "data_at", "imported_at", "accepted", "rejected"}},
      {"organisation", {"code", "type", "name", "town", "mailbox"}},
      {"membership", {"mailbox", "account", "role"}},
      {"hold", {"account", "kind", "placed_by", "reason", "from_at", "until_at"}},
      {"activity_gap", {"account", "from_at", "to_at"}},
      {"engine", {"name", "last_as_of", "simulated"}},
      {"gap", {"from_at", "to_at", "acknowledged_at", "actor", "reason"}},
      {"policy_edition", {"hash", "policy", "edition", "adopted_at"}},
  };
  return kTables;
}

}  // namespace

std::string dump(adapters::sql::Database& database) {
  std::string text;
  for (const auto& table : tables()) {
    std::string row;
    std::string order;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      row += (row.empty() ? "" : " || '|' || ") + table.columns[i];
      order += (order.empty() ? "" : ", ") + std::to_string(i + 2);
    }
    std::string sql = "SELECT " + row;
    for (const auto& column : table.columns) sql += ", " + column;
    text += table.from + "\n";
    database.each<std::string>(sql + " FROM " + table.from + " ORDER BY " + order, {},
                               [&text](const std::string& line) { text += "  " + line + "\n"; });
  }
  return text;
}

std::string difference(const std::string& expected, const std::string& found) {
  constexpr int kLines = 3;
  std::istringstream left(expected);
  std::istringstream right(found);
  std::string text;
  int lines = 0;
  while (lines < kLines && (left || right)) {
    std::string a;
    std::string b;
    std::getline(left, a);
    std::getline(right, b);
    if (a == b) continue;
    text += "expected " + a + "\nfound    " + b + "\n";
    ++lines;
  }
  return text;
}

}  // namespace lapse::tests
