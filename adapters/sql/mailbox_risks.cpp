#include "adapters/sql/mailbox_risks.h"

#include "adapters/sql/recipients.h"

namespace lapse::adapters::sql {
namespace {

using What = engine::MailboxRisk::What;
using Text = std::string;

constexpr std::int64_t kNeverTold = INT64_C(1) << 60;

// Per mailbox b: its owners, those of them and those of all who are usable, and when the last usable owner
// goes.
constexpr std::string_view kQuestion =
    "SELECT b.id, b.email, b.organisation, COALESCE(MAX(g.name), ''), b.organisation_type,"
    " COALESCE(SUM(CASE WHEN o.role = 'owner' THEN 1 ELSE 0 END), 0),"
    " COALESCE(SUM(CASE WHEN o.role = 'owner' AND w.state = :usable THEN 1 ELSE 0 END), 0),"
    " COALESCE(SUM(CASE WHEN w.state = :usable THEN 1 ELSE 0 END), 0),"
    " COALESCE(MAX(CASE WHEN o.role = 'owner' AND w.state = :usable THEN"
    " CASE WHEN w.promised_at = 0 THEN :never ELSE w.promised_at END ELSE 0 END), 0)"
    " FROM account b LEFT JOIN membership o ON o.mailbox = b.id LEFT JOIN account w ON w.id = o.account"
    " LEFT JOIN organisation g ON g.code = b.organisation WHERE b.kind = :shared AND b.state NOT IN ";

}  // namespace

void read_mailbox_risks(Database& database, const rules::Policy& policy,
                        const engine::Visit<engine::MailboxRisk>& visit) {
  const auto lost = list_sql(destructive_states(policy), "lost");
  const Binds binds =
      Binds{
          {"usable", policy.states.front().name}, {"never", kNeverTold}, {"shared", std::string("shared")}} +
      lost.binds;
  database.each<Text, Text, Text, Text, Text, Number, Number, Number, Number>(
      std::string(kQuestion) + lost.list +
          " GROUP BY b.id, b.email, b.organisation, b.organisation_type ORDER BY b.id",
      binds,
      [&](const Text& id, const Text& email, const Text& organisation, const Text& name, const Text& type,
          Number owners, Number usable_owners, Number usable, Number last) {
        if (usable_owners > 0 && last == kNeverTold) return;
        engine::MailboxRisk risk{What::last_owner_goes, id, email, organisation, name, type, owners, {last}};
        if (usable_owners == 0) {
          risk.what = usable == 0 ? What::nobody_active : What::no_owner;
          risk.until = {};
        }
        visit(risk);
      });
}

}  // namespace lapse::adapters::sql
