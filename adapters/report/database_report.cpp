#include "adapters/report/database_report.h"

#include <fmt/format.h>

#include <array>

#include "adapters/report/text.h"

namespace lapse::adapters::report {
namespace {

using engine::Inspection;
using Count = std::optional<std::int64_t>;

Json or_null(const Count& count) {
  return count ? Json(*count) : Json(nullptr);
}

Json replica_json(const engine::Replica& replica) {
  Json one;
  one["name"] = replica.name;
  one["state"] = replica.state.empty() ? Json(nullptr) : Json(replica.state);
  const bool seen = !replica.state.empty();
  one["follows"] = seen ? Json(replica.follows) : Json(nullptr);
  one["synchronous"] = seen ? Json(replica.synchronous) : Json(nullptr);
  one["lag_bytes"] = or_null(replica.lag_bytes);
  one["lag_seconds"] = or_null(replica.lag_seconds);
  return one;
}

std::string replica_text(const engine::Replica& replica) {
  std::string text = "  replica " + printable(replica.name) + ": ";
  if (replica.state.empty()) return text + "not known\n";
  text +=
      fmt::format("{}, {}", printable(replica.state), replica.synchronous ? "synchronous" : "asynchronous");
  if (replica.lag_bytes) text += ", " + bytes_in_words(*replica.lag_bytes) + " behind";
  if (replica.lag_seconds) text += fmt::format(", {} s behind", *replica.lag_seconds);
  return text + "\n";
}

std::string count_or_dash(const Count& count) {
  return count ? std::to_string(*count) : "-";
}

std::string bytes_or_dash(const Count& bytes) {
  return bytes ? bytes_in_words(*bytes) : "-";
}

std::string tables_text(const Inspection& database) {
  constexpr std::string_view kRow = "  {:>12} {:>12} {:>12}  {}\n";
  std::string text = fmt::format(kRow, "rows, about", "size", "indexes", "table");
  for (const auto& table : database.tables) {
    text += fmt::format(kRow, count_or_dash(table.rows), bytes_or_dash(table.bytes),
                        bytes_or_dash(table.index_bytes), printable(table.name));
  }
  return text;
}

std::string indexes_text(const Inspection& database) {
  constexpr std::string_view kRow = "  {:>12}  {}\n";
  const auto since = database.uses_since;
  std::string text =
      fmt::format(kRow, "used", since.seconds == 0 ? "index" : "index, since " + schedules::to_string(since));
  for (const auto& index : database.indexes)
    text += fmt::format(kRow, count_or_dash(index.uses), printable(index.table + " " + index.name));
  return text;
}

Json tables_json(const Inspection& database) {
  Json list = Json::array();
  for (const auto& table : database.tables) {
    Json one;
    one["name"] = table.name;
    one["rows"] = or_null(table.rows);
    one["bytes"] = or_null(table.bytes);
    one["index_bytes"] = or_null(table.index_bytes);
    list.push_back(one);
  }
  return list;
}

Json indexes_json(const Inspection& database) {
  Json list = Json::array();
  for (const auto& index : database.indexes) {
    Json one;
    one["table"] = index.table;
    one["name"] = index.name;
    one["uses"] = or_null(index.uses);
    list.push_back(one);
  }
  return list;
}

}  // namespace

std::string bytes_in_words(std::int64_t bytes) {
  constexpr std::array kUnits{"kB", "MB", "GB", "TB"};
  constexpr double kStep = 1024;
  if (bytes < static_cast<std::int64_t>(kStep)) return fmt::format("{} byte{}", bytes, bytes == 1 ? "" : "s");
  double size = static_cast<double>(bytes) / kStep;
  std::size_t unit = 0;
  for (; size >= kStep && unit + 1 < kUnits.size(); ++unit) size /= kStep;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

Json database_json(const Inspection& database) {
  Json answer;
  answer["product"] = database.product;
  answer["version"] = database.version;
  answer["place"] = database.place;
  answer["role"] = engine::to_string(database.role);
  answer["writable"] = database.writable;
  const bool is_standby = database.role == engine::Role::standby;
  answer["follows"] = is_standby ? Json(database.follows) : Json(nullptr);
  answer["lag_seconds"] = or_null(database.lag_seconds);
  answer["replicas"] = Json::array();
  for (const auto& replica : database.replicas) answer["replicas"].push_back(replica_json(replica));
  answer["bytes"] = or_null(database.bytes);
  answer["tables"] = tables_json(database);
  answer["indexes"] = indexes_json(database);
  answer["uses_since"] = instant_or_null(database.uses_since);
  answer["attention"] = Json::array();
  for (const auto& concern : engine::concerns(database)) answer["attention"].push_back(concern.says);
  answer["not_known"] = Json::array();
  for (const auto& unknown : database.unknown)
    answer["not_known"].push_back({{"what", unknown.what}, {"why", unknown.why}});
  return answer;
}

std::string database_line(const Inspection& database) {
  std::string line = fmt::format("{} {} at {}, {}", database.product, printable(database.version),
                                 printable(database.place), engine::to_string(database.role));
  if (database.lag_seconds) line += fmt::format(", {} s behind", *database.lag_seconds);
  return line;
}

std::string database_text(const Inspection& database, bool all) {
  std::string text = "database: " + database_line(database) + ", size " +
                     (database.bytes ? bytes_in_words(*database.bytes) : "not known") + "\n";
  for (const auto& replica : database.replicas) text += replica_text(replica);
  for (const auto& concern : engine::concerns(database)) text += paragraph("  attention: ", concern.says);
  if (all) text += tables_text(database) + indexes_text(database);
  for (const auto& unknown : database.unknown) {
    if (all || unknown.what == "replicas" || unknown.what == "lag")
      text += "  not known: " + unknown.what + ": " + printable(unknown.why) + "\n";
  }
  return text;
}

}  // namespace lapse::adapters::report
