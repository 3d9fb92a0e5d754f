// Carrying out a saved plan: an ordinary pass over what is left of it, and over nothing else.
//
// Asked again  Every row at the present instant, by the version that the plan saw: who changed since, or is
// not
//              due in the same way any more, drops out. Steps and dates are those of the present instant, so
//              nobody is acted on early or unwarned, however old the plan is.
// All or none  Behind a closed gate nothing of a plan that destroys is carried out, and nothing of one that a
//              guard stops and too few people have approved. It waits, with its approvals.
// Once         The run that carries it out is written down with the run. Killed, it goes on as any run does.
#pragma once

#include <set>
#include <stdexcept>
#include <string>

#include "engine/approve.h"
#include "engine/pass.h"

namespace lapse::engine {

class ApplyRefused : public std::runtime_error {
 public:
  enum class Why { unknown, outdated, closed, guarded, altered };
  ApplyRefused(Why why, const std::string& what) : std::runtime_error(what), why_(why) {}
  Why why() const { return why_; }

 private:
  Why why_;
};

// The plan that a name stands for. ApplyRefused when there is none, or when it is too old or of another
// edition; one that was applied already is returned.
SavedPlan applicable_plan(const Store& store, const Rulebook& book, std::int64_t number,
                          schedules::Instant at);

// A saved plan while it is being turned into a run.
class Applying {
 public:
  Applying(const Store& store, const Rulebook& book, SavedPlan saved);

  const SavedPlan& saved() const { return saved_; }
  // Writes what is left of the saved rows that this work would treat in the same way. How many.
  std::int64_t write(Transaction& transaction, const Run& run, const Work& work,
                     std::int64_t rows_before) const;
  // The same rows, of whom `visit` hears; nothing is written.
  void read(const Work& work, const Visit<PlanRow>& visit) const;
  // ApplyRefused when the plan destroys and a gate is closed, or its rows are not what its hash says.
  void require_open(const Plan& blank) const;
  // Whether its approvals let it past the guards now.
  bool is_approved(schedules::Instant at) const;
  // ApplyRefused when a guard stops something that may not pass.
  void require_passed(const Plan& judged) const;
  // Ends it: who dropped out, and that it was carried out by this run.
  Application applied(Transaction& transaction, const Run& run, const Plan& judged) const;
  // How it would end, were these accounts of it carried out.
  Application previewed(const std::set<std::string>& accounts, const Plan& judged) const;

 private:
  std::vector<int> alike(const rules::Treatment& treatment) const;
  bool waits_for(const rules::Treatment& treatment, const Permission& permission) const;
  void require_whole() const;

  const Store& store_;
  const Rulebook& book_;
  SavedPlan saved_;
  std::vector<WorkGroup> groups_;
};

// What carrying it out at an instant would do, `visit` hears every row; nothing is written (INV18).
// ApplyRefused where it would be refused. Memory grows with the plan, which people read.
PassResult preview_apply(const Store& store, const Rulebook& book, const PassTerms& terms,
                         const Visit<PlanLine>& visit);

}  // namespace lapse::engine
