// What other accounts say against a deed: a second account of the same person, a site that is full (E12).
#include <algorithm>

#include "engine/deed_others.h"
#include "engine/person.h"

namespace lapse::engine {
namespace {

constexpr std::string_view kRemedy = "; if it is right all the same, say why with --override";

bool is_in(const rules::Policy& policy, const Other& other, bool rules::State::* what) {
  const auto* state = policy.state(other.state);
  return state != nullptr && state->*what;
}

std::string named(const Other& other) {
  return "account " + other.id + " (" + other.state + ", organisation " + other.organisation + ")";
}

// A deleted account keeps its number; a purged one has none (A8).
std::optional<Denial> same_number(const rules::Policy& policy, const DeedFacts& facts) {
  const std::string number = digits_of(facts.account.mobile);
  if (number.empty()) return std::nullopt;
  std::string found;
  for (const auto& other : facts.others) {
    if (other.kind != facts.account.facts.kind || digits_of(other.mobile) != number ||
        is_in(policy, other, &rules::State::final))
      continue;
    found += (found.empty() ? "" : " and ") + named(other);
  }
  if (found.empty()) return std::nullopt;
  return Denial{"duplicate mobile",
                found + " has the same mobile number: one person has one account" + std::string(kRemedy),
                true};
}

// Deleted accounts do not count (A8).
std::optional<Denial> full_site(const rules::Policy& policy, const rules::SiteLimit& limit,
                                const DeedFacts& facts, const std::string& organisation) {
  if (facts.account.facts.kind != limit.kind || organisation.empty()) return std::nullopt;
  const auto counts = [&](const Other& other) {
    return other.kind == limit.kind && other.organisation == organisation &&
           !is_in(policy, other, &rules::State::destructive);
  };
  const auto first = std::ranges::find_if(facts.others, counts);
  if (std::ranges::count_if(facts.others, counts) < limit.accounts) return std::nullopt;
  return Denial{"site full",
                organisation + " may have " + std::to_string(limit.accounts) + " " + limit.kind +
                    " accounts, and has them already, " + first->id + " among them" + std::string(kRemedy),
                true};
}

}  // namespace

std::vector<Denial> denials_of_others(const rules::Policy& policy, const rules::Event& event,
                                      const DeedFacts& facts, const Deed& deed) {
  std::vector<Denial> found;
  if (!event.unique.empty()) {
    if (auto denial = same_number(policy, facts)) found.push_back(std::move(*denial));
  }
  if (!event.at_most) return found;
  const auto asked = deed.given.find("new_organisation");
  const bool goes = std::ranges::find(event.needs, "new_organisation") != event.needs.end();
  const std::string stays_at = goes ? std::string() : facts.account.facts.organisation;
  const std::string& organisation = asked == deed.given.end() ? stays_at : asked->second;
  if (auto denial = full_site(policy, *event.at_most, facts, organisation))
    found.push_back(std::move(*denial));
  return found;
}

}  // namespace lapse::engine
