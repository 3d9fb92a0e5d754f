#include "tests/world.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "engine/digest.h"
#include "rules/parse.h"
#include "tests/fakes.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using schedules::Instant;

const schedules::Zone& zone() {
  static const schedules::Zone kLondon = *schedules::Zone::find("Europe/London");
  return kLondon;
}

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(LAPSE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

engine::AccountRecord record_of(const Person& person) {
  engine::AccountRecord record;
  record.id = person.id;
  record.email = person.id + "@nhs.example";
  record.display_name = person.id;
  record.kind = person.kind;
  record.organisation = person.organisation;
  record.organisation_type = person.type;
  record.administered_by = person.administered_by;
  if (person.personal_email) record.personal_email = person.id + "@mail.example";
  if (person.mobile)
    record.mobile = person.mobile_number.empty() ? mobile_of(person.id) : person.mobile_number;
  record.created_at = london(person.created);
  if (!person.last_used.empty()) record.last_login_at = london(person.last_used);
  record.state = person.state;
  if (!person.since.empty()) record.state_since = london(person.since);
  return record;
}

constexpr const char* kBeat = "beat";  // somebody who signs in every day, so that the feed is fresh

}  // namespace

struct World::Feeds {
  HandClock clock;
  Memory memory;
  PlainTexts texts;
  std::vector<engine::OrganisationRecord> sites;
  std::vector<engine::MembershipRecord> members;
  std::vector<engine::HoldRecord> holds;
  std::multimap<Instant, std::string> logins;
  bool sites_changed = false;
};

Instant london(const std::string& text) {
  const auto day = schedules::parse_day(text.substr(0, 10));
  if (!day) throw std::invalid_argument("no day: " + text);
  if (text.size() == 10) return zone().midnight(*day);
  const auto time = schedules::parse_time_of_day(text.substr(11, 5));
  if (!time) throw std::invalid_argument("no time: " + text);
  const std::int64_t seconds = text.size() > 16 ? std::stoi(text.substr(17)) : 0;
  return zone().at(*day, *time) + seconds;
}

std::string mobile_of(const std::string& id) {
  constexpr std::uint64_t kNumbers = 100'000'000;
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  return "07" + std::to_string(kNumbers + hash % kNumbers);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::invalid_argument("not in the text: " + what);
  return text.replace(at, what.size(), with);
}

std::string shipped_policy() {
  return replaced(file_text("rules/policies/nas.yaml"), "50 notices or 5 percent",
                  "1000 notices or 5 percent");
}

engine::Rulebook rulebook_of(const std::string& policy_text) {
  rules::Diagnostics diagnostics;
  auto policy = rules::parse_policy(policy_text, "policy.yaml", diagnostics);
  for (const auto& diagnostic : diagnostics) {
    throw std::invalid_argument(rules::render(diagnostic, policy_text));
  }
  const std::string path = "schedules/holidays/england-and-wales.json";
  auto holidays = rules::parse_holidays(file_text(path), path, policy->holidays_name, diagnostics);
  return {std::move(*policy), holidays.value(), policy_text, engine::sha256(policy_text)};
}

engine::Receipt Letterbox::deliver(const engine::Message& message) {
  engine::Receipt receipt{engine::Receipt::Outcome::handed, ""};
  if (answers) receipt = answers(message);
  if (receipt.outcome == engine::Receipt::Outcome::handed ||
      receipt.outcome == engine::Receipt::Outcome::ambiguous) {
    messages.push_back(message);
  }
  return receipt;
}

engine::TombstoneKey key_of_tests() {
  return engine::TombstoneKey("a key of tests");
}

World::World(const std::string& policy_text, std::shared_ptr<engine::PurgeRecord> record)
    : book_(rulebook_of(policy_text)),
      store_(std::make_unique<adapters::sql::SqlStore>(database_.target(), Access::create, key_of_tests(),
                                                       std::move(record))),
      feeds_(std::make_unique<Feeds>()) {
  make_schema(store_->database());
  const auto lease = store_->acquire("test", feeds_->clock.time, 60, "");
  hands_ = std::make_unique<engine::Hands>(
      engine::Hands{*store_, lease.value(), feeds_->clock, feeds_->memory, stop, "uid 0 (root)"});
  person({.id = kBeat});
}

World::~World() = default;

void World::person(const Person& person) {
  people_[person.id] = person;
  people_changed_ = true;
}

void World::member(const std::string& mailbox, const std::string& account, const std::string& role) {
  feeds_->members.push_back({static_cast<std::int64_t>(feeds_->members.size()) + 2, mailbox, account, role});
  feeds_->sites_changed = true;
}

void World::site(const std::string& code, const std::string& type, const std::string& mailbox) {
  feeds_->sites.push_back(
      {static_cast<std::int64_t>(feeds_->sites.size()) + 2, code, type, code + " site", "Leeds", mailbox});
  feeds_->sites_changed = true;
}

void World::hold(const std::string& account, const std::string& hold, const std::string& from,
                 const std::string& until) {
  engine::HoldRecord record{
      static_cast<std::int64_t>(feeds_->holds.size()) + 2, account, hold, "nas", "", london(from), {}};
  if (!until.empty()) record.until = london(until);
  feeds_->holds.push_back(record);
  feeds_->sites_changed = true;
}

void World::login(const std::string& id, const std::string& at) {
  feeds_->logins.emplace(london(at), id);
}

void World::feed_says(const std::string& id, const std::string& state, const std::string& since,
                      const std::string& organisation) {
  auto& person = people_.at(id);
  person.state = state;
  person.since = since;
  if (!organisation.empty()) person.organisation = organisation;
  people_changed_ = true;
}

void World::forget(const std::string& id) {
  people_.erase(id);
  people_changed_ = true;
}

void World::policy(const std::string& text) {
  book_ = rulebook_of(text);
  people_changed_ = true;
}

engine::ImportReport World::import_people(const std::string& at) {
  Rejects rejects;
  std::int64_t line = 2;
  return engine::import_feed(
      *hands_, book_, london(at), {"accounts", engine::FeedKind::accounts},
      [&](engine::Intake& intake) {
        for (const auto& [id, person] : people_) {
          auto record = record_of(person);
          record.line = line++;
          intake.account(record);
        }
      },
      rejects);
}

engine::ImportReport World::import_logins(const std::string& at) {
  Rejects rejects;
  const Instant now = london(at);
  const Instant beat = std::min(now, logins_until_);
  return engine::import_feed(
      *hands_, book_, now, {"logins", engine::FeedKind::logins},
      [&](engine::Intake& intake) {
        intake.login({2, kBeat, beat});
        for (const auto& [when, id] : feeds_->logins) {
          if (when <= beat) intake.login({3, id, when});
        }
      },
      rejects);
}

void World::import_all(Instant at) {
  Rejects rejects;
  const std::string now = zone().local(at).substr(0, 16);
  if (feeds_->sites_changed) {
    const auto all = [&](const char* name, engine::FeedKind kind, const auto& records, auto hand_over) {
      engine::import_feed(
          *hands_, book_, at, {name, kind},
          [&](engine::Intake& intake) {
            for (const auto& record : records) hand_over(intake, record);
          },
          rejects);
    };
    all("organisations", engine::FeedKind::organisations, feeds_->sites,
        [](engine::Intake& intake, const auto& record) { intake.organisation(record); });
    all("memberships", engine::FeedKind::memberships, feeds_->members,
        [](engine::Intake& intake, const auto& record) { intake.membership(record); });
    all("holds", engine::FeedKind::holds, feeds_->holds,
        [](engine::Intake& intake, const auto& record) { intake.hold(record); });
    feeds_->sites_changed = false;
  }
  if (people_are_exported(at)) {
    people_.at(kBeat).last_used = zone().local(std::min(at, logins_until_)).substr(0, 16);
    import_people(now);
    people_changed_ = false;
    people_at_ = at;
  }
  import_logins(now);
}

// The same rows a day later would change nothing, and cost a database more than the rest of the night.
bool World::people_are_exported(Instant at) const {
  constexpr std::int64_t kWeek = 7 * schedules::kSecondsPerDay;
  const bool tells_states =
      std::ranges::any_of(people_, [](const auto& one) { return !one.second.state.empty(); });
  return people_changed_ || tells_states || at.seconds - people_at_.seconds >= kWeek;
}

engine::PassResult World::pass(const std::string& at, const engine::Scope& scope) {
  return engine::pass(*hands_, book_, {london(at), scope, {}, chunk_rows});
}

engine::Delivery World::deliver(const std::string& at) {
  return engine::deliver(*hands_, book_, london(at), feeds_->texts, letterbox);
}

engine::Plan World::plan(const std::string& at, const engine::Scope& scope) {
  return engine::decide(book_, *store_, london(at), scope, [](const engine::PlanLine&) {});
}

engine::PassResult World::night(const std::string& at) {
  import_all(london(at));
  auto result = pass(at);
  deliver(at);
  last_ = london(at);
  started_ = true;
  return result;
}

void World::run_until(const std::string& at) {
  if (!started_) last_ = london("2026-01-01 12:00");
  started_ = true;
  for (auto next = engine::next_wakeup(book_, last_); next <= london(at);
       next = engine::next_wakeup(book_, last_)) {
    night(zone().local(next).substr(0, 16));
  }
}

void World::nobody_looks_until(const std::string& at) {
  const Instant from = last_;
  last_ = london(at) - 1;
  auto transaction = store_->begin(hands_->lease, feeds_->clock.time);
  transaction->save_gap({from, london(at), last_, "uid 0 (root)", "the machine was moved"});
  auto state = store_->engine_state();
  state.last_as_of = last_;
  transaction->save_engine(state);
  transaction->commit();
}

std::string World::story(const std::string& id) {
  std::string text;
  for (const auto& row : store_->journal_of(id)) {
    text += to_string(zone().day_of({row.at})) + " ";
    if (row.kind == "warn") {
      text += "warn " + std::to_string(row.step) + " for " + to_string(zone().day_of({row.promised_at}));
    } else if (row.from_state != row.to_state && row.kind != "arrive") {
      text += row.from_state + " -> " + row.to_state + " by " + row.cause;
    } else {
      text += row.kind;
    }
    text += "\n";
  }
  return text;
}

engine::AccountView World::account(const std::string& id) {
  return store_->accounts(id).at(0);
}

std::string World::state(const std::string& id) {
  return account(id).facts.state;
}

std::string World::sent(const std::string& id) {
  std::string text;
  for (const auto& notice : store_->notices_of(id)) {
    if (notice.state != "handed") continue;
    text += to_string(zone().day_of(notice.handed_at)) + " " + notice.send;
    if (notice.step > 0) text += " " + std::to_string(notice.step);
    text += " " + notice.recipient + "\n";
  }
  return text;
}

}  // namespace lapse::tests
