// The commands of the service desk: each line one account, one transaction, one answer.
//
// Exit codes  77 when nothing is permitted to whoever asks; 1 when the one line was refused; 3 when some of
//             several were; 69 when the database went away, and the lines after it were not tried.
#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "adapters/cli/deed_order.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/night.h"
#include "adapters/cli/one_account.h"
#include "adapters/cli/roles.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/deed_report.h"
#include "engine/explain_words.h"

namespace lapse::adapters::cli {
namespace {

using Kind = engine::Deed::Kind;
using report::DeedLine;

// Looked up together. What others do to other accounts meanwhile, but for deeds, is not seen.
constexpr std::size_t kAtOnce = 200;
constexpr std::string_view kNotPermitted = "not permitted";

void require_event(const rules::Policy& policy, const Verb& verb) {
  if (verb.kind != Kind::event || policy.event(verb.event) != nullptr) return;
  std::vector<std::string> known;
  for (const auto& event : policy.events) known.push_back(event.name);
  throw Refusal(ExitCode::failed, "the policy " + policy.name + " has no event '" + verb.event +
                                      "', which 'lapse " + verb.command + "' is for; it has " +
                                      (known.empty() ? "none" : engine::listed(known, "and")));
}

// What is judged by an edition has to be in force, or nobody could tell later what it was.
void adopt_where_new(Session& session) {
  if (session.store->edition(session.book->hash)) return;
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  adopt_edition(session, hands, standing_at(session.clocks()));
}

const std::vector<std::string>& roles_for(const rules::Policy& policy, const engine::Deed& deed,
                                          std::vector<std::string>& of_hold) {
  if (deed.kind == Kind::event) return policy.event(deed.name)->by;
  for (const auto& hold : policy.holds) {
    if (hold.name == deed.name) of_hold = {hold.by};
  }
  return of_hold;
}

// Where the connection is lost, nothing but the look is: it is taken once more.
template <class Look>
auto looked(engine::Store& store, const Look& look) {
  try {
    return look();
  } catch (const engine::StoreError& error) {
    if (error.kind() != engine::StoreError::Kind::lost) throw;
    store.reconnect();
    return look();
  }
}

class ServiceDesk {
 public:
  ServiceDesk(Session& session, const Verb& verb, bool dry_run)
      : session_(session),
        verb_(verb),
        dry_run_(dry_run ? engine::DryRun::yes : engine::DryRun::no),
        rights_{actor(), groups(), session.config->roles} {}

  // Only looked at: what is wrong already before the database is asked.
  DeedLine ask(const DeedOrder& order) const {
    DeedLine line;
    line.line = order.line;
    line.asked = order.word("account");
    if (!order.wrong.empty()) {
      line.denials.push_back({"unreadable", order.wrong});
      return line;
    }
    line.deed = deed_of(verb_, policy(), order, line.denials);
    line.deed.actor = rights_.who;
    std::vector<std::string> of_hold;
    const auto acting = acting_role(rights_, verb_.kind == Kind::event ? verb_.command : line.deed.name,
                                    roles_for(policy(), line.deed, of_hold), order.word("role"));
    line.deed.role = acting.role;
    if (!acting.refused.empty()) line.denials.push_back({std::string(kNotPermitted), acting.refused});
    return line;
  }

  // Who is meant by these lines, and who may stand in their way: looked up for all of them together, for it
  // may take a look at all accounts.
  std::vector<engine::Candidates> look(std::span<DeedLine> lines) const {
    return looked(*session_.store, [&] {
      find(lines);
      return candidates_of(lines);
    });
  }

  void work(DeedLine& line, const engine::Candidates& candidates) const {
    line.tried = true;
    if (!line.denials.empty()) return;
    const auto waiting = looked(*session_.store, [&] { return queued(line); });
    const Clocks clocks = looked(*session_.store, [&] { return session_.clocks(); });
    if (const auto why = engine::deed_refusal(policy(), clocks.signs)) {
      line.denials.push_back({"clock is apart", *why});
      return;
    }
    line.deed.at = standing_at(clocks);
    line.result = engine::happen(*session_.store, *session_.book, line.deed, dry_run_, candidates);
    line.denials = line.result.denials;
    if (line.denials.empty())
      line.cancelled = looked(*session_.store, [&] { return cancelled_of(line, waiting); });
  }

 private:
  const rules::Policy& policy() const { return session_.book->policy; }

  using AccountsMeant = std::map<std::string, std::vector<std::string>>;

  void find(std::span<DeedLine> lines) const {
    std::vector<std::string> asked;
    for (DeedLine& line : lines) {
      if (!line.denials.empty()) continue;
      asked.push_back(line.asked);
      if (const auto* mailbox = mailbox_of(line.deed)) asked.push_back(*mailbox);
    }
    const auto meant = session_.store->accounts_meant(asked);
    for (DeedLine& line : lines) {
      if (line.denials.empty()) settle(line, meant);
    }
  }

  void settle(DeedLine& line, const AccountsMeant& meant) const {
    const auto& ids = meant.at(line.asked);
    if (ids.size() == 1) {
      line.deed.account = ids.front();
      auto* mailbox = mailbox_of(line.deed);
      if (mailbox != nullptr && meant.at(*mailbox).size() == 1) *mailbox = meant.at(*mailbox).front();
      return;
    }
    std::vector<engine::AccountView> accounts;
    for (const auto& id : ids) {
      for (auto& account : session_.store->accounts(id)) accounts.push_back(std::move(account));
    }
    line.denials.push_back(
        {ids.empty() ? "unknown account" : "several accounts", not_one_account(line.asked, accounts)});
  }

  // Who asked is named by an address as well; nullptr: nobody has to have asked.
  std::string* mailbox_of(engine::Deed& deed) const {
    const auto* event = deed.kind == Kind::event ? policy().event(deed.name) : nullptr;
    if (event == nullptr || event->asked_from.empty()) return nullptr;
    const auto asked = deed.given.find(event->asked_from);
    return asked == deed.given.end() ? nullptr : &asked->second;
  }

  // One for each line; empty where nobody is asked.
  std::vector<engine::Candidates> candidates_of(std::span<const DeedLine> lines) const {
    std::vector<engine::Deed> deeds;
    for (const DeedLine& line : lines) {
      if (line.denials.empty() && engine::asks_others(policy(), line.deed)) deeds.push_back(line.deed);
    }
    std::vector<engine::Candidates> all(lines.size());
    if (deeds.empty()) return all;
    auto found = session_.store->candidates_of_all(deeds, *policy().event(verb_.event), policy());
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].denials.empty() && engine::asks_others(policy(), lines[i].deed))
        all[i] = std::move(found[next++]);
    }
    return all;
  }

  std::vector<engine::NoticeView> queued(const DeedLine& line) const {
    auto notices = session_.store->notices_of(line.deed.account);
    std::erase_if(notices, [](const auto& notice) { return notice.state != "queued"; });
    return notices;
  }

  std::vector<engine::NoticeView> cancelled_of(const DeedLine& line,
                                               std::vector<engine::NoticeView> waiting) const {
    if (waiting.empty()) return waiting;
    const auto now = session_.store->notices_of(line.deed.account);
    std::erase_if(waiting, [&](const engine::NoticeView& was) {
      return std::ranges::none_of(now, [&](const engine::NoticeView& is) {
        return is.state == "cancelled" && is.epoch == was.epoch && is.rule == was.rule &&
               is.step == was.step && is.send == was.send && is.recipient == was.recipient &&
               is.address == was.address;
      });
    });
    return waiting;
  }

  Session& session_;
  const Verb& verb_;
  engine::DryRun dry_run_;
  Rights rights_;
};

bool is_refused_to_all(const std::vector<DeedLine>& lines) {
  return !lines.empty() && std::ranges::all_of(lines, [](const DeedLine& line) {
    return std::ranges::any_of(line.denials, [](const auto& denial) { return denial.what == kNotPermitted; });
  });
}

ExitCode code_of(const std::vector<DeedLine>& lines) {
  const auto is_done = [](const DeedLine& line) { return line.done(); };
  if (std::ranges::all_of(lines, is_done)) return ExitCode::done;
  if (is_refused_to_all(lines)) return ExitCode::not_permitted;
  return lines.size() == 1 ? ExitCode::failed : ExitCode::partly_done;
}

std::string remedy(engine::StoreError::Kind kind) {
  return kind == engine::StoreError::Kind::lost
             ? "; whether it was done is not known: 'lapse explain' shows it"
             : "; it was not done";
}

// Those looked up together, one after the other. What the database refuses is that line's; when it goes away,
// nothing more is tried, and nothing at all when it goes away while they are looked up.
std::optional<ExitCode> work_off(Session& session, const ServiceDesk& desk, std::span<DeedLine> lines) {
  std::vector<engine::Candidates> candidates;
  try {
    if (!session.world.stop) candidates = desk.look(lines);
  } catch (const engine::StoreError& error) {
    lines.front().denials.push_back({"database", std::string(error.what()) + "; nothing was done"});
    return ExitCode::unavailable;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (session.world.stop) return ExitCode::partly_done;
    try {
      desk.work(lines[i], candidates[i]);
    } catch (const engine::StoreError& error) {
      lines[i].tried = true;
      lines[i].denials.push_back({"database", error.what() + remedy(error.kind())});
      if (error.kind() != engine::StoreError::Kind::failed) return ExitCode::unavailable;
    }
  }
  return std::nullopt;
}

ExitCode work_off(Session& session, const ServiceDesk& desk, std::vector<DeedLine>& lines) {
  for (std::size_t first = 0; first < lines.size(); first += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, lines.size() - first);
    if (const auto ended = work_off(session, desk, std::span(lines).subspan(first, count))) return *ended;
  }
  return code_of(lines);
}

void answer(const Session& session, const report::DeedReport& report, bool from_file) {
  if (session.json) {
    session.world.out << report::deeds_json(report);
    return;
  }
  const bool one = report.lines.size() == 1 && !from_file;
  if (!one) {
    session.world.out << report::deeds_text(report, session.book->policy, session.colour);
  } else if (report.lines.front().done()) {
    if (!session.quiet) session.world.out << deed_text(report, report.lines.front(), session.book->policy);
  } else {
    session.world.err << denials_text(report.lines.front());
  }
}

ExitCode do_deeds(Session& session, const Arguments& arguments, const Verb& verb) {
  require_event(session.book->policy, verb);
  const bool dry_run = arguments.flag("dry-run");
  const ServiceDesk desk(session, verb, dry_run);
  report::DeedReport report{verb.command, dry_run, {}};
  for (const auto& order : read_orders(verb, session.book->policy, arguments))
    report.lines.push_back(desk.ask(order));
  const bool all_hopeless =
      std::ranges::none_of(report.lines, [](const DeedLine& line) { return line.denials.empty(); });
  if (!dry_run && !all_hopeless) adopt_where_new(session);
  const StopSignals signals(session.world.stop);
  const ExitCode code = work_off(session, desk, report.lines);
  answer(session, report, !arguments.text("from").empty());
  return code;
}

}  // namespace

ExitCode run_leaver(Session& session, const Arguments& arguments) {
  return do_deeds(session, arguments, {"leaver", Kind::event, "leaver"});
}

ExitCode run_join(Session& session, const Arguments& arguments) {
  return do_deeds(session, arguments, {"join", Kind::event, "joiner"});
}

ExitCode run_restore(Session& session, const Arguments& arguments) {
  return do_deeds(session, arguments, {"restore", Kind::event, "restore"});
}

ExitCode run_hold(Session& session, const Arguments& arguments) {
  return do_deeds(session, arguments, {"hold", Kind::hold, ""});
}

ExitCode run_release(Session& session, const Arguments& arguments) {
  return do_deeds(session, arguments, {"release", Kind::release, ""});
}

}  // namespace lapse::adapters::cli
