#include "adapters/sql/feed_behind.h"

#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::string_view kOrganisation = "organisation";
constexpr std::string_view kAdministeredBy = "administered_by";

// A feed that is behind already says what it said then, or comes to what is left behind now.
void note(Database& database, const std::string& account, std::string_view name, const std::string& was,
          const std::string& is) {
  const Binds binds{{"account", account}, {"name", std::string(name)}};
  database.execute(
      "INSERT INTO feed_behind (account, name, said) SELECT a.id, :name, :was FROM account a"
      " WHERE a.id = :account AND NOT EXISTS (SELECT 1 FROM feed_behind f WHERE f.account = a.id"
      " AND f.name = :name AND f.said = :was)",
      binds + Binds{{"was", was}});
  database.execute("DELETE FROM feed_behind WHERE account = :account AND name = :name AND said = :is",
                   binds + Binds{{"is", is}});
}

void correct(Database& database, std::string_view name, const std::vector<std::string>& columns) {
  const Binds binds{{"name", std::string(name)}};
  const std::string column(name);
  database.execute(
      "DELETE FROM feed_behind WHERE name = :name AND EXISTS (SELECT 1 FROM staged_account s"
      " WHERE s.id = feed_behind.account AND NOT EXISTS (SELECT 1 FROM feed_behind f"
      " WHERE f.account = s.id AND f.name = :name AND f.said = s." +
          column + "))",
      binds);
  std::string known;
  UpdateFrom update{.table = "staged_account", .source = "", .assignments = {}};
  for (const auto& one : columns) {
    known += ", a." + one;
    update.assignments.emplace_back(one, "s." + one);
  }
  update.source = "(SELECT a.id" + known +
                  " FROM feed_behind f CROSS JOIN account a WHERE a.id = f.account AND f.name = :name)";
  database.execute(spell(database.dialect(), update), binds);
}

}  // namespace

void note_behind(Database& database, const engine::DeedFacts& facts, const engine::DeedChange& change) {
  const auto& account = facts.account.facts;
  if (change.organisation != account.organisation)
    note(database, account.id, kOrganisation, account.organisation, change.organisation);
  if (change.administered_by != account.administered_by)
    note(database, account.id, kAdministeredBy, account.administered_by, change.administered_by);
}

void believe_newer(Database& database, const rules::Event& event) {
  const auto from = list_sql(event.from, "from");
  database.execute(
      "DELETE FROM feed_behind WHERE EXISTS (SELECT 1 FROM staged_account s CROSS JOIN account a"
      " WHERE s.id = feed_behind.account AND a.id = s.id AND s.state = :to_state"
      " AND a.state <> :to_state AND s.state_since > a.state_since AND a.state IN " +
          from.list + ")",
      from.binds + Binds{{"to_state", event.to}});
}

void correct_what_is_behind(Database& database) {
  correct(database, kOrganisation, {"organisation", "organisation_type"});
  correct(database, kAdministeredBy, {"administered_by"});
}

}  // namespace lapse::adapters::sql
