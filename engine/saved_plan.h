// A plan that is kept so that people can look at it, approve what a guard stops in it, and have it carried
// out.
//
// Whole     A saved plan has every row that was due, before the guards stopped any, each with the version
// that
//           the account had. Only what is in it can be carried out by its name: accounts may drop out, none
//           joins (apply.h).
// Approval  Binds to the hash and the number of rows of one plan, is given by somebody else than who saved
// it,
//           once by each person, and ends after the policy's `approval_lasts`. It lets the plan past guards:
//           never past gates, holds, warnings or dates.
// Order     Needs no lease, like a deed: it waits for the engine's transaction to end and then is alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan.h"
#include "engine/records.h"
#include "engine/transaction.h"

namespace lapse::engine {

inline constexpr int kPlanDays = 7;  // then a saved plan can be neither approved nor applied

// Somebody, as far as the operating system can tell.
struct Person {
  std::string actor;                    // for people: "uid 1000 (jo)"
  std::vector<std::string> identities;  // all that may be this person: "uid:1000", "user:jo"
};

bool may_be_one(const Person& a, const Person& b);

struct SavedPlan {
  std::int64_t number = 0;
  schedules::Instant saved_at;
  schedules::Instant as_of;  // what it was decided for
  std::string edition;       // hash
  std::string hash;          // of its rows: Plan::hash
  Scope scope;
  bool destructive = false;
  Person requester;
  std::int64_t rows = 0;
  std::string guards;    // as it was saved, one line each, for people
  std::string stops;     // the same
  std::int64_t run = 0;  // that carried it out; 0: none yet
};

// "P12", and back; nullopt when it is none.
std::string plan_name(std::int64_t number);
std::optional<std::int64_t> plan_number(const std::string& name);

schedules::Instant end_of(const SavedPlan& saved);

struct Approval {
  std::int64_t plan = 0;  // number
  Person approver;
  schedules::Instant at;
  schedules::Instant until;
  std::string reason;
  std::string hash;  // what was approved
  std::int64_t rows = 0;
};

// Whether it is of just this plan, by somebody else than the requester, and not over.
bool counts(const SavedPlan& saved, const Approval& approval, schedules::Instant at);
// How many different people, none of them the requester, have approved just this plan and still do.
int approvals_that_count(const SavedPlan& saved, const std::vector<Approval>& approvals,
                         schedules::Instant at);

// One transaction on saved plans. Destroyed without commit() it changed nothing. Errors: StoreError.
class Shelf {
 public:
  virtual ~Shelf() = default;
  virtual void add(SavedPlan& saved) = 0;  // gives it its number
  virtual std::int64_t plan(const SavedPlan& saved, const Work& work, const rules::Policy& policy,
                            std::int64_t rows_before) = 0;  // how many rows it added
  virtual void read(const SavedPlan& saved, const Visit<PlanRow>& visit) = 0;
  virtual void save(const SavedPlan& saved) = 0;
  virtual void approve(const Approval& approval) = 0;
  virtual void forget_rows(schedules::Instant before) = 0;  // of plans that are applied, or saved before
  virtual void commit() = 0;
};

}  // namespace lapse::engine
