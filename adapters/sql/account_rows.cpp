#include "adapters/sql/account_rows.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

void read_holds(Database& database, engine::AccountView& view) {
  database.each<Text, Number, Number>(
      "SELECT kind, from_at, until_at FROM hold WHERE account = :account ORDER BY from_at, kind",
      {{"account", view.facts.id}}, [&](const Text& kind, Number from, Number until) {
        view.hold_kinds.push_back(kind);
        view.facts.holds.push_back({from, until});
      });
}

void read_ownership(Database& database, engine::AccountView& view) {
  std::string last;
  auto& mailboxes = view.facts.co_owner_states;
  database.each<Text, Text>(
      "SELECT m.mailbox, COALESCE(w.state, '') FROM membership m LEFT JOIN membership o ON o.mailbox = "
      "m.mailbox AND o.role = 'owner' AND o.account <> m.account LEFT JOIN account w ON w.id = o.account"
      " WHERE m.account = :account AND m.role = 'owner' ORDER BY m.mailbox",
      {{"account", view.facts.id}}, [&](const Text& mailbox, const Text& state) {
        if (mailboxes.empty() || mailbox != last) mailboxes.emplace_back();
        if (!state.empty()) mailboxes.back().push_back(state);
        last = mailbox;
      });
}

void read_site_owners(Database& database, engine::AccountView& view) {
  database.each<Text>(
      "SELECT w.state FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner'"
      " JOIN account w ON w.id = o.account WHERE g.code = :organisation AND w.id <> :account AND w.email <> "
      "''",
      {{"organisation", view.facts.organisation}, {"account", view.facts.id}},
      [&](const Text& state) { view.facts.site_owner_states.push_back(state); });
}

std::vector<engine::AccountView> read_accounts(Database& database, const std::string& where,
                                               const std::string& key) {
  std::vector<engine::AccountView> views;
  database.each<Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Number, Number, Number,
                Number, Number, Number, Text, Number, Number, Number, Number>(
      "SELECT a.id, a.email, a.display_name, a.personal_email, a.mobile, a.kind, a.organisation, "
      "a.organisation_type,"
      " a.administered_by, a.state, COALESCE(g.name, ''), a.created_at, a.last_login_at, a.idle_since, "
      "a.state_since,"
      " a.warned_step, a.promised_at, a.warned_rule, a.handed_at, a.missing_since, a.epoch, a.version"
      " FROM account a LEFT JOIN organisation g ON g.code = a.organisation"
      " WHERE " +
          where + " ORDER BY a.id",
      {{"key", key}},
      [&](const Text& id, const Text& email, const Text& name, const Text& personal_email, const Text& mobile,
          const Text& kind, const Text& organisation, const Text& type, const Text& administered_by,
          const Text& state, const Text& organisation_name, Number created_at, Number last_login_at,
          Number idle_since, Number state_since, Number warned_step, Number promised_at,
          const Text& warned_rule, Number handed_at, Number missing_since, Number epoch, Number version) {
        engine::AccountView view;
        view.facts = {
            id,          state,       kind,        organisation, type,       administered_by, idle_since,
            state_since, warned_step, warned_rule, promised_at,  handed_at,  missing_since,   {},
            {},          {},          {},          name,         created_at, last_login_at};
        using rules::Recipient;
        if (!email.empty()) view.facts.addresses.push_back(Recipient::account);
        if (!personal_email.empty()) view.facts.addresses.push_back(Recipient::personal_email);
        if (!mobile.empty()) view.facts.addresses.push_back(Recipient::mobile);
        view.email = email;
        view.mobile = mobile;
        view.display_name = name;
        view.organisation_name = organisation_name;
        view.created_at = {created_at};
        view.last_login_at = {last_login_at};
        view.epoch = epoch;
        view.version = version;
        views.push_back(std::move(view));
      });
  return views;
}

std::vector<engine::AccountView> whole_accounts(Database& database, const std::string& where,
                                                const std::string& key) {
  auto views = read_accounts(database, where, key);
  for (auto& view : views) {
    read_holds(database, view);
    read_ownership(database, view);
    read_site_owners(database, view);
  }
  return views;
}

}  // namespace

std::optional<engine::AccountView> read_account(Database& database, const std::string& id) {
  auto views = whole_accounts(database, "a.id = :key", id);
  if (views.empty()) return std::nullopt;
  return std::move(views.front());
}

std::vector<engine::AccountView> find_accounts(Database& database, const std::string& id_or_email) {
  auto views = whole_accounts(database, "a.id = :key", id_or_email);
  if (views.empty()) views = whole_accounts(database, "LOWER(a.email) = LOWER(:key)", id_or_email);
  return views;
}

}  // namespace lapse::adapters::sql
