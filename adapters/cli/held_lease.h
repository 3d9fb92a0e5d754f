// The lease of a command that writes: taken at the start, given back at the end, whatever happens between.
//
// Each transaction renews it in the database. Refusal (lease held) when another engine has it, naming it.
#pragma once

#include "engine/pass.h"
#include "engine/store.h"

namespace lapse::adapters::cli {

class HeldLease {
 public:
  HeldLease(engine::Store& store, const engine::Clock& clock);
  ~HeldLease();
  HeldLease(const HeldLease&) = delete;
  HeldLease& operator=(const HeldLease&) = delete;

  const engine::Lease& lease() const { return lease_; }

 private:
  engine::Store& store_;
  engine::Lease lease_;
};

}  // namespace lapse::adapters::cli
