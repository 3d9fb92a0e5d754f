#include "engine/trust.h"

#include <algorithm>

#include "engine/explain_words.h"

namespace lapse::engine {
namespace {

constexpr std::int64_t kWhole = 100'000;    // thousandths of a percent
constexpr std::int64_t kAbsurdShare = 100;  // one row in so many

std::int64_t median(std::vector<std::int64_t> values) {
  std::ranges::sort(values);
  return values[(values.size() - 1) / 2];
}

std::string percent(std::int64_t thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  if (std::int64_t rest = thousandths % 1000; rest != 0) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    text += "." + digits;
  }
  return text + " percent";
}

bool more_than(std::int64_t rows, std::int64_t thousandths, std::int64_t all) {
  return rows > kFew && rows * kWhole > thousandths * all;
}

class Doubts {
 public:
  Doubts(const rules::Policy& policy, FeedKind feed, const StagingResult& staged, Extent extent,
         const std::vector<PastImport>& past)
      : policy_(policy), feed_(feed), staged_(staged), extent_(extent), past_(past) {}

  std::string all() {
    look_at_dates();
    for (const auto& trust : policy_.feeds) {
      if (!concerns(trust) || extent_ == Extent::changes) continue;
      look_at_rows(trust);
      look_at_missing(trust);
    }
    return listed(found_, "and");
  }

 private:
  // Sign-ins come from a feed of them, and from an accounts feed that has, or ever had, any.
  bool concerns(const rules::FeedTrust& trust) const {
    if (trust.feed == "leavers") return feed_ == FeedKind::accounts;
    if (feed_ == FeedKind::logins) return true;
    const bool had = std::ranges::any_of(past_, [](const auto& one) { return one.logins_at.seconds != 0; });
    return feed_ == FeedKind::accounts && (had || staged_.logins_at.seconds != 0);
  }

  void look_at_dates() {
    const bool asked = std::ranges::any_of(policy_.feeds, [&](const auto& trust) { return concerns(trust); });
    if (!asked || staged_.absurd <= 1) return;
    if (staged_.absurd * kAbsurdShare <= staged_.rows + staged_.rejected) return;
    add(counted(staged_.absurd, "row") + " of " + grouped(staged_.rows + staged_.rejected) +
        " have dates that cannot be, before 1990 or in the future");
  }

  void look_at_rows(const rules::FeedTrust& trust) {
    const auto usual = usual_rows(past_, extent_, policy_.zone, staged_.data_at);
    if (!trust.rows_at_least_thousandths || !usual) return;
    if (staged_.rows * kWhole >= *trust.rows_at_least_thousandths * *usual) return;
    if (*usual - staged_.rows <= kFew) return;
    add("it has " + counted(staged_.rows, "row") + " where " + grouped(*usual) +
        " are usual, and the policy asks for " + percent(*trust.rows_at_least_thousandths));
  }

  void look_at_missing(const rules::FeedTrust& trust) {
    if (!trust.missing_at_most_thousandths || feed_ != FeedKind::accounts) return;
    const bool logins = trust.feed == "logins";
    const std::int64_t all = logins ? staged_.people : staged_.rows;
    const std::int64_t missing = logins ? staged_.without_login : staged_.without_state;
    if (!more_than(missing, *trust.missing_at_most_thousandths, all)) return;
    add(grouped(missing) + " of " + counted(all, logins ? "person" : "account") + " have no " +
        (logins ? "last sign-in" : "state") + " in it, and the policy bears " +
        percent(*trust.missing_at_most_thousandths));
  }

  void add(std::string sentence) {
    if (std::ranges::find(found_, sentence) == found_.end()) found_.push_back(std::move(sentence));
  }

  const rules::Policy& policy_;
  FeedKind feed_;
  const StagingResult& staged_;
  Extent extent_;
  const std::vector<PastImport>& past_;
  std::vector<std::string> found_;
};

}  // namespace

std::optional<std::int64_t> usual_rows(const std::vector<PastImport>& past, Extent extent,
                                       const schedules::Zone& zone, schedules::Instant data_at) {
  const auto weekday = [&](schedules::Instant at) { return schedules::weekday_of(zone.day_of(at)); };
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> same_day;
  for (const auto& one : past) {
    all.push_back(one.rows);
    if (weekday(one.data_at) == weekday(data_at)) same_day.push_back(one.rows);
  }
  if (all.empty() || (extent == Extent::piece && same_day.empty())) return std::nullopt;
  const bool rhythm = extent == Extent::piece || same_day.size() > 1;  // one may be the only bad one
  return rhythm ? std::min(median(all), median(same_day)) : median(all);
}

std::string doubt_of(const rules::Policy& policy, FeedKind feed, const StagingResult& staged, Extent extent,
                     const std::vector<PastImport>& past) {
  return Doubts(policy, feed, staged, extent, past).all();
}

}  // namespace lapse::engine
