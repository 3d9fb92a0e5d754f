// What is known of the sources: their last import, the ones before that were believed, and what is in doubt.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/feed.h"

namespace lapse::adapters::sql {

class FeedTable {
 public:
  explicit FeedTable(Database& database) : database_(database) {}

  // Writes down an import that is being merged.
  void save(const engine::ImportTerms& terms);
  // As engine::Transaction::believe.
  bool believe(const std::string& source, schedules::Instant at, const std::string& actor,
               const std::string& reason);

  std::vector<engine::Feed> all();
  std::vector<engine::PastImport> past(const std::string& source, int most);

 private:
  void keep_as_usual(const engine::ImportTerms& terms);
  void copy_to_past(const Binds& source);
  void doubt(const engine::ImportTerms& terms);
  std::int64_t settle(const std::string& source, schedules::Instant at, const std::string& actor,
                      const std::string& reason);

  Database& database_;
};

}  // namespace lapse::adapters::sql
