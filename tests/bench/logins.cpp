#include "tests/bench/logins.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>
#include <vector>

#include "tests/bench/fill.h"

namespace lapse::tests {
namespace {

constexpr std::int64_t kRecentSeconds = 59 * schedules::kSecondsPerDay;  // the ladder starts a day later
constexpr unsigned kSeed = 20260616;

class NoRejects : public engine::Intake {
 public:
  void account(const engine::AccountRecord&) override {}
  void login(const engine::LoginRecord&) override {}
  void organisation(const engine::OrganisationRecord&) override {}
  void membership(const engine::MembershipRecord&) override {}
  void hold(const engine::HoldRecord&) override {}
  void reject(const engine::Reject& reject) override {
    throw std::runtime_error("a sign-in was rejected: " + reject.reason);
  }
};

}  // namespace

void write_logins(adapters::sql::Database& database, std::int64_t count, const std::string& file) {
  std::vector<std::string> ids;
  database.each<std::string>(
      "SELECT id FROM account WHERE state = 'active' AND kind = 'user' AND warned_step = 0"
      " AND idle_since > :recent AND substr(id, 10, 1) IN ('3', '7') ORDER BY id",
      {{"recent", night_at().seconds - kRecentSeconds}},
      [&ids](const std::string& id) { ids.push_back(id); });
  if (static_cast<std::int64_t>(ids.size()) < count) {
    throw std::invalid_argument("only " + std::to_string(ids.size()) + " accounts can sign in");
  }
  std::shuffle(ids.begin(), ids.end(), std::mt19937(kSeed));
  ids.resize(static_cast<std::size_t>(count));
  std::ofstream lines(file);
  const std::int64_t newest = night_at().seconds - schedules::kSecondsPerHour;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    lines << ids[i] << ',' << newest - static_cast<std::int64_t>(i) % schedules::kSecondsPerDay / 2 << '\n';
  }
  if (!lines.flush()) throw std::runtime_error(file + " cannot be written");
}

engine::ImportReport import_logins(engine::Hands& hands, const engine::Rulebook& book,
                                   const std::string& file) {
  const auto fill = [&file](engine::Intake& intake) {
    std::ifstream lines(file);
    engine::LoginRecord record;
    for (std::string line; std::getline(lines, line);) {
      const auto comma = line.find(',');
      ++record.line;
      record.id = line.substr(0, comma);
      record.last_login_at = {std::stoll(line.substr(comma + 1))};
      intake.login(record);
    }
  };
  NoRejects rejects;
  return engine::import_feed(hands, book, night_at(), {"logins", engine::FeedKind::logins}, fill, rejects);
}

}  // namespace lapse::tests
