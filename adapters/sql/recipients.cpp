#include "adapters/sql/recipients.h"

#include <algorithm>

#include "rules/compile.h"
#include "rules/reach.h"
#include "rules/vocabulary.h"

namespace lapse::adapters::sql {
namespace {

RecipientSql own_address(const std::string& column) {
  return {"", column, column + " <> ''", {}};
}

RecipientSql team_address(const rules::Policy& policy) {
  const auto value = route_value_sql(policy);
  RecipientSql sql{"", "CASE " + value.expression, "1 = 1", value.binds};
  int index = 0;
  for (const auto& route : policy.routes) {
    const std::string number = std::to_string(index++);
    sql.binds.push_back({"team" + number, route.team});
    if (route.value.empty()) {
      sql.address += " ELSE :team" + number;
    } else {
      sql.binds.push_back({"route" + number, route.value});
      sql.address += " WHEN :route" + number + " THEN :team" + number;
    }
  }
  sql.address += " END";
  return sql;
}

RecipientSql owner_address(const rules::Policy& policy) {
  const auto lost = list_sql(destructive_states(policy), "lost");
  return {" CROSS JOIN organisation g CROSS JOIN membership o CROSS JOIN account w", "w.email",
          "g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account"
          " AND w.id <> a.id AND w.email <> '' AND w.state NOT IN " +
              lost.list,
          lost.binds, true};
}

// One recipient as a number: how many addresses it has for account a.
ExpressionSql count_of(rules::Recipient recipient, const rules::Policy& policy) {
  const auto sql = recipient_sql(recipient, policy);
  if (recipient == rules::Recipient::team) return {"1", {}};
  if (sql.joins.empty()) return {"(CASE WHEN " + sql.where + " THEN 1 ELSE 0 END)", sql.binds};
  const std::string tables = sql.joins.substr(std::string_view(" CROSS JOIN ").size());
  return {"(SELECT COUNT(*) FROM " + tables + " WHERE " + sql.where + ")", sql.binds};
}

}  // namespace

RecipientSql recipient_sql(rules::Recipient recipient, const rules::Policy& policy) {
  switch (recipient) {
    case rules::Recipient::account:
      return own_address("a.email");
    case rules::Recipient::personal_email:
      return own_address("a.personal_email");
    case rules::Recipient::mobile:
      return own_address("a.mobile");
    case rules::Recipient::site_owner:
      return owner_address(policy);
    case rules::Recipient::team:
      break;
  }
  return team_address(policy);
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
      for (const auto& bind : one.binds) {
        if (std::ranges::none_of(all.binds, [&](const Bind& known) { return known.name == bind.name; })) {
          all.binds.push_back(bind);
        }
      }
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
