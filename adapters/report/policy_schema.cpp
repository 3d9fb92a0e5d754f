#include "adapters/report/policy_schema.h"

#include "adapters/report/policy_schema_parts.h"
#include "rules/vocabulary.h"

namespace lapse::adapters::report {
namespace {

using namespace schema;

Json window() {
  const std::string days = "(every day|" + std::string(kWeekday) + "( to " + std::string(kWeekday) + ")?)";
  return matching(
      whole({days, " ", kTime, " to ", kTime, "(, not on a holiday|, not on or just before a holiday)?"}),
      {"Monday to Thursday 10:00 to 16:00, not on or just before a holiday"});
}

Json calendar() {
  return object({
      {"holidays", false, "which list of bank holidays counts", name()},
      {"look", true, "when the engine looks for what is due",
       matching(whole({"every (day|", kWeekday, ") at ", kTime}),
                {"every day at 06:30", "every Monday at 06:30"})},
      {"delete", false, "the hours in which accounts may come into a destructive state", window()},
  });
}

Json state() {
  return object({
      {"meaning", true, "one line for people", text("")},
      {"destructive", false,
       "coming here takes something away: it needs a warning, a guard and the delete hours", yes_or_no()},
      {"final", false, "nothing leaves it, and personal data is erased on the way in", yes_or_no()},
  });
}

// What can be asked of a fact; the values of most are the feed's own.
std::string question(const rules::FieldWord& field) {
  constexpr std::string_view kDay = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  const std::string missing = "(not +)?missing";
  if (field.sort == rules::Sort::text) return missing;
  if (field.sort == rules::Sort::day)
    return "(" + missing + "|(not +)?(before|after) +" + std::string(kDay) + ")";
  const std::vector<std::string> words(field.values.begin(), field.values.end());
  const std::string value = words.empty() ? "[A-Za-z0-9._-]+" : "(" + alternatives(words) + ")";
  return "(not +)?" + value + "( +or +" + value + ")*";
}

Json condition() {
  Json sentences = Json::array();
  for (const rules::FieldWord& field : rules::field_words()) {
    Json sentence = matching("^" + std::string(field.word) + " +is +" + question(field) + "$");
    sentence["description"] = std::string(field.help);
    sentences.push_back(std::move(sentence));
  }
  return {{"anyOf", std::move(sentences)}};
}

Json conditions() {
  Json any = condition()["anyOf"];
  any.push_back(object({{"any", true, "one of these is enough", list_of(condition())}}));
  return list_of({{"anyOf", std::move(any)}});
}

Json recipients() {
  return distinct_list_of(word_of(rules::recipient_words()));
}

Json message() {
  return object({
      {"send", true, "name of a template", template_name()},
      {"to", true, "to whom", recipients()},
      {"when", false, "only when all of these hold", conditions()},
  });
}

Json ladder() {
  return object({
      {"days_before", true, "how many days before, the largest first",
       distinct_list_of(whole_number(1, 3650))},
      {"send", true, "name of a template, which has to show the date", template_name()},
      {"to", true, "to whom", recipients()},
  });
}

Json effects() {
  return distinct_list_of(template_name());
}

std::vector<std::string> kinds() {
  const auto& kinds = rules::row_of(rules::Field::kind).values;
  return {kinds.begin(), kinds.end()};
}

Json event() {
  return object({
      {"from", true, "the states in which it can happen", distinct_list_of(name())},
      {"to", true, "the state it leads to", name()},
      {"by", false, "who may do it; left out: the person", distinct_list_of(name())},
      {"needs", false, "what must be given with it", distinct_list_of(name())},
      {"within", false, "how long after coming into that state it is still possible, to the second",
       matching(whole({kHours, " in ", kName}), {"720 hours in deleted"})},
      {"asked_from", false, "where the request has to come from", name()},
      {"unique", false, "no other account of its kind may have the same",
       distinct_list_of(word_of(rules::unique_words()))},
      {"at_most", false, "how many accounts of a kind an organisation may have, with this one",
       matching("^[1-9][0-9]{0,6} +(" + alternatives(kinds()) + ") +accounts +per +organisation$",
                {"10 user accounts per organisation"})},
      {"tell", false, "the message sent afterwards", list_of(message())},
      {"do", false, "what else has to be done afterwards", effects()},
  });
}

// Names of the policy's own, and those that a feed reports.
Json events() {
  Json result = named(event());
  for (const rules::Word& word : rules::event_words()) {
    Json known = event();
    known["description"] = std::string(word.help);
    result["properties"][std::string(word.word)] = std::move(known);
  }
  return result;
}

Json last_used() {
  const std::string word = "(" + alternatives(rules::words_of(rules::last_used_words())) + ")";
  return matching("^latest of " + word + "( *, *" + word + ")*$",
                  {"latest of last_login, joined, restored, created"});
}

Json hold() {
  Json result = object({
      {"by", true, "who may put the hold on", name()},
      {"at_most", false, "how long it may last", span()},
      {"until", false, "instead of at_most: it stays until somebody takes it off",
       Json{{"const", "released"}}},
  });
  result["oneOf"] = {{{"required", {"at_most"}}}, {{"required", {"until"}}}};
  return result;
}

Json period() {
  return matching(whole({kDays, " (since last_used|in ", kName, ")"}),
                  {"90 days since last_used", "30 days in leaver"});
}

Json rule() {
  return object({
      {"rule", true, "its name", name()},
      {"says", true, "the rule in one sentence, for reports", text("")},
      {"from", true, "the state in which an account has to be", name()},
      {"only", false, "conditions that must all hold", conditions()},
      {"unless", false, "conditions of which none may hold", conditions()},
      {"before", false, "rules that leave to this one whom both are about", distinct_list_of(name())},
      {"after", true, "the period; of several, all must be over", list_of(period())},
      {"warn", false,
       "the ladder of warnings, or a list of them; a rule that leads to a destructive state must warn",
       list_of(ladder())},
      {"notice", false, "what a late warning still leaves a person; goes with warn",
       matching(whole({kDays}), {"7 days"})},
      {"to", true, "the state it leads to", name()},
      {"tell", false, "the message sent afterwards, or a list of them", list_of(message())},
      {"do", false, "what has to be done elsewhere afterwards", effects()},
  });
}

Json limit() {
  const std::string counted = "[0-9]{1,12} (accounts?|notices?)";
  return object({
      {"count", true, "a state that accounts come into, or one of: notices, vanished", name()},
      {"at_most", true, "whichever is larger",
       matching(whole({"(", counted, "|", kPercent, "|", counted, " or ", kPercent, ")"}),
                {"10 accounts or 0.5 percent"})},
      {"per", true, "over what it is counted",
       matching(whole({"(run|day|organisation|", kDays, ")"}), {"run", "7 days"})},
      {"accept_large", false, "why a limit of more than 5 percent or 500 accounts is meant", text("")},
  });
}

Json guards() {
  const Json when_over = object({
      {"do", true, "the only thing that a guard does", Json{{"const", "stop the rule"}}},
      {"tell", true, "who hears of it", name()},
      {"approvers", true, "how many other people must approve this very plan", whole_number(1, 10)},
      {"approval_lasts", true, "then it has to be asked for again", span()},
  });
  const Json when_shortened = object({
      {"new_promises_only", true, "a shortened period never moves a date that somebody was told",
       yes_or_no()},
      {"fresh_warnings", true, "and starts its ladder of warnings anew", yes_or_no()},
  });
  return object({
      {"limits", true, "how many accounts may come into a state; every destructive one needs a limit",
       list_of(limit())},
      {"when_over", true, "what happens when a limit is exceeded", when_over},
      {"when_shortened", true, "what happens when a new edition shortens a period", when_shortened},
  });
}

Json trust() {
  const Json feed = object({
      {"fresh", true, "how old the feed may be", span()},
      {"rows_at_least", false, "a feed that is suddenly this short is not believed",
       matching(whole({kPercent, " of usual"}), {"60 percent of usual"})},
      {"missing_at_most", false, "how many accounts may lack the fact", percent()},
  });
  std::vector<Property> properties;
  for (const rules::Word& word : rules::feed_words())
    properties.push_back({std::string(word.word), false, std::string(word.help), feed});
  properties.push_back(
      {"clock", false, "what has to be true of clocks",
       object({
           {"jump_at_most", false, "how far the clock may have jumped since the last run", span()},
           {"synchronised", false, "the machine's clock must be synchronised", yes_or_no()},
           {"agree_with_database", false, "how far the two clocks may differ",
            matching("^[0-9]{1,4} seconds$", {"60 seconds"})},
       })});
  Json result = object(properties);
  result["minProperties"] = 1;
  return result;
}

std::vector<rules::FieldWord> routing_facts() {
  std::vector<rules::FieldWord> facts;
  for (const rules::FieldWord& field : rules::field_words()) {
    if (field.sort == rules::Sort::word || field.sort == rules::Sort::yes_no) facts.push_back(field);
  }
  return facts;
}

Json routes() {
  const Json route = object({{"team", true, "the address of the team", matching("^[^@ ]+@[^@ ]+$")}});
  Json result = object({
      {"by", true, "the fact that the routes go by", word_of(routing_facts())},
      {"otherwise", true, "for all others", route},
  });
  result["additionalProperties"] = route;
  return result;
}

}  // namespace

Json policy_schema() {
  Json schema = object({
      {"policy", true, "the name of the policy", template_name()},
      {"edition", true, "goes up by one whenever the content changes", whole_number(1, 1'000'000)},
      {"source", false, "where the rules were decided", text("")},
      {"timezone", true, "in which days begin and end", text("")},
      {"calendar", true, "when the engine looks, and when it may delete", calendar()},
      {"states", true, "what an account can be; it starts in the first", named(state())},
      {"events", false, "what people do; a person always wins over a rule", events()},
      {"facts", true, "what counts as use",
       object({{"last_used", true, "the latest of these", last_used()}})},
      {"never_touch", false, "accounts that no rule is about", conditions()},
      {"holds", false, "while any hold is on, no rule moves the account", named(hold())},
      {"rules", true, "what happens by itself", list_of(rule())},
      {"guards", false, "counted over everything that is planned, before the first change", guards()},
      {"trust", false, "no deletion on data that is not believed", trust()},
      {"routes", true, "which team is 'team'", routes()},
  });
  Json head{{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "A policy of lapse"},
            {"description",
             "What an account can be, what people and rules do to it, whom to tell, where to stop and ask."}};
  head.update(schema);
  return head;
}

}  // namespace lapse::adapters::report
