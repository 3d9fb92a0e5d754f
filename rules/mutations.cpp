#include "rules/mutations.h"

#include <algorithm>
#include <utility>

#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

// Where a list of strings, conditions, tells ... is, in any copy of the policy.
template <class Item>
using ListOf = std::function<std::vector<Item>&(Policy&)>;

class Mutator {
 public:
  explicit Mutator(const Policy& policy) : policy_(policy) {}

  std::vector<Mutation> all() {
    for (std::size_t i = 0; i < policy_.events.size(); ++i) event(i);
    conditions("never_touch", policy_.never_touch, [](Policy& p) -> auto& { return p.never_touch; });
    for (std::size_t i = 0; i < policy_.holds.size(); ++i) hold(i);
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) rule(i);
    for (std::size_t i = 0; i < policy_.guards.limits.size(); ++i) limit(i);
    for (std::size_t i = 0; i < policy_.feeds.size(); ++i) feed(i);
    window();
    return std::move(found_);
  }

 private:
  void add(std::string says, std::function<void(Policy&)> change) {
    found_.push_back({std::move(says), std::move(change)});
  }

  // One more and one less, never under `least`.
  void number(const std::string& what, int value, int least, const std::function<int&(Policy&)>& at) {
    for (const int other : {value + 1, value - 1}) {
      if (other < least) continue;
      add(what + ": " + std::to_string(other) + " instead of " + std::to_string(value),
          [at, other](Policy& policy) { at(policy) = other; });
    }
  }

  // `least`: how many a policy that is valid has to keep.
  template <class Item>
  void without_each(const std::string& what, const std::vector<Item>& items, const ListOf<Item>& at,
                    const std::function<std::string(const Item&)>& name, std::size_t least) {
    if (items.size() <= least) return;
    for (std::size_t i = 0; i < items.size(); ++i) {
      add(what + ": without " + name(items[i]), [at, i](Policy& policy) {
        auto& list = at(policy);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
  }

  void names(const std::string& what, const std::vector<std::string>& items, const ListOf<std::string>& at,
             std::size_t least) {
    without_each<std::string>(what, items, at, [](const std::string& name) { return name; }, least);
  }

  void recipients(const std::string& what, const std::vector<Recipient>& items, const ListOf<Recipient>& at) {
    without_each<Recipient>(
        what, items, at, [](const Recipient& to) { return std::string(to_string(to)); }, 1);
  }

  void other_state(const std::string& what, const std::vector<std::string>& from, const std::string& state,
                   const std::function<std::string&(Policy&)>& at) {
    for (const State& other : policy_.states) {
      if (other.name == state || std::ranges::find(from, other.name) != from.end()) continue;
      add(what + ": to " + other.name + " instead of " + state,
          [at, name = other.name](Policy& policy) { at(policy) = name; });
      return;
    }
  }

  static std::string in_words(const AnyOf& any) {
    std::string text;
    for (const Condition& condition : any) text += (text.empty() ? "" : ", or ") + rules::in_words(condition);
    return text;
  }

  void conditions(const std::string& what, const std::vector<AnyOf>& items, const ListOf<AnyOf>& at) {
    without_each<AnyOf>(what, items, at, in_words, 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
      without_each<Condition>(
          what, items[i], [at, i](Policy& policy) -> auto& { return at(policy)[i]; },
          [](const Condition& one) { return rules::in_words(one); }, 1);
      for (std::size_t c = 0; c < items[i].size(); ++c)
        condition(what, items[i][c], [at, i, c](Policy& policy) -> auto& { return at(policy)[i][c]; });
    }
  }

  void condition(const std::string& what, const Condition& condition,
                 const std::function<Condition&(Policy&)>& at) {
    for (std::size_t v = 0; condition.values.size() > 1 && v < condition.values.size(); ++v) {
      add(what + ": " + rules::in_words(condition) + " without " + condition.values[v],
          [at, v](Policy& policy) {
            auto& values = at(policy).values;
            values.erase(values.begin() + static_cast<std::ptrdiff_t>(v));
          });
    }
    if (condition.asks == Condition::Asks::missing)
      add(what + ": not " + rules::in_words(condition), [at](Policy& p) { at(p).negated = !at(p).negated; });
    const bool dated = condition.asks == Condition::Asks::before || condition.asks == Condition::Asks::after;
    for (const int days : {1, -1}) {
      if (!dated) continue;
      add(what + ": " + rules::in_words(condition) + (days > 0 ? ", a day later" : ", a day earlier"),
          [at, days](Policy& policy) { at(policy).day = at(policy).day + days; });
    }
  }

  void tells(const std::string& what, const std::vector<Tell>& items, const ListOf<Tell>& at) {
    without_each<Tell>(what, items, at, [](const Tell& tell) { return "tell " + tell.send; }, 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
      recipients(what + ", tell " + items[i].send, items[i].to,
                 [at, i](Policy& policy) -> auto& { return at(policy)[i].to; });
      conditions(what + ", tell " + items[i].send + ", when", items[i].when,
                 [at, i](Policy& policy) -> auto& { return at(policy)[i].when; });
    }
  }

  void event(std::size_t i) {
    const Event& event = policy_.events[i];
    const std::string what = "event " + event.name;
    names(what + ", from", event.from, [i](Policy& p) -> auto& { return p.events[i].from; }, 1);
    other_state(what, event.from, event.to, [i](Policy& p) -> auto& { return p.events[i].to; });
    names(what + ", by", event.by, [i](Policy& p) -> auto& { return p.events[i].by; }, 1);
    names(what + ", needs", event.needs, [i](Policy& p) -> auto& { return p.events[i].needs; }, 0);
    if (!event.asked_from.empty())
      add(what + ": asked from anywhere", [i](Policy& p) { p.events[i].asked_from.clear(); });
    names(what + ", unique", event.unique, [i](Policy& p) -> auto& { return p.events[i].unique; }, 0);
    if (event.at_most)
      number(what + ", accounts per organisation", event.at_most->accounts, 1,
             [i](Policy& p) -> int& { return p.events[i].at_most->accounts; });
    if (event.within)
      number(what + ", hours", event.within->count, 1,
             [i](Policy& p) -> int& { return p.events[i].within->count; });
    tells(what, event.tells, [i](Policy& p) -> auto& { return p.events[i].tells; });
  }

  void hold(std::size_t i) {
    const Hold& hold = policy_.holds[i];
    add("hold " + hold.name + ": by nobody we know", [i](Policy& p) { p.holds[i].by = "nobody"; });
    if (hold.at_most) {
      number("hold " + hold.name + ", " + to_string(*hold.at_most), hold.at_most->count, 1,
             [i](Policy& p) -> int& { return p.holds[i].at_most->count; });
    } else {
      add("hold " + hold.name + ": 30 days at most",
          [i](Policy& p) { p.holds[i].at_most = schedules::Span{30, schedules::Unit::days}; });
    }
  }

  void rule(std::size_t i) {
    const Rule& rule = policy_.rules[i];
    const std::string what = "rule " + rule.name;
    add(what + ": left out",
        [i](Policy& p) { p.rules.erase(p.rules.begin() + static_cast<std::ptrdiff_t>(i)); });
    other_state(what, {rule.from}, rule.to, [i](Policy& p) -> auto& { return p.rules[i].to; });
    conditions(what + ", only", rule.only, [i](Policy& p) -> auto& { return p.rules[i].only; });
    conditions(what + ", unless", rule.unless, [i](Policy& p) -> auto& { return p.rules[i].unless; });
    for (std::size_t a = 0; a < rule.after.size(); ++a) after(i, a);
    if (rule.warn) ladders(i);
    names(what + ", before", rule.before, [i](Policy& p) -> auto& { return p.rules[i].before; }, 0);
    tells(what, rule.tells, [i](Policy& p) -> auto& { return p.rules[i].tells; });
  }

  void after(std::size_t i, std::size_t a) {
    const Rule& rule = policy_.rules[i];
    const bool since_use = rule.after[a].anchor == Anchor::last_used;
    const std::string what =
        "rule " + rule.name + ", days " + (since_use ? "since last_used" : "in " + rule.from);
    number(what, rule.after[a].days, 1, [i, a](Policy& p) -> int& { return p.rules[i].after[a].days; });
    if (rule.after.size() > 1) {
      add(what + ": left out", [i, a](Policy& p) {
        auto& list = p.rules[i].after;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(a));
      });
    }
    add(what + ": counted from the other end", [i, a, since_use](Policy& p) {
      p.rules[i].after[a].anchor = since_use ? Anchor::in_state : Anchor::last_used;
    });
  }

  void ladders(std::size_t i) {
    const Rule& rule = policy_.rules[i];
    for (std::size_t l = 0; l < rule.warn->ladders.size(); ++l) ladder(i, l);
    const auto& steps = rule.warn->days_before;
    for (const int days : {rule.notice_days + 1, rule.notice_days - 1}) {
      if (days < 1 || days > steps.front()) continue;  // no valid policy
      add("rule " + rule.name + ", notice: " + std::to_string(days) + " instead of " +
              std::to_string(rule.notice_days),
          [i, days](Policy& p) { p.rules[i].notice_days = days; });
    }
  }

  void ladder(std::size_t i, std::size_t l) {
    const Rule& rule = policy_.rules[i];
    const Ladder& ladder = rule.warn->ladders[l];
    const std::string what = "rule " + rule.name + ", warn " + ladder.send;
    const auto& steps = ladder.days_before;
    const auto change = [&](const std::string& says, const std::function<void(std::vector<int>&)>& how) {
      add(what + ": " + says, [i, l, how](Policy& p) {
        how(p.rules[i].warn->ladders[l].days_before);
        p.rules[i].warn->days_before = all_steps(p.rules[i].warn->ladders);
      });
    };
    for (std::size_t s = 0; s < steps.size(); ++s) {
      if (steps.size() > 1) {
        change("without " + std::to_string(steps[s]),
               [s](std::vector<int>& list) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(s)); });
      }
      if (s == 0 || steps[s - 1] != steps[s] + 1) {
        change(std::to_string(steps[s] + 1) + " instead of " + std::to_string(steps[s]),
               [s](std::vector<int>& list) { ++list[s]; });
      }
    }
    recipients(what, ladder.to, [i, l](Policy& p) -> auto& { return p.rules[i].warn->ladders[l].to; });
  }

  void limit(std::size_t i) {
    const Limit& limit = policy_.guards.limits[i];
    if (limit.count == "vanished") return;  // of imports, which a story has none of
    std::string what = "guard " + limit.count + " per ";
    what += limit.per == Limit::Per::run            ? "run"
            : limit.per == Limit::Per::organisation ? "organisation"
                                                    : std::to_string(limit.days) + " days";
    add(what + ": left out", [i](Policy& p) {
      auto& list = p.guards.limits;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    });
    if (limit.accounts) {
      add(what + ": one account more", [i](Policy& p) { ++*p.guards.limits[i].accounts; });
      add(what + ": one account less", [i](Policy& p) { --*p.guards.limits[i].accounts; });
    }
    if (limit.thousandths_of_percent) {
      add(what + ": half the percentage",
          [i](Policy& p) { *p.guards.limits[i].thousandths_of_percent /= 2; });
      add(what + ": twice the percentage",
          [i](Policy& p) { *p.guards.limits[i].thousandths_of_percent *= 2; });
    }
    if (limit.days > 1)
      number(what, limit.days, 1, [i](Policy& p) -> int& { return p.guards.limits[i].days; });
  }

  void feed(std::size_t i) {
    const FeedTrust& feed = policy_.feeds[i];
    if (feed.feed != "logins") return;  // a story can make only this feed old
    add("trust " + feed.feed + ": however old",
        [i](Policy& p) { p.feeds.erase(p.feeds.begin() + static_cast<std::ptrdiff_t>(i)); });
    number("trust " + feed.feed + ", " + to_string(feed.fresh), feed.fresh.count, 1,
           [i](Policy& p) -> int& { return p.feeds[i].fresh.count; });
  }

  void window() {
    if (!policy_.delete_window) return;
    for (std::size_t day = 0; day < policy_.delete_window->weekdays.size(); ++day) {
      const bool open = policy_.delete_window->weekdays[day];
      const auto name = std::string(schedules::to_string(static_cast<schedules::Weekday>(day)));
      add("calendar, delete: " + std::string(open ? "not " : "also ") + "on " + name,
          [day](Policy& p) { p.delete_window->weekdays[day] = !p.delete_window->weekdays[day]; });
    }
    if (policy_.delete_window->not_on_holiday)
      add("calendar, delete: also on a holiday", [](Policy& p) { p.delete_window->not_on_holiday = false; });
    if (policy_.delete_window->not_before_holiday)
      add("calendar, delete: also before a holiday",
          [](Policy& p) { p.delete_window->not_before_holiday = false; });
  }

  const Policy& policy_;
  std::vector<Mutation> found_;
};

}  // namespace

std::vector<Mutation> mutations_of(const Policy& policy) {
  return Mutator(policy).all();
}

}  // namespace lapse::rules
