// Staging tables: where the rows of one source wait, unseen by everybody, until merge() makes all of them
// visible.
//
// Rows are written in batches, each in a short transaction of its own; memory holds one batch. A new staging
// of the same feed forgets what an earlier one left.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/feed.h"
#include "engine/store.h"

namespace lapse::adapters::sql {

class StagingTables : public engine::Staging {
 public:
  StagingTables(Database& database, const engine::Lease& lease, engine::FeedKind feed,
                engine::Intake& rejects);

  void account(const engine::AccountRecord& record) override;
  void login(const engine::LoginRecord& record) override;
  void organisation(const engine::OrganisationRecord& record) override;
  void membership(const engine::MembershipRecord& record) override;
  void hold(const engine::HoldRecord& record) override;
  void reject(const engine::Reject& reject) override;

  engine::StagingResult finish(const rules::Policy& policy) override;

 private:
  using Row = std::vector<rules::Value>;
  void atomically(const std::function<void()>& change);
  void add(Row row);
  void flush();
  void take_out(const std::string& table, const std::string& id, const std::string& condition,
                const Binds& binds, const std::string& reason);
  void take_out_doubles();
  void take_out_unknown_states(const rules::Policy& policy);
  void take_out_unknown_holds(const rules::Policy& policy);
  std::int64_t vanishing(const rules::Policy& policy);
  void count_missing(engine::StagingResult& result);
  std::int64_t newest();

  Database& database_;
  std::int64_t fence_;
  engine::FeedKind feed_;
  engine::Intake& rejects_;
  std::vector<Row> batch_;
  std::vector<Row> seen_;
  std::int64_t rejected_ = 0;
};

}  // namespace lapse::adapters::sql
