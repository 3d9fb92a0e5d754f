#include "adapters/sql/inspect.h"

#include <algorithm>

#include "adapters/sql/inspections.h"
#include "adapters/sql/migrate.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;
using engine::Inspection;

std::optional<std::int64_t> known(Number number) {
  return number < 0 ? std::nullopt : std::optional<std::int64_t>(number);
}

class Questions {
 public:
  Questions(Database& database, Inspection& answers)
      : database_(database), sql_(*database.dialect().inspection), answers_(answers) {}

  void ask_all() {
    answers_.product = sql_.product;
    answers_.against_loss = sql_.against_loss;
    ask<Text>("version", sql_.version, [&](const Text& version) { answers_.version = version; });
    ask_role();
    ask<Number>("size", sql_.bytes, [&](Number bytes) { answers_.bytes = known(bytes); });
    ask_tables();
    ask_indexes();
  }

 private:
  // False when it was refused.
  template <class... Columns, class Visitor>
  bool ask(const std::string& what, std::string_view sql, const Visitor& visit) {
    try {
      database_.each<Columns...>(std::string(sql), {}, visit);
      return true;
    } catch (const engine::StoreError& error) {
      if (error.kind() != engine::StoreError::Kind::failed) throw;
      not_known(what, error.what());
      return false;
    }
  }

  void not_known(const std::string& what, std::string_view why) {
    answers_.unknown.push_back({what, std::string(why)});
  }

  void ask_role() {
    Number is_standby = 0;
    Number connected = 0;
    ask<Number, Number, Number>("role", sql_.standing, [&](Number standby, Number writable, Number replicas) {
      is_standby = standby;
      answers_.writable = writable != 0;
      connected = replicas;
    });
    ask_replicas(static_cast<std::size_t>(connected));
    if (is_standby != 0) {
      answers_.role = engine::Role::standby;
      ask<Number, Number>("lag", sql_.following, [&](Number follows, Number seconds) {
        answers_.follows = follows != 0;
        answers_.lag_seconds = known(seconds);
      });
      if (!answers_.lag_seconds) not_known("lag", sql_.to_see_replicas);
    } else if (connected > 0 || !answers_.replicas.empty()) {
      answers_.role = engine::Role::primary;
    }
  }

  void ask_replicas(std::size_t connected) {
    auto& replicas = answers_.replicas;
    const bool told = ask<Text, Text, Number, Number, Number, Number>(
        "replicas", sql_.replicas,
        [&](const Text& name, const Text& state, Number follows, Number synchronous, Number bytes,
            Number seconds) {
          replicas.push_back({name, state, follows != 0, synchronous != 0, known(bytes), known(seconds)});
        });
    const bool hidden =
        std::ranges::any_of(replicas, [](const engine::Replica& replica) { return replica.state.empty(); });
    if (told && (hidden || replicas.size() < connected)) not_known("replicas", sql_.to_see_replicas);
  }

  void ask_tables() {
    const auto ours = schema_tables(database_.dialect());
    ask<Text, Number, Number, Number>(
        "tables", sql_.tables, [&](const Text& name, Number rows, Number bytes, Number index_bytes) {
          if (ours.contains(name))
            answers_.tables.push_back({name, known(rows), known(bytes), known(index_bytes)});
        });
  }

  void ask_indexes() {
    const auto ours = schema_tables(database_.dialect());
    auto missing = schema_indexes(database_.dialect());
    const bool told = ask<Text, Text, Number>("indexes", sql_.indexes,
                                              [&](const Text& table, const Text& name, Number uses) {
                                                if (ours.contains(table))
                                                  answers_.indexes.push_back({table, name, known(uses)});
                                                missing.erase(name);
                                              });
    if (!told) return;
    for (const auto& [name, statement] : missing) answers_.missing_indexes.push_back({name, statement});
    const auto counted = [](const engine::IndexUse& index) { return index.uses.has_value(); };
    if (!std::ranges::all_of(answers_.indexes, counted)) not_known("use of indexes", sql_.to_count_uses);
    ask<Number>("start of the statistics", sql_.uses_since,
                [&](Number since) { answers_.uses_since = {since}; });
  }

  Database& database_;
  const InspectionSql& sql_;
  Inspection& answers_;
};

}  // namespace

Inspection inspect(Database& database) {
  Inspection answers;
  answers.place = database.place();
  answers.hosts = database.hosts();
  Questions(database, answers).ask_all();
  return answers;
}

}  // namespace lapse::adapters::sql
