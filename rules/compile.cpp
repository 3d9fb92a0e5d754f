#include "rules/compile.h"

#include <string>
#include <utility>

namespace lapse::rules {
namespace {

constexpr std::string_view kFloor = "idle_floor";  // of idle_since: sign-ins need not change an index

std::string_view name_of(Column column) {
  switch (column) {
    case Column::id:
      return "id";
    case Column::state:
      return "state";
    case Column::kind:
      return "kind";
    case Column::organisation:
      return "organisation";
    case Column::organisation_type:
      return "organisation_type";
    case Column::administered_by:
      return "administered_by";
    case Column::email:
      return "email";
    case Column::personal_email:
      return "personal_email";
    case Column::mobile:
      return "mobile";
    case Column::display_name:
      return "display_name";
    case Column::created_at:
      return "created_at";
    case Column::last_login_at:
      return "last_login_at";
    case Column::idle_since:
      return "idle_since";
    case Column::state_since:
      return "state_since";
    case Column::warned_step:
      return "warned_step";
    case Column::warned_rule:
      return "warned_rule";
    case Column::promised_at:
      return "promised_at";
    case Column::handed_at:
      return "handed_at";
    case Column::missing_since:
      return "missing_since";
    case Column::held_at:
    case Column::sole_owner:
    case Column::reachable:
      break;  // questions, not columns
  }
  return "";
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::equal:
      return " = ";
    case Op::not_equal:
      return " <> ";
    case Op::less:
      return " < ";
    case Op::at_most:
      return " <= ";
    case Op::greater:
      return " > ";
    case Op::at_least:
      return " >= ";
    case Op::one_of:
      return " IN ";
    case Op::none_of:
      return " NOT IN ";
    case Op::before:
    case Op::not_before:
      break;  // two signs each
  }
  return "";
}

Op opposite(Op op) {
  switch (op) {
    case Op::equal:
      return Op::not_equal;
    case Op::not_equal:
      return Op::equal;
    case Op::less:
      return Op::at_least;
    case Op::at_most:
      return Op::greater;
    case Op::greater:
      return Op::at_most;
    case Op::at_least:
      return Op::less;
    case Op::before:
      return Op::not_before;
    case Op::not_before:
      return Op::before;
    case Op::one_of:
      return Op::none_of;
    case Op::none_of:
      return Op::one_of;
  }
  return op;
}

// Whether a question is to be answered with yes.
bool asks_yes(const Term& term) {
  const bool one = std::get<std::int64_t>(term.values.front()) == 1;
  return one == (term.op == Op::equal);
}

class Writer {
 public:
  Writer(std::string_view alias, std::string_view prefix, Found found)
      : alias_(alias), prefix_(prefix), found_(found) {}

  std::string write(const Predicate& predicate) {
    std::string sql;
    for (const auto& term : predicate.all) append(sql, write(term));
    for (const auto& one_of : predicate.any) append(sql, write_any(one_of));
    for (const auto& group : predicate.none) append(sql, write_none(group));
    return sql.empty() ? "1 = 1" : sql;
  }

  std::vector<Bind> binds() && { return std::move(binds_); }

 private:
  static void append(std::string& sql, const std::string& more) {
    sql += (sql.empty() ? "" : " AND ") + more;
  }

  std::string column(std::string_view name) const { return alias_ + "." + std::string(name); }

  std::string bind(const Value& value) {
    std::string name = prefix_ + std::to_string(binds_.size());
    binds_.push_back({name, value});
    return ":" + name;
  }

  std::string bind_list(const auto& values) {
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "" : ", ") + bind(value);
    return "(" + list + ")";
  }

  std::string write_any(const AnyTerm& terms) {
    if (terms.size() == 1) return write(terms.front());
    std::string sql;
    for (const auto& term : terms) sql += (sql.empty() ? "" : " OR ") + write(term);
    return "(" + sql + ")";
  }

  // A group of one term keeps its index: the term is turned round. One of no terms holds for everybody.
  std::string write_none(const std::vector<AnyTerm>& group) {
    if (group.empty()) return "1 = 0";
    if (group.size() == 1 && group.front().size() == 1) {
      Term turned = group.front().front();
      turned.op = opposite(turned.op);
      return write(turned);
    }
    std::string sql;
    for (const auto& terms : group) append(sql, write_any(terms));
    return "NOT (" + sql + ")";
  }

  std::string write(const Term& term) {
    switch (term.column) {
      case Column::held_at:
        return write_held(term);
      case Column::sole_owner:
        return write_sole_owner(term);
      case Column::reachable:
        return write_reachable(term);
      default:
        break;
    }
    const std::string name = operand(term);
    if (term.op == Op::before) return name + " > 0 AND " + name + " < " + bind(term.values.front());
    if (term.op == Op::not_before)
      return "(" + name + " <= 0 OR " + name + " >= " + bind(term.values.front()) + ")";
    std::string sql = name + std::string(sign_of(term.op));
    if (is_found_by_floor(term)) {
      const std::string value = bind(term.values.front());
      return column(kFloor) + std::string(sign_of(term.op)) + value + " AND " + sql + value;
    }
    const bool list = term.op == Op::one_of || term.op == Op::none_of;
    return sql + (list ? bind_list(term.values) : bind(term.values.front()));
  }

  bool is_found_by_floor(const Term& term) const {
    return term.column == Column::idle_since && (term.op == Op::less || term.op == Op::at_most) &&
           !term.recheck && found_ == Found::by_index;
  }

  // A sign before a number, a text that is never NULL: they change nothing but the choice of the index.
  std::string operand(const Term& term) const {
    const std::string name = column(name_of(term.column));
    if (!term.recheck && found_ == Found::by_index) return name;
    const bool is_number = std::holds_alternative<std::int64_t>(term.values.front());
    return is_number ? "+" + name : "COALESCE(" + name + ", '')";
  }

  std::string write_held(const Term& term) {
    const std::string on = "SELECT 1 FROM hold h WHERE h.account = " + column("id") +
                           " AND h.from_at <= " + bind(term.at) + " AND (h.until_at = 0 OR h.until_at > " +
                           bind(term.at) + " OR (" + column("handed_at") + " > 0 AND h.until_at > " +
                           column("handed_at") + "))";
    if (asks_yes(term)) return "EXISTS (" + on + ")";
    return "(" + column("holds") + " = 0 OR NOT EXISTS (" + on + "))";
  }

  std::string write_sole_owner(const Term& term) {
    // Counted for each account: as EXISTS, a database may think of it as a join, and of the wrong one.
    const std::string sole =
        "(SELECT COUNT(*) FROM membership m WHERE m.account = " + column("id") +
        " AND m.role = 'owner' AND NOT EXISTS (SELECT 1 FROM membership o JOIN account w ON w.id = o.account"
        " WHERE o.mailbox = m.mailbox AND o.role = 'owner' AND o.account <> m.account" +
        (term.lost.empty() ? "" : " AND w.state NOT IN " + bind_list(term.lost)) + "))";
    return sole + (asks_yes(term) ? " > 0" : " = 0");
  }

  std::string write_reachable(const Term& term) {
    std::string any;
    for (const auto recipient : term.recipients) {
      any += (any.empty() ? "" : " OR ") + has_address(recipient, term.lost);
    }
    return (asks_yes(term) ? "(" : "NOT (") + any + ")";
  }

  std::string has_address(Recipient recipient, const std::vector<std::string>& lost) {
    switch (recipient) {
      case Recipient::account:
        return column("email") + " <> ''";
      case Recipient::personal_email:
        return column("personal_email") + " <> ''";
      case Recipient::mobile:
        return column("mobile") + " <> ''";
      case Recipient::team:
        return "1 = 1";  // every policy routes everybody
      case Recipient::site_owner:
        break;
    }
    std::string owner =
        "EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner'"
        " JOIN account w ON w.id = o.account WHERE g.code = " +
        column("organisation") + " AND w.id <> " + column("id") + " AND w.email <> ''";
    if (!lost.empty()) owner += " AND w.state NOT IN " + bind_list(lost);
    return owner + ")";
  }

  std::string alias_;
  std::string prefix_;
  Found found_;
  std::vector<Bind> binds_;
};

}  // namespace

Compiled compile(const Predicate& predicate, std::string_view alias, std::string_view prefix, Found found) {
  Writer writer(alias, prefix, found);
  std::string sql = writer.write(predicate);
  return {std::move(sql), std::move(writer).binds()};
}

}  // namespace lapse::rules
