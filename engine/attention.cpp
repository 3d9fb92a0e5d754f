#include <algorithm>
#include <map>

#include "engine/alert.h"
#include "engine/explain_words.h"
#include "engine/forecast.h"
#include "rules/due.h"

namespace lapse::engine {
namespace {

void add_stops(const Rulebook& book, const Plan& plan, std::vector<std::string>& sentences) {
  std::map<std::string, std::vector<const Stop*>> by_organisation;
  for (const auto& stop : plan.stops) {
    if (!stop.organisation.empty()) {
      by_organisation[stop.rule].push_back(&stop);
      continue;
    }
    std::string sentence = "a guard stops " + stop.rule + ": " + stop.reason;
    if (const int approvers = book.policy.guards.approvers; approvers > 0)
      sentence += "; " + how_to_pass(stop.rule, approvers);
    sentences.push_back(std::move(sentence));
  }
  for (const auto& [rule, stops] : by_organisation) {
    const auto worst =
        std::ranges::max_element(stops, {}, [](const Stop* stop) { return stop->would_have - stop->limit; });
    sentences.push_back(
        "a guard stops " + rule + " in " + counted(static_cast<std::int64_t>(stops.size()), "organisation") +
        ": " + (stops.size() > 1 ? "worst in " : "") + (*worst)->organisation + ", " + (*worst)->reason);
  }
}

void add_obstacles(const Plan& plan, std::vector<std::string>& sentences) {
  for (const auto& obstacle : plan.obstacles) {
    if (obstacle.what != "window") sentences.push_back(waits(obstacle) + ": " + obstacle.says);
  }
}

void add_queue(const Queue& queue, std::vector<std::string>& sentences) {
  if (queue.dead > 0) {
    sentences.push_back(counted(queue.dead, "notice") + " could not be delivered and " +
                        (queue.dead == 1 ? "was" : "were") + " given up; nobody read " +
                        (queue.dead == 1 ? "it" : "them"));
  }
  if (queue.ambiguous > 0) {
    sentences.push_back(counted(queue.ambiguous, "notice") + (queue.ambiguous == 1 ? " was" : " were") +
                        " sent without an answer and may arrive twice");
  }
}

void add_effects(const Queue& effects, std::vector<std::string>& sentences) {
  if (effects.dead == 0) return;
  sentences.push_back(counted(effects.dead, "effect") + (effects.dead == 1 ? " was" : " were") +
                      " given up: the directory does not follow; 'lapse explain ACCOUNT' says why");
}

void add_unreachable(const Rulebook& book, const Store& store, const Plan& plan,
                     std::vector<std::string>& sentences) {
  for (const auto& rule : book.policy.rules) {
    if (!rule.warn) continue;
    const std::int64_t count = store.count(rules::unreachable(book.policy, rule, plan.as_of)) +
                               store.count(rules::silenced(book.policy, rule, plan.as_of));
    if (count == 0) continue;
    sentences.push_back(
        counted(count, "account") + " due for " + rule.name +
        (count == 1 ? " has no address to warn: it stays " : " have no address to warn: they stay ") +
        rule.from);
  }
}

void add_rejects(const Store& store, std::vector<std::string>& sentences) {
  for (const auto& feed : store.feeds()) {
    if (feed.rejected == 0) continue;
    sentences.push_back("the last import of " + feed.source + " rejected " + grouped(feed.rejected) + " of " +
                        counted(feed.rows + feed.rejected, "row"));
  }
}

std::string mailboxes(std::int64_t count) {
  return grouped(count) + " shared mailbox" + (count == 1 ? "" : "es");
}

void add_mailboxes(const Rulebook& book, const Store& store, std::vector<std::string>& sentences) {
  std::int64_t without = 0;
  std::int64_t losing = 0;
  store.read_mailbox_risks(book.policy, [&](const MailboxRisk& risk) {
    ++(risk.what == MailboxRisk::What::last_owner_goes ? losing : without);
  });
  const std::string who = "; 'lapse attention' names " + std::string(without + losing == 1 ? "it" : "them");
  if (without > 0) {
    sentences.push_back(mailboxes(without) + (without == 1 ? " has" : " have") +
                        " no active owner, or nobody active at all" + who);
  }
  if (losing > 0) {
    sentences.push_back(mailboxes(losing) + (losing == 1 ? " loses its" : " lose their") +
                        " last active owner soon" + who);
  }
}

void add_false_deletions(const Rulebook& book, const Store& store, const Plan& plan,
                         std::vector<std::string>& sentences) {
  for (const auto& figures : store.false_deletions(book.policy, plan.as_of - kFiguresSeconds)) {
    if (figures.came_back() == 0) continue;
    sentences.push_back("of " + grouped(figures.deleted) + " whom " + figures.rule +
                        " deleted in the last year, " + grouped(figures.came_back()) +
                        " came back within 30 days");
  }
}

}  // namespace

std::vector<std::string> attention(const Rulebook& book, const Store& store, const Plan& plan) {
  std::vector<std::string> sentences;
  add_stops(book, plan, sentences);
  add_obstacles(plan, sentences);
  add_queue(store.queue(), sentences);
  add_effects(store.effect_queue(), sentences);
  add_unreachable(book, store, plan, sentences);
  add_rejects(store, sentences);
  add_mailboxes(book, store, sentences);
  add_false_deletions(book, store, plan, sentences);
  return sentences;
}

}  // namespace lapse::engine
