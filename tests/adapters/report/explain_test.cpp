#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "adapters/report/explain_json.h"
#include "adapters/report/explain_text.h"
#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {
namespace {

engine::Explanation of_ann() {
  engine::Explanation answer;
  auto& account = answer.account;
  account.facts.id = "ann";
  account.facts.state = "inactive";
  account.facts.kind = "user";
  account.facts.organisation = "FX123";
  account.facts.organisation_type = "community_pharmacy";
  account.facts.administered_by = "nas";
  account.facts.state_since = in_london("2026-04-02 06:30").seconds;
  account.facts.idle_since = in_london("2026-01-01 10:00").seconds;
  account.facts.holds = {{in_london("2026-04-20 09:00").seconds, 0}};
  account.hold_kinds = {"legal"};
  account.email = "ann@nas.example";
  account.display_name = "Ann\x1b[31m\xFF";
  account.organisation_name = "High Street";
  answer.as_of = in_london("2026-05-01 12:00");
  answer.meaning = "not used for 90 days";
  answer.rules = {{"delete-inactive",
                   "An inactive account is deleted after a further 90 days.",
                   true,
                   {{true, "the account is inactive", "inactive since 2 April 2026 06:30 BST", {}},
                    {false, "90 days in inactive", "inactive since 2 April 2026", day("2026-07-02")}},
                   day("2026-07-02")}};
  answer.story = {"2 April 2026: became inactive by mark-inactive."};
  answer.warnings = {"60 days before, to mobile: handed on 3 May 2026 06:31 BST."};
  answer.next = "deleted on Thursday 2 July 2026 from 10:00 by delete-inactive";
  answer.next_at = in_london("2026-07-02 10:00");
  return answer;
}

}  // namespace

TEST_CASE("what moves asked to be done elsewhere is told with its end, its key and its reason") {
  engine::Explanation answer = of_ann();
  engine::EffectView view;
  view.effect.name = "disable-mailbox";
  view.effect.rule = "mark-inactive";
  view.effect.from = "active";
  view.effect.to = "inactive";
  view.effect.key = "0011";
  view.effect.attempts = 24;
  view.as_of = in_london("2026-04-02 06:30");
  view.state = "dead";
  view.detail = "HTTP 503";
  answer.effects = {view};
  view.state = "handed";
  view.handed_at = in_london("2026-04-02 06:31");
  view.detail.clear();
  answer.effects.push_back(view);
  const auto text = explain_text(answer, nas(), false);
  CHECK(text.find("Done elsewhere\n"
                  "  - 2 April 2026, disable-mailbox for inactive by mark-inactive: given up after 24 "
                  "attempts (HTTP\n"
                  "    503).\n"
                  "  - 2 April 2026, disable-mailbox for inactive by mark-inactive: done on 2 April 2026 "
                  "06:31 BST.\n") != std::string::npos);
  const auto json = nlohmann::json::parse(explain_json(answer, nas())).at("effects");
  CHECK(json[0]["state"] == "dead");
  CHECK(json[0]["done_at"].is_null());
  CHECK(json[0]["key"] == "0011");
  CHECK(json[1]["done_at"] == "2026-04-02T05:31:00Z");
}

TEST_CASE("E4 E27: what people did is shown with role, reason, reference and on whose behalf") {
  engine::Explanation answer = of_ann();
  answer.deeds.push_back({7,
                          in_london("2026-03-02 11:00"),
                          "event",
                          "joiner",
                          "uid 1000 (jo)",
                          "nas_team",
                          "Dr Smith",
                          "starts here",
                          "INC-7",
                          "new_organisation=FB002",
                          {{"override", "one person"}}});
  answer.deeds.push_back(
      {8, in_london("2026-03-03 11:00"), "release", "legal", "uid 0 (root)", "", "", "", "", "", {}});
  const auto text = explain_text(answer, nas(), false);
  CHECK(text.find("Asked for by people\n"
                  "  - 2 March 2026 11:00 GMT: joiner, by uid 1000 (jo) as nas_team, on behalf of Dr Smith, "
                  "because:\n"
                  "    starts here (INC-7); given: new_organisation=FB002; override: one person.\n"
                  "  - 3 March 2026 11:00 GMT: release legal, by uid 0 (root).\n") != std::string::npos);
  const auto json = nlohmann::json::parse(explain_json(answer, nas())).at("deeds");
  CHECK(json[0]["at"] == "2026-03-02T11:00:00Z");
  CHECK(json[0]["on_behalf"] == "Dr Smith");
  CHECK(json[0]["facts"]["override"] == "one person");
  CHECK(json[1]["reason"] == "");
}

TEST_CASE("E27: the helpdesk reads aloud who, why and when") {
  CHECK(explain_text(of_ann(), nas(), false) == R"(ann <ann@nas.example>, Ann?[31m?
  user of FX123 (High Street), community_pharmacy, administered by nas
  inactive since 2 April 2026 06:30 BST: not used for 90 days

Next: deleted on Thursday 2 July 2026 from 10:00 by delete-inactive

delete-inactive: An inactive account is deleted after a further 90 days.
  yes  the account is inactive                       inactive since 2 April 2026 06:30 BST
  no   90 days in inactive                           inactive since 2 April 2026; from 2 July 2026
  could act on Thursday 2 July 2026 at the earliest

Warned
  - 60 days before, to mobile: handed on 3 May 2026 06:31 BST.

What happened
  - 2 April 2026: became inactive by mark-inactive.
)");
}

TEST_CASE("E10: whether a restore is still possible is said with its last moment") {
  engine::Explanation answer = of_ann();
  answer.next.reset();
  answer.next_at.reset();
  answer.rules[0].earliest.reset();
  answer.restorable_until = in_london("2026-05-01 12:01");
  std::string text = explain_text(answer, nas(), false);
  CHECK(text.find("  can be restored until 1 May 2026 12:01 BST\n") != std::string::npos);
  CHECK(text.find("Next: nothing by itself\n") != std::string::npos);
  CHECK(text.find("  cannot act as things stand\n") != std::string::npos);
  answer.restorable_until = answer.as_of;
  answer.rules[0].concerns = false;
  text = explain_text(answer, nas(), false);
  CHECK(text.find("  could be restored until 1 May 2026 12:00 BST; too late now\n") != std::string::npos);
  CHECK(text.find("  is not about this account\n") != std::string::npos);
}

TEST_CASE("E27: the machine's answer has the same facts, and broken text does not break it") {
  const auto json = nlohmann::ordered_json::parse(explain_json(of_ann(), nas()));
  std::string keys;
  for (const auto& [key, value] : json.items()) keys += key + " ";
  CHECK(keys ==
        "format_version as_of account state since meaning rules next restorable_until warnings story effects "
        "deeds email "
        "display_name kind organisation organisation_type administered_by last_used last_login created "
        "missing_since holds ");
  CHECK(json["account"] == "ann");
  CHECK(json["since"] == "2026-04-02T05:30:00Z");
  CHECK(json["rules"][0]["earliest"] == "2026-07-02");
  CHECK(json["rules"][0]["clauses"][0]["turns"].is_null());
  CHECK(json["next"]["at"] == "2026-07-02T09:00:00Z");
  CHECK(json["next"]["day"] == "2026-07-02");
  CHECK(json["restorable_until"].is_null());
  CHECK(json["last_login"].is_null());
  CHECK(json["holds"].dump() == R"([{"kind":"legal","from":"2026-04-20T08:00:00Z","until":null}])");
  CHECK(json["display_name"] == "Ann\x1b[31m\xEF\xBF\xBD");
}

}  // namespace lapse::adapters::report::tests
