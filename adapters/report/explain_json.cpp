#include "adapters/report/explain_json.h"

#include "adapters/report/json.h"

namespace lapse::adapters::report {
namespace {

Json day_or_null(const std::optional<schedules::Day>& day) {
  return day ? Json(schedules::to_string(*day)) : Json(nullptr);
}

Json rule_json(const engine::RuleAccount& rule) {
  Json clauses = Json::array();
  for (const auto& clause : rule.clauses) {
    clauses.push_back(Json{{"holds", clause.holds},
                           {"says", clause.says},
                           {"value", clause.value},
                           {"turns", day_or_null(clause.turns)}});
  }
  return {{"rule", rule.rule},
          {"says", rule.says},
          {"concerns", rule.concerns},
          {"earliest", day_or_null(rule.earliest)},
          {"clauses", std::move(clauses)}};
}

Json next_json(const engine::Explanation& answer, const rules::Policy& policy) {
  if (!answer.next || !answer.next_at) return nullptr;
  return {{"says", *answer.next},
          {"at", schedules::to_string(*answer.next_at)},
          {"day", schedules::to_string(policy.zone.day_of(*answer.next_at))}};
}

Json holds_json(const engine::AccountView& account) {
  Json holds = Json::array();
  for (std::size_t i = 0; i < account.facts.holds.size(); ++i) {
    const auto& hold = account.facts.holds[i];
    holds.push_back(Json{{"kind", i < account.hold_kinds.size() ? account.hold_kinds[i] : ""},
                         {"from", seconds_or_null(hold.from)},
                         {"until", seconds_or_null(hold.until)}});
  }
  return holds;
}

Json effect_json(const engine::EffectView& view) {
  const auto& effect = view.effect;
  return {
      {"effect", effect.name},
      {"rule", effect.rule},
      {"from", effect.from},
      {"to", effect.to},
      {"since", instant_or_null(effect.since)},
      {"state", view.state},
      {"attempts", effect.attempts},
      {"done_at", instant_or_null(view.handed_at)},
      {"next_try_at", view.state == "queued" || view.state == "ambiguous" ? instant_or_null(view.next_try_at)
                                                                          : Json(nullptr)},
      {"key", effect.key},
      {"detail", view.detail}};
}

Json deed_json(const engine::DeedView& deed) {
  Json facts = Json::object();
  for (const auto& [name, value] : deed.facts) facts[name] = value;
  return {{"at", instant_or_null(deed.at)},
          {"kind", deed.kind},
          {"name", deed.name},
          {"actor", deed.actor},
          {"role", deed.role},
          {"on_behalf", deed.on_behalf},
          {"reason", deed.reason},
          {"reference", deed.reference},
          {"given", deed.given},
          {"facts", std::move(facts)}};
}

}  // namespace

std::string explain_json(const engine::Explanation& answer, const rules::Policy& policy) {
  const auto& account = answer.account;
  const auto& facts = account.facts;
  Json json = new_answer();
  json["as_of"] = schedules::to_string(answer.as_of);
  json["account"] = facts.id;
  json["state"] = facts.state;
  json["since"] = seconds_or_null(facts.state_since);
  json["meaning"] = answer.meaning;
  json["rules"] = Json::array();
  for (const auto& rule : answer.rules) json["rules"].push_back(rule_json(rule));
  json["next"] = next_json(answer, policy);
  json["restorable_until"] =
      answer.restorable_until ? instant_or_null(*answer.restorable_until) : Json(nullptr);
  json["warnings"] = answer.warnings;
  json["story"] = answer.story;
  json["effects"] = Json::array();
  for (const auto& effect : answer.effects) json["effects"].push_back(effect_json(effect));
  json["deeds"] = Json::array();
  for (const auto& deed : answer.deeds) json["deeds"].push_back(deed_json(deed));
  json["email"] = account.email;
  json["display_name"] = account.display_name;
  json["kind"] = facts.kind;
  json["organisation"] = facts.organisation;
  json["organisation_type"] = facts.organisation_type;
  json["administered_by"] = facts.administered_by;
  json["last_used"] = seconds_or_null(facts.idle_since);
  json["last_login"] = instant_or_null(account.last_login_at);
  json["created"] = instant_or_null(account.created_at);
  json["missing_since"] = seconds_or_null(facts.missing_since);
  json["holds"] = holds_json(account);
  return page(json);
}

}  // namespace lapse::adapters::report
