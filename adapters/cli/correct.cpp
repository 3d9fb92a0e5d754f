#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "adapters/cli/failure.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"
#include "adapters/sources/read.h"
#include "adapters/sql/open.h"
#include "engine/correction.h"

namespace lapse::adapters::cli {
namespace {

using engine::CorrectionRow;

// The rows of a file of id and last_used; the first that cannot be read refuses all of it.
class Rows : public engine::Intake {
 public:
  explicit Rows(std::string file) : file_(std::move(file)) {}
  void login(const engine::LoginRecord& record) override {
    rows.push_back({record.id, record.last_login_at, {}});
  }
  void reject(const engine::Reject& reject) override {
    throw Refusal(ExitCode::usage, fmt::format("{}:{}: {}", file_, reject.line, reject.reason));
  }
  void account(const engine::AccountRecord&) override {}
  void organisation(const engine::OrganisationRecord&) override {}
  void membership(const engine::MembershipRecord&) override {}
  void hold(const engine::HoldRecord&) override {}
  std::vector<CorrectionRow> rows;

 private:
  std::string file_;
};

std::vector<CorrectionRow> rows_of_file(const std::string& file, schedules::Instant now) {
  if (!std::filesystem::is_regular_file(file))
    throw Refusal(ExitCode::usage, file + ": there is no such file");
  sources::SourceSpec spec;
  spec.name = "--from";
  spec.feed = engine::FeedKind::logins;
  spec.file = file;
  spec.map = {{"last_login_at", "last_used"}};
  Rows rows(file);
  sources::read_file(spec, file, now, rows);
  return rows.rows;
}

std::vector<CorrectionRow> rows_asked_for(const Arguments& arguments, schedules::Instant now) {
  const std::string file = arguments.text("from");
  const auto last_used = parse_instant_option("--last-used", arguments.text("last-used"));
  const auto& operands = arguments.operands();
  if (file.empty() == operands.empty()) {
    throw Refusal(
        ExitCode::usage,
        "name one account and --last-used T, or a file of them: --from FILE, or what another person "
        "asked for: --approve ID");
  }
  if (!file.empty()) return rows_of_file(file, now);
  if (!last_used)
    throw Refusal(ExitCode::usage,
                  "when was it used last? Say it with --last-used, like 2026-01-05T06:30:00Z");
  return {{operands.front(), *last_used, {}}};
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0) return number;
  throw Refusal(ExitCode::usage, "--approve: '" + text + "' is not the number of a correction");
}

void print(Session& session, const engine::Corrected& done) {
  const auto& correction = done.correction;
  const bool waits = correction.approved_at.seconds == 0;
  const std::size_t accounts = correction.rows.size() - done.left_alone.size();
  if (session.json) {
    report::Json answer = report::new_answer();
    answer["correction"] = correction.id;
    answer["hash"] = correction.hash;
    answer["state"] = waits ? "waits" : "done";
    answer["accounts"] = accounts;
    answer["left_alone"] = done.left_alone;
    answer["asked_by"] = correction.asked_by;
    answer["approved_by"] = waits ? report::Json(nullptr) : report::Json(correction.approved_by);
    session.world.out << report::page(answer);
    return;
  }
  if (waits) {
    session.world.out << fmt::format(
        "correction {} waits: {} account{}, {}\nnothing was changed; another person approves it within 7 "
        "days "
        "with:\n  lapse correct --approve {} --reason REASON\n",
        correction.id, accounts, accounts == 1 ? "" : "s", correction.hash, correction.id);
    return;
  }
  session.world.out << fmt::format("correction {} is done: {} account{}\n", correction.id, accounts,
                                   accounts == 1 ? "" : "s");
  for (const auto& account : done.left_alone) {
    session.world.out << fmt::format("  left alone: {} was used or changed since it was asked for\n",
                                     account);
  }
}

engine::Corrected correct(Session& session, const Arguments& arguments, const Clocks& clocks) {
  const engine::CorrectionTerms terms{standing_at(clocks), actor(), arguments.text("reason")};
  const std::string approved = arguments.text("approve");
  const bool approves = !approved.empty();
  if (approves && (!arguments.operands().empty() || !arguments.text("from").empty()))
    throw Refusal(ExitCode::usage, "--approve stands alone: what it approves was said when it was asked for");
  const std::int64_t id = approves ? number_in(approved) : 0;
  auto rows = approves ? std::vector<CorrectionRow>{} : rows_asked_for(arguments, terms.at);
  const auto desk = sql::open_correction_desk(session.config->database, database_secret(*session.config));
  if (approves) return engine::approve_correction(*desk, *session.book, id, terms);
  return {engine::ask_for_correction(*desk, *session.book, std::move(rows), terms), {}};
}

}  // namespace

ExitCode run_correct(Session& session, const Arguments& arguments) {
  if (arguments.text("reason").empty())
    throw Refusal(
        ExitCode::usage,
        "why is it to be corrected, and how do you know? Say it with --reason: it goes into the record");
  const Clocks clocks = session.clocks();
  if (const auto why = engine::refusal(session.book->policy, clocks.engine, session.store->gaps(),
                                       clocks.signs, standing_at(clocks)))
    throw Refusal(ExitCode::failed, *why);
  try {
    print(session, correct(session, arguments, clocks));
  } catch (const engine::CorrectionRefused& refused) {
    const bool rights = refused.kind() == engine::CorrectionRefused::Kind::not_permitted;
    throw Refusal(rights ? ExitCode::not_permitted : ExitCode::usage, refused.what());
  }
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
