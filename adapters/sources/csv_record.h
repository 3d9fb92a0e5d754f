// From the fields of a row to a record, or to a Reject that says what is wrong with the row.
#pragma once

#include "adapters/sources/csv_header.h"
#include "adapters/sources/csv_instant.h"
#include "adapters/sources/csv_rows.h"
#include "adapters/sources/csv_source.h"
#include "engine/intake.h"

namespace lapse::adapters::sources {

class CsvRecords {
 public:
  // What it is given has to outlive it.
  CsvRecords(Feed feed, const CsvHeader& header, const InstantReader& instants, engine::Intake& intake)
      : feed_(feed), header_(header), instants_(instants), intake_(intake) {}

  // Calls the intake once.
  void read(const CsvRow& row);

 private:
  std::string read_account(const CsvRow& row);
  std::string read_login(const CsvRow& row);
  std::string read_organisation(const CsvRow& row);
  std::string read_membership(const CsvRow& row);
  std::string read_hold(const CsvRow& row);
  std::string read_as(const CsvRow& row);
  std::string wrong_with_shape(const CsvRow& row) const;
  std::string readable_id(const CsvRow& row) const;

  Feed feed_;
  const CsvHeader& header_;
  const InstantReader& instants_;
  engine::Intake& intake_;
};

}  // namespace lapse::adapters::sources
