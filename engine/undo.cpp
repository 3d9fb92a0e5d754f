#include "engine/undo.h"

#include <algorithm>

#include "engine/carry_out.h"
#include "engine/persist.h"
#include "engine/timekeeping.h"

namespace lapse::engine {
namespace {

using Fate = UndoRow::Fate;

Run require_run(const Store& store, const UndoTerms& terms) {
  const auto run = store.run(terms.run);
  if (!run)
    throw UndoRefused("there is no run " + std::to_string(terms.run) + "; 'lapse status' names the last");
  if (const auto of = store.undone_by(terms.run)) {
    throw UndoRefused("run " + std::to_string(terms.run) + " took back run " + std::to_string(of->undone) +
                      "; what it brought back is moved again by the rules, after all warnings");
  }
  if (const auto last = store.engine_state().last_as_of; terms.at < last) {
    throw UndoRefused("time went backwards: the last pass was at " + to_string(last) + ", this would be at " +
                      to_string(terms.at) + "; nothing was done, check the clock of this machine");
  }
  return *run;
}

void count(UndoResult& result, const UndoRow& row) {
  ++(row.move ? result.moves : result.warnings)[row.rule];
}

// One after the other: chunks of journal numbers, for they are those of the run's plan.
class Undoing {
 public:
  Undoing(Hands& hands, const Rulebook& book, const UndoTerms& terms, Run of)
      : hands_(hands),
        book_(book),
        terms_(terms),
        of_(std::move(of)),
        then_(stored_policy(hands.store, of_.edition)) {
    if (!then_)
      throw UndoRefused("the edition of run " + std::to_string(of_.id) + " cannot be read any more");
  }

  UndoResult undo() {
    result_.of = of_;
    look(true);
    begin();
    const std::int64_t rows = terms_.chunk_rows > 0 ? terms_.chunk_rows : hands_.store.chunk_rows();
    for (Chunk part{1, 0}; part.first <= of_.planned && !result_.interrupted; part.first = part.last + 1) {
      part.last = std::min(of_.planned, part.first + rows - 1);
      persist(hands_, [&] { take_back(part); });
      hands_.observer.progress("accounts", part.last, of_.planned);
      result_.interrupted = hands_.stop && part.last < of_.planned;
    }
    end();
    look(false);
    return std::move(result_);
  }

 private:
  std::unique_ptr<Transaction> transaction() { return hands_.store.begin(hands_.lease, hands_.clock.now()); }

  // Before: who is back already. Afterwards: who stays as the run left him.
  void look(bool before) {
    hands_.store.read_undo(of_, *then_, [&](const UndoRow& row) {
      if (before && row.fate == Fate::is_back) ++result_.already;
      if (!before && row.fate != Fate::is_back) result_.left.push_back(row);
    });
  }

  // A run that was interrupted is not gone on with: it is the one to be taken back, or would come after it.
  void begin() {
    persist(hands_, [&] {
      const auto newest = hands_.store.runs(1);
      auto writing = transaction();
      if (!newest.empty() && newest.front().status == Run::Status::running) {
        Run stopped = newest.front();
        stopped.status = Run::Status::superseded;
        writing->save_run(stopped);
      }
      run_ = {};
      run_.as_of = terms_.at;
      run_.edition = book_.hash;
      run_.actor = hands_.actor;
      run_.status = Run::Status::failed;  // until it is finished
      writing->new_run(run_);
      writing->save_undo(run_, of_, terms_.reason);
      commit(hands_, *writing, [&] {
        const auto undo = hands_.store.undone_by(run_.id);
        return undo && undo->undone == of_.id;
      });
    });
    result_.run = run_.id;
  }

  // Done twice, it finds nobody the second time.
  void take_back(Chunk part) {
    auto writing = transaction();
    const auto done = writing->take_back(run_, of_, *then_, book_.policy, part);
    commit(hands_, *writing, [&] { return is_done(part); });
    for (const auto& [rule, number] : done.moves) result_.moves[rule] += number;
    for (const auto& [rule, number] : done.warnings) result_.warnings[rule] += number;
    result_.notices += done.notices;
  }

  bool is_done(Chunk part) const {
    return std::ranges::any_of(hands_.store.done_of(run_),
                               [&](const Chunk& done) { return done.first == part.first; });
  }

  void end() {
    if (result_.interrupted) return;
    persist(hands_, [&] {
      auto writing = transaction();
      run_.status = Run::Status::finished;
      writing->save_run(run_);
      writing->commit();
    });
  }

  Hands& hands_;
  const Rulebook& book_;
  const UndoTerms& terms_;
  Run of_;
  Run run_;
  std::optional<rules::Policy> then_;
  UndoResult result_;
};

}  // namespace

UndoResult preview_undo(const Store& store, const UndoTerms& terms) {
  UndoResult result;
  result.of = require_run(store, terms);
  const auto policy = stored_policy(store, result.of.edition);
  if (!policy)
    throw UndoRefused("the edition of run " + std::to_string(terms.run) + " cannot be read any more");
  store.read_undo(result.of, *policy, [&](const UndoRow& row) {
    if (row.fate == Fate::can_go_back) {
      count(result, row);
    } else if (row.fate == Fate::is_back) {
      ++result.already;
    } else {
      result.left.push_back(row);
    }
  });
  return result;
}

UndoResult undo(Hands& hands, const Rulebook& book, const UndoTerms& terms) {
  require_time(hands, book, terms.at);
  adopt(hands, book, terms.at);
  return Undoing(hands, book, terms, require_run(hands.store, terms)).undo();
}

}  // namespace lapse::engine
