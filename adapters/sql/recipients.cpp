#include "adapters/sql/recipients.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "rules/compile.h"
#include "rules/reach.h"
#include "rules/vocabulary.h"

namespace lapse::adapters::sql {
namespace {

using rules::Recipient;

ExpressionSql team_address(const rules::Policy& policy) {
  auto sql = route_value_sql(policy);
  sql.expression = "CASE " + sql.expression;
  int index = 0;
  for (const auto& route : policy.routes) {
    const std::string number = std::to_string(index++);
    sql.binds.push_back({"team" + number, route.team});
    if (route.value.empty()) {
      sql.expression += " ELSE :team" + number;
    } else {
      sql.binds.push_back({"route" + number, route.value});
      sql.expression += " WHEN :route" + number + " THEN :team" + number;
    }
  }
  sql.expression += " END";
  return sql;
}

ListSql lost_states(const rules::Policy& policy) {
  return list_sql(destructive_states(policy), "lost");
}

// Each owner by his key: a join would be guessed to be of many, and read all accounts.
ExpressionSql owner_address(const rules::Policy& policy) {
  const auto lost = lost_states(policy);
  return {"(SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND w.state NOT IN " +
              lost.list + ")",
          lost.binds};
}

// An expression over account a, and over the ownership o.
ExpressionSql address_sql(Recipient recipient, const rules::Policy& policy) {
  switch (recipient) {
    case Recipient::account:
      return {"a.email", {}};
    case Recipient::personal_email:
      return {"a.personal_email", {}};
    case Recipient::mobile:
      return {"a.mobile", {}};
    case Recipient::site_owner:
      return owner_address(policy);
    case Recipient::team:
      break;
  }
  return team_address(policy);
}

// The owners of the site of account a, for the slots that are for them; for all others one row.
std::string owners_join(const std::string& slots) {
  return " LEFT JOIN organisation g ON g.code = CASE l.slot" + slots +
         " END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner'";
}

void add_once(Binds& binds, const Binds& more) {
  for (const auto& bind : more) {
    if (std::ranges::none_of(binds, [&](const Bind& known) { return known.name == bind.name; }))
      binds.push_back(bind);
  }
}

// One recipient as a number: how many addresses it has for account a.
ExpressionSql count_of(Recipient recipient, const rules::Policy& policy) {
  if (recipient == Recipient::team) return {"1", {}};
  if (recipient != Recipient::site_owner) {
    return {"(CASE WHEN " + address_sql(recipient, policy).expression + " <> '' THEN 1 ELSE 0 END)", {}};
  }
  const auto lost = lost_states(policy);
  return {
      "(SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w"
      " WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner'"
      " AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN " +
          lost.list + ")",
      lost.binds};
}

}  // namespace

LettersSql letters_sql(const std::vector<engine::Announcement>& announcements, const rules::Policy& policy) {
  LettersSql letters;
  std::map<std::pair<std::string, Recipient>, int> places;
  std::string owners;
  int slot = 0;
  int index = 0;
  for (const auto& announcement : announcements) {
    const std::string number = std::to_string(index++);
    add_once(letters.binds, {{"send" + number, announcement.send}});
    std::optional<rules::Compiled> when;
    if (announcement.when) when = rules::compile(*announcement.when, "a", "when" + number + "_");
    if (when) letters.binds = letters.binds + when->binds;
    for (const auto recipient : announcement.to) {
      const int place = places.emplace(std::pair{announcement.send, recipient}, slot).first->second;
      const std::string to = "to" + std::to_string(slot);
      letters.source += (slot == 0 ? "(SELECT " : " UNION ALL SELECT ") + std::to_string(slot) +
                        " AS slot, " + std::to_string(place) + " AS place, :send" + number +
                        " AS send, :" + to + " AS recipient";
      letters.binds.push_back({to, std::string(rules::to_string(recipient))});
      const auto address = address_sql(recipient, policy);
      add_once(letters.binds, address.binds);
      letters.address +=
          " WHEN " + std::to_string(slot) + " THEN " +
          (when ? "CASE WHEN " + when->sql + " THEN " + address.expression + " END" : address.expression);
      if (recipient == Recipient::site_owner)
        owners += " WHEN " + std::to_string(slot) + " THEN a.organisation";
      ++slot;
    }
  }
  if (slot == 0) return {};
  letters.source += ") l";
  letters.address = "CASE l.slot" + letters.address + " END";
  if (!owners.empty()) letters.joins = owners_join(owners);
  return letters;
}

ExpressionSql route_value_sql(const rules::Policy& policy) {
  if (policy.route_by == rules::Field::sole_owner) {
    const rules::Condition asked{rules::Field::sole_owner, false, {"yes"}};
    const auto sole = rules::compile({{rules::term_of(asked, true, policy)}, {}}, "a", "sole");
    return {"(CASE WHEN " + sole.sql + " THEN 'yes' ELSE 'no' END)", sole.binds};
  }
  return {"a." + std::string(rules::to_string(policy.route_by)), {}};
}

ExpressionSql notices_sql(const std::vector<engine::Announcement>& announcements,
                          const rules::Policy& policy) {
  ExpressionSql all{"0", {}};
  int index = 0;
  for (const auto& announcement : announcements) {
    std::string sum;
    for (const auto recipient : announcement.to) {
      const auto one = count_of(recipient, policy);
      sum += (sum.empty() ? "" : " + ") + one.expression;
      add_once(all.binds, one.binds);
    }
    if (announcement.when) {
      const auto when = rules::compile(*announcement.when, "a", "when" + std::to_string(index) + "_");
      sum = "CASE WHEN " + when.sql + " THEN " + sum + " ELSE 0 END";
      all.binds = all.binds + when.binds;
    }
    all.expression += " + (" + sum + ")";
    ++index;
  }
  return all;
}

ListSql list_sql(const std::vector<std::string>& values, const std::string& prefix) {
  ListSql sql;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name = prefix + std::to_string(i);
    sql.list += (i == 0 ? ":" : ", :") + name;
    sql.binds.push_back({name, values[i]});
  }
  if (values.empty()) sql.list = "''";
  sql.list = "(" + sql.list + ")";
  return sql;
}

std::vector<std::string> destructive_states(const rules::Policy& policy) {
  std::vector<std::string> names;
  for (const auto& state : policy.states) {
    if (state.destructive) names.push_back(state.name);
  }
  return names;
}

std::vector<std::string> final_states(const rules::Policy& policy) {
  std::vector<std::string> names;
  for (const auto& state : policy.states) {
    if (state.final) names.push_back(state.name);
  }
  return names;
}

}  // namespace lapse::adapters::sql
