// From the fields of a row to a record, or to a Reject that says what is wrong with the row.
#pragma once

#include "adapters/sources/header.h"
#include "adapters/sources/instants.h"
#include "adapters/sources/row_source.h"
#include "adapters/sources/source_spec.h"
#include "engine/intake.h"

namespace lapse::adapters::sources {

class Records {
 public:
  // What it is given has to outlive it.
  Records(Feed feed, const Header& header, const InstantReader& instants, engine::Intake& intake)
      : feed_(feed), header_(header), instants_(instants), intake_(intake) {}

  // Calls the intake once.
  void read(const Row& row);

 private:
  std::string read_account(const Row& row);
  std::string read_login(const Row& row);
  std::string read_organisation(const Row& row);
  std::string read_membership(const Row& row);
  std::string read_hold(const Row& row);
  std::string read_as(const Row& row);
  std::string readable_id(const Row& row) const;

  Feed feed_;
  const Header& header_;
  const InstantReader& instants_;
  engine::Intake& intake_;
  bool absurd_ = false;  // the row in hand
};

}  // namespace lapse::adapters::sources
