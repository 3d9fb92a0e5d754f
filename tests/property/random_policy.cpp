#include "tests/property/random_policy.h"

#include <algorithm>

#include "rules/disjoint.h"
#include "rules/vocabulary.h"
#include "tests/property/dice.h"
#include "tests/property/rule_text.h"

namespace lapse::tests {
namespace {

using rules::AnyOf;
using rules::Condition;
using rules::Rule;
using rules::Sort;

// Days on which London changes its clocks, leap days, the last of a year, and days like any other.
const std::vector<std::string> kDays{"2024-02-29", "2025-10-26", "2025-12-31", "2026-03-29", "2026-03-30",
                                     "2026-06-28", "2026-08-11", "2026-10-25", "2026-11-24", "2027-01-23",
                                     "2027-03-28", "2028-02-28", "2028-02-29", "2028-03-01"};

constexpr int kLongestPeriod = 120;

class Author {
 public:
  explicit Author(std::uint64_t seed) : dice_(seed) {}

  RandomPolicy write() {
    make_states();
    make_rules();
    RandomPolicy made;
    for (const Rule& rule : rules_) made.rules.push_back(text_of(rule));
    made.text = head();
    for (const std::string& rule : made.rules) made.text += rule + "\n";
    made.text += tail();
    return made;
  }

 private:
  void make_states() {
    const std::vector<std::string> names{"active", "resting", "away", "parked", "deleted", "purged"};
    const int live = dice_.between(1, 4);
    const int destructive = dice_.between(live == 1 ? 1 : 0, 2);
    for (int i = 0; i < live; ++i) states_.push_back({names[static_cast<std::size_t>(i)], "in words"});
    for (int i = 0; i < destructive; ++i) {
      const bool final = i == destructive - 1 && dice_.chance(60);
      states_.push_back({names[static_cast<std::size_t>(4 + i)], "in words", true, final});
    }
  }

  // Within a state, an earlier rule comes before those that it can meet; the text has them in any order.
  void make_rules() {
    for (const rules::State& from : states_) {
      if (from.final || (states_.front().name != from.name && dice_.chance(20))) continue;
      const int count = dice_.between(1, 3);
      std::vector<Rule> here;
      for (int i = 0; i < count; ++i) here.push_back(rule(from.name, i));
      for (std::size_t i = 0; i < here.size(); ++i) order(here, i);
      rules_.insert(rules_.end(), here.begin(), here.end());
    }
    dice_.shuffle(rules_);
  }

  void order(std::vector<Rule>& here, std::size_t first) {
    rules::Shapes shapes;
    const auto own = shapes.of(here[first]);
    for (std::size_t i = first + 1; i < here.size(); ++i) {
      const auto other = shapes.of(here[i]);
      const bool meet = std::ranges::any_of(*own, [&](const rules::Shape& a) {
        return std::ranges::any_of(*other, [&](const rules::Shape& b) { return can_meet(a, b); });
      });
      if (meet) here[first].before.push_back(here[i].name);
    }
    dice_.shuffle(here[first].before);
  }

  Rule rule(const std::string& from, int number) {
    Rule made;
    made.name = from + "-" + std::to_string(number);
    made.says = "Whatever this one does.";
    made.from = from;
    const rules::State* to = nullptr;
    do to = &dice_.pick(states_);
    while (to->name == from);
    made.to = to->name;
    make_conditions(made);
    made.after = periods();
    if (to->destructive || dice_.chance(60)) make_warnings(made);
    return made;
  }

  // Conditions that exclude each other are drawn again; the dice would have to be loaded to need all
  // attempts.
  void make_conditions(Rule& made) {
    for (int attempt = 0; attempt < 50; ++attempt) {
      made.only = conditions(dice_.between(0, 3));
      made.unless = conditions(dice_.between(0, 2));
      rules::Shapes shapes;
      const auto ways = shapes.of(made);
      if (ways && !ways->empty()) return;
    }
    made.only.clear();
    made.unless.clear();
  }

  std::vector<AnyOf> conditions(int count) {
    std::vector<AnyOf> all;
    for (; count > 0; --count) {
      AnyOf one_of{condition()};
      if (dice_.chance(30)) {
        for (int more = dice_.between(1, 2); more > 0; --more) one_of.push_back(condition());
      }
      all.push_back(one_of);
    }
    return all;
  }

  Condition condition() {
    const auto& words = rules::field_words();
    const auto& field = words[static_cast<std::size_t>(dice_.below(static_cast<int>(words.size())))];
    Condition made{field.field, dice_.chance(40)};
    const bool never_missing = field.field == rules::Field::kind || field.sort == Sort::yes_no;
    if (field.sort == Sort::text || (!never_missing && dice_.chance(25))) {
      made.asks = Condition::Asks::missing;
    } else if (field.sort == Sort::day) {
      made.asks = dice_.chance(50) ? Condition::Asks::before : Condition::Asks::after;
      made.day = *schedules::parse_day(dice_.pick(kDays));
    } else {
      made.values = values(field);
    }
    return made;
  }

  // One of two, else up to three; not all that there are, which the language refuses.
  std::vector<std::string> values(const rules::FieldWord& field) {
    std::vector<std::string> known(field.values.begin(), field.values.end());
    if (field.field == rules::Field::organisation)
      for (int i = 0; i < 40; ++i) known.push_back("F" + std::to_string(i));
    if (field.field == rules::Field::organisation_type)
      known = {"dental_practice", "community_pharmacy", "gp_practice", "optometry"};
    if (field.field == rules::Field::administered_by) known = {"nas", "local", "nobody"};
    dice_.shuffle(known);
    const int most = field.sort == Sort::yes_no ? 1 : 3;
    known.resize(static_cast<std::size_t>(dice_.between(1, most)));
    return known;
  }

  std::vector<rules::After> periods() {
    std::vector<rules::After> all{{rules::Anchor::in_state, days()}, {rules::Anchor::last_used, days()}};
    dice_.shuffle(all);
    if (dice_.chance(55)) all.pop_back();
    return all;
  }

  int days() { return dice_.chance(15) ? dice_.between(1, 3) : dice_.between(1, kLongestPeriod); }

  void make_warnings(Rule& made) {
    int longest = 0;
    for (const auto& after : made.after) longest = std::max(longest, after.days);
    rules::Warn warn;
    for (int i = dice_.chance(50) ? 1 : dice_.between(2, 3); i > 0; --i) {
      const std::string send = "text-" + std::to_string(i);
      warn.ladders.push_back({steps(longest), send, recipients()});
    }
    warn.days_before = rules::all_steps(warn.ladders);
    made.notice_days = dice_.between(1, warn.days_before.front());
    made.warn = warn;
  }

  // No warning is due before the period begins.
  std::vector<int> steps(int longest) {
    std::vector<int> all;
    for (int i = dice_.between(1, 4); i > 0; --i) all.push_back(dice_.between(1, std::min(longest, 40)));
    std::ranges::sort(all, std::ranges::greater());
    const auto again = std::ranges::unique(all);
    all.erase(again.begin(), again.end());
    return all;
  }

  std::vector<rules::Recipient> recipients() {
    std::vector<rules::Recipient> all(rules::kRecipients.begin(), rules::kRecipients.end());
    dice_.shuffle(all);
    all.resize(static_cast<std::size_t>(dice_.between(1, 3)));
    return all;
  }

  std::string head() {
    const bool at_home = dice_.chance(70);
    const std::string zone =
        at_home
            ? "Europe/London"
            : dice_.pick<std::string>({"America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"});
    std::string text =
        "policy: drawn\nedition: 1\nsource: dice\ntimezone: " + zone +
        "\n\ncalendar:\n  holidays: england-and-wales\n  look: every day at 06:30\n"
        "  delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday\n\nstates:\n";
    for (const auto& state : states_) {
      text += "  " + state.name + ": { meaning: " + state.meaning +
              (state.destructive ? ", destructive: yes" : "") + (state.final ? ", final: yes" : "") + " }\n";
    }
    const std::string& first = states_.front().name;
    const auto untouched = dice_.chance(60) ? "[kind is service or break_glass]" : text_of(conditions(1));
    return text + "\nevents:\n  login: { from: " + first + ", to: " + first +
           " }\n\nfacts:\n  last_used: latest of last_login, created\n\nnever_touch: " + untouched +
           "\n\nholds:\n  legal: { by: information_governance, until: released }\n\nrules:\n";
  }

  std::string tail() const {
    std::string text = "guards:\n  limits:\n    - { count: notices, at_most: 5 percent, per: day }\n";
    for (const auto& state : states_) {
      if (state.destructive)
        text += "    - { count: " + state.name + ", at_most: 10 accounts or 0.5 percent, per: run }\n";
    }
    return text +
           "  when_over: { do: stop the rule, tell: duty_manager, approvers: 2, approval_lasts: 24 hours }\n"
           "  when_shortened: { new_promises_only: yes, fresh_warnings: yes }\n\n"
           "trust:\n  logins: { fresh: 36 hours, rows_at_least: 60 percent of usual, missing_at_most: 10 "
           "percent }\n"
           "  clock: { jump_at_most: 26 hours, synchronised: yes, agree_with_database: 60 seconds }\n\n"
           "routes:\n  by: organisation_type\n  otherwise: { team: duty-team@nas.example }\n";
  }

  Dice dice_;
  std::vector<rules::State> states_;
  std::vector<Rule> rules_;
};

}  // namespace

RandomPolicy random_policy(std::uint64_t seed) {
  return Author(seed).write();
}

}  // namespace lapse::tests
