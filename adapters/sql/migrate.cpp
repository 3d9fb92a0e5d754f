#include "adapters/sql/migrate.h"

#include <algorithm>
#include <set>

#include "adapters/sql/spelling.h"
#include "embedded/files.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::string_view kFolder = "adapters/sql/schema/";

std::vector<std::string> known_migrations() {
  std::vector<std::string> names;
  for (const auto path : embedded::names()) {
    if (path.starts_with(kFolder)) names.emplace_back(path.substr(kFolder.size()));
  }
  std::ranges::sort(names);
  return names;
}

std::set<std::string> applied_migrations(Database& database) {
  std::set<std::string> names;
  if (database.number(std::string(database.dialect().has_table), {{"name", std::string("migration")}}) == 0)
    return names;
  database.each<std::string>("SELECT name FROM migration", {},
                             [&](const std::string& name) { names.insert(name); });
  return names;
}

void refuse_newer(const std::set<std::string>& applied, const std::string& place) {
  const auto known = known_migrations();
  for (const auto& name : applied) {
    if (std::ranges::find(known, name) == known.end()) {
      throw engine::StoreError(place + ": the database was made by a newer lapse (migration '" + name +
                               "'); use that version, or a copy of the database from before it");
    }
  }
}

// Each ${open:word} becomes `with`, and ${name} in it the word.
void fill_each(std::string& text, const std::string& open, std::string_view with, std::string_view name) {
  const std::string begin = "${" + open + ":";
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin)) {
    const auto close = text.find('}', at);
    const std::string word = text.substr(at + begin.size(), close - at - begin.size());
    text.replace(at, close - at + 1, filled(with, {{name, word}}));
  }
}

// 'deleted' and 'DELETED ' must be two things: on a column changed by hand they might not be.
void refuse_misfits(Database& database) {
  const std::string misfits(database.dialect().misfits);
  if (misfits.empty() || database.number(misfits) == 0) return;
  throw engine::StoreError(
      database.place() +
      ": a column of the schema does not compare byte by byte, so that accounts or states"
      " could be taken for each other; restore the collation that 'lapse init' gave it");
}

// What follows `head` in `statement`, up to the next blank; empty when it does not begin so.
std::string named_after(std::string_view head, const std::string& statement) {
  if (!statement.starts_with(head)) return "";
  return statement.substr(head.size(), statement.find(' ', head.size()) - head.size());
}

std::vector<std::string> all_statements(const Dialect& dialect) {
  std::vector<std::string> all;
  for (const auto& name : known_migrations()) {
    for (auto& statement : statements_of(embedded::embedded(std::string(kFolder) + name), dialect))
      all.push_back(std::move(statement));
  }
  return all;
}

void apply(Database& database, const std::string& name) {
  database.begin();
  try {
    const auto text = embedded::embedded(std::string(kFolder) + name);
    for (const auto& statement : statements_of(text, database.dialect())) database.execute(statement);
    database.execute("INSERT INTO migration (name) VALUES (:name)", {{"name", name}});
    database.commit();
  } catch (...) {
    database.rollback();
    throw;
  }
}

}  // namespace

std::map<std::string, std::string> schema_indexes(const Dialect& dialect) {
  constexpr std::string_view kCreate = "CREATE INDEX IF NOT EXISTS ";
  std::map<std::string, std::string> indexes;
  for (const auto& statement : all_statements(dialect)) {
    const std::string made = named_after(kCreate, statement);
    if (!made.empty()) indexes[made] = "CREATE INDEX " + statement.substr(kCreate.size());
    indexes.erase(named_after("DROP INDEX IF EXISTS ", statement));
  }
  return indexes;
}

std::set<std::string> schema_tables(const Dialect& dialect) {
  std::set<std::string> tables{std::string(kMigrationTable)};
  for (const auto& statement : all_statements(dialect)) {
    const std::string made = named_after("CREATE TABLE IF NOT EXISTS ", statement);
    if (!made.empty()) tables.insert(made);
    tables.erase(named_after("DROP TABLE IF EXISTS ", statement));
  }
  return tables;
}

std::vector<std::string> statements_of(std::string_view text, const Dialect& dialect) {
  std::vector<std::string> statements;
  std::string statement;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.starts_with("--")) continue;
    statement += std::string(line) + "\n";
    if (!line.ends_with(';')) continue;
    statement.resize(statement.size() - 2);
    statement = filled(statement, {{"instant", std::string(dialect.instant_type)},
                                   {"number", std::string(dialect.number_type)},
                                   {"key", std::string(dialect.key_type)},
                                   {"word", std::string(dialect.word_type)},
                                   {"text", std::string(dialect.text_type)},
                                   {"body", std::string(dialect.body_type)},
                                   {"busy", std::string(dialect.busy_table)},
                                   {"unless_there", std::string(dialect.unless_there)}});
    fill_each(statement, "iso", dialect.iso_text, "column");
    fill_each(statement, "of", dialect.of_table, "table");
    statements.push_back(std::move(statement));
    statement.clear();
  }
  return statements;
}

std::vector<std::string> migrate(Database& database) {
  const auto applied = applied_migrations(database);
  refuse_newer(applied, database.place());
  std::vector<std::string> ran;
  if (applied.empty()) {
    database.execute("CREATE TABLE IF NOT EXISTS migration (name " +
                     std::string(database.dialect().key_type) + " NOT NULL PRIMARY KEY)");
  }
  for (const auto& name : known_migrations()) {
    if (applied.contains(name)) continue;
    apply(database, name);
    ran.push_back(name);
  }
  return ran;
}

void require_current(Database& database) {
  const auto applied = applied_migrations(database);
  refuse_newer(applied, database.place());
  if (applied.size() != known_migrations().size()) {
    throw engine::StoreError(database.place() + ": the schema is not up to date; run 'lapse init'");
  }
  refuse_misfits(database);
}

}  // namespace lapse::adapters::sql
