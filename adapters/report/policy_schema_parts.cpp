#include "adapters/report/policy_schema_parts.h"

namespace lapse::adapters::report::schema {

Json object(const std::vector<Property>& properties) {
  Json result{{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
  Json required = Json::array();
  for (const Property& property : properties) {
    Json value = property.value;
    value["description"] = property.help;
    result["properties"][property.name] = std::move(value);
    if (property.mandatory) required.push_back(property.name);
  }
  if (!required.empty()) result["required"] = std::move(required);
  return result;
}

Json named(Json value) {
  return {{"type", "object"},
          {"minProperties", 1},
          {"propertyNames", matching(whole({kName}))},
          {"additionalProperties", std::move(value)}};
}

Json text(std::string_view help) {
  return {{"type", "string"}, {"minLength", 1}, {"maxLength", 1000}, {"description", std::string(help)}};
}

Json matching(const std::string& pattern, const std::vector<std::string>& examples) {
  Json result{{"type", "string"}, {"pattern", pattern}};
  if (!examples.empty()) result["examples"] = examples;
  return result;
}

Json whole_number(int least, int most) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

// Readers of YAML 1.1 take yes and no for true and false.
Json yes_or_no() {
  return {{"enum", {"yes", "no", true, false}}};
}

Json name() {
  return matching(whole({kName}));
}

Json template_name() {
  return matching("^[a-z0-9-]{1,64}$", {"soon-deleted"});
}

Json span() {
  return matching(whole({"(", kDays, "|", kHours, "|", kMonths, ")"}), {"30 days", "36 hours", "18 months"});
}

Json percent() {
  return matching(whole({kPercent}), {"10 percent", "0.5 percent"});
}

Json list_of(Json item) {
  return {{"anyOf", {item, {{"type", "array"}, {"minItems", 1}, {"items", item}}}}};
}

Json distinct_list_of(Json item) {
  Json result = list_of(std::move(item));
  result["anyOf"][1]["uniqueItems"] = true;
  return result;
}

std::string alternatives(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : "|") + word;
  return result;
}

std::string whole(std::initializer_list<std::string_view> pieces) {
  std::string result = "^";
  for (const std::string_view piece : pieces) result += piece;
  return result + "$";
}

}  // namespace lapse::adapters::report::schema
