// What each database is asked about itself: one constant per database, side by side. inspect.h puts the
// questions.
//
// Answers  have the columns named here. -1 is "not known"; nothing is NULL.
// Clocks   A lag is told by the clock of the server, and no date of lapse comes from it.
#pragma once

#include <string_view>

namespace lapse::adapters::sql {

struct InspectionSql {
  std::string_view product;
  std::string_view version;  // a text
  std::string_view
      standing;  // 1 for a standby; 1 when it takes changes; how many replicas are connected at least
  std::string_view following;  // of a standby: 1 when it follows its primary, seconds behind
  std::string_view
      replicas;  // name, state ('' is hidden), 1 when it follows, 1 when synchronous, bytes, seconds
  std::string_view bytes;            // of the database
  std::string_view tables;           // name, rows, bytes, bytes of indexes
  std::string_view indexes;          // table, name, uses
  std::string_view uses_since;       // seconds since 1970, or 0
  std::string_view to_see_replicas;  // what this user needs
  std::string_view to_count_uses;    // what the server needs
  std::string_view against_loss;     // how a replica becomes synchronous
};

extern const InspectionSql kSqliteInspection;
extern const InspectionSql kPostgresqlInspection;
extern const InspectionSql kMariadbInspection;

}  // namespace lapse::adapters::sql
