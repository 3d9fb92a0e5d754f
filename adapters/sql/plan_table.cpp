#include "adapters/sql/plan_table.h"

#include <algorithm>

#include "adapters/sql/recipients.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::string_view kFacts =
    "a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, ";
constexpr std::string_view kColumns =
    "plan_move (run, position, work, account, organisation, organisation_type, version, state_since,"
    " idle_since, promised_at, notices)";

struct Selected {
  std::string columns;
  std::string from_where;
  Binds binds;
};

Selected selected(const engine::Work& work, const rules::Policy& policy) {
  const auto notices = notices_sql(work.announcements, policy);
  const auto condition = rules::compile(work.predicate);
  return {std::string(kFacts) + notices.expression, " FROM account a WHERE " + condition.sql,
          notices.binds + condition.binds};
}

// What the work still selects of these saved rows.
Selected selected_again(const engine::Work& work, const rules::Policy& policy,
                        const engine::SavedRows& saved) {
  const auto notices = notices_sql(work.announcements, policy);
  const auto condition = rules::compile(work.predicate, "a", "p", rules::Found::by_key);
  std::string works;
  Binds binds{{"saved", engine::rows_of_plan(saved.plan)}};
  for (const int number : saved.works) {
    const std::string name = "of" + std::to_string(number);
    works += (works.empty() ? ":" : ", :") + name;
    binds.push_back({name, std::int64_t{number}});
  }
  return {std::string(kFacts) + notices.expression,
          " FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (" + works +
              ") AND a.id = m.account AND a.version = m.version AND " + condition.sql,
          binds + notices.binds + condition.binds};
}

void read_rows(Database& database, const std::string& sql, const Binds& binds,
               const engine::Visit<engine::PlanRow>& visit) {
  using Text = std::string;
  engine::PlanRow row;
  database.each<Number, Text, Text, Text, Number, Number, Number, Number, Number>(
      sql, binds,
      [&](Number work, const Text& account, const Text& organisation, const Text& type, Number version,
          Number state_since, Number idle_since, Number promised_at, Number notices) {
        row = {static_cast<int>(work),
               account,
               organisation,
               type,
               version,
               state_since,
               idle_since,
               promised_at,
               notices};
        visit(row);
      });
}

// By account, a page at a time.
void read_selected(Database& database, const engine::Work& work, const Selected& query,
                   const engine::Visit<engine::PlanRow>& visit) {
  const Binds binds = Binds{{"work", std::int64_t{work.number}}} + query.binds;
  const std::string sql = "SELECT :work, " + query.columns + query.from_where;
  const std::size_t page = database.dialect().rows_per_page;
  if (page == 0) {
    read_rows(database, sql + " ORDER BY a.id", binds, visit);
    return;
  }
  std::string after;
  for (std::size_t rows = page; rows == page;) {
    rows = 0;
    read_rows(database, sql + " AND a.id > :after ORDER BY a.id LIMIT " + std::to_string(page),
              binds + Binds{{"after", after}}, [&](const engine::PlanRow& row) {
                after = row.account;
                ++rows;
                visit(row);
              });
  }
}

}  // namespace

void PlanTable::select(const engine::Work& work, const rules::Policy& policy,
                       const engine::Visit<engine::PlanRow>& visit) {
  read_selected(database_, work, selected(work, policy), visit);
}

void PlanTable::select_again(const engine::Work& work, const rules::Policy& policy,
                             const engine::SavedRows& saved, const engine::Visit<engine::PlanRow>& visit) {
  read_selected(database_, work, selected_again(work, policy, saved), visit);
}

std::int64_t PlanTable::add(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                            std::int64_t rows_before) {
  const auto query = selected(work, policy);
  return database_.execute(
      std::string(database_.dialect().insert_many) + std::string(kColumns) +
          " SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, " + query.columns +
          query.from_where,
      Binds{{"run", run.id}, {"before", rows_before}, {"work", std::int64_t{work.number}}} + query.binds);
}

std::int64_t PlanTable::add_again(const engine::Run& run, const engine::Work& work,
                                  const rules::Policy& policy, const engine::SavedRows& saved,
                                  std::int64_t rows_before) {
  const auto query = selected_again(work, policy, saved);
  return database_.execute(
      std::string(database_.dialect().insert_many) + std::string(kColumns) +
          " SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, " + query.columns +
          query.from_where,
      Binds{{"run", run.id}, {"before", rows_before}, {"work", std::int64_t{work.number}}} + query.binds);
}

std::vector<std::string> PlanTable::dropped_out(const engine::Run& run, std::int64_t plan, int most) {
  std::vector<std::string> accounts;
  database_.each<std::string>(
      "SELECT s.account FROM plan_move s WHERE s.run = :saved AND s.account NOT IN"
      " (SELECT m.account FROM plan_move m WHERE m.run = :run) ORDER BY s.position LIMIT :most",
      {{"saved", engine::rows_of_plan(plan)}, {"run", run.id}, {"most", std::int64_t{most}}},
      [&accounts](const std::string& account) { accounts.push_back(account); });
  return accounts;
}

void PlanTable::read(const engine::Run& run, const engine::Visit<engine::PlanRow>& visit) {
  const Number last = database_.number("SELECT COALESCE(MAX(position), 0) FROM plan_move WHERE run = :run",
                                       {{"run", run.id}});
  const auto page = static_cast<Number>(database_.dialect().rows_per_page);
  const Number step = page == 0 ? std::max<Number>(last, 1) : page;
  for (Number first = 1; first <= last; first += step) {
    read_rows(
        database_,
        "SELECT work, account, organisation, organisation_type, version, state_since, idle_since,"
        " promised_at, notices FROM plan_move WHERE run = :run AND position >= :first AND position <= :last"
        " ORDER BY position",
        {{"run", run.id}, {"first", std::int64_t{first}}, {"last", std::int64_t{first + step - 1}}}, visit);
  }
}

void PlanTable::drop(const engine::Run& run, const engine::Stop& stop, const std::vector<int>& works) {
  for (const int work : works) {
    std::string sql = "DELETE FROM plan_move WHERE run = :run AND work = :work";
    Binds binds{{"run", run.id}, {"work", std::int64_t{work}}};
    if (!stop.organisation.empty()) {
      sql += " AND organisation = :organisation";
      binds.push_back({"organisation", stop.organisation});
    }
    database_.execute(sql, binds);
  }
}

void PlanTable::forget_other_runs(std::int64_t run) {
  database_.execute("DELETE FROM plan_move WHERE run > 0 AND run <> :run", {{"run", run}});
}

std::vector<engine::PlanSpan> PlanTable::spans(std::int64_t run) {
  std::vector<engine::PlanSpan> spans;
  database_.each<Number, Number, Number>(
      "SELECT work, MIN(position), MAX(position) FROM plan_move WHERE run = :run GROUP BY work ORDER BY 2",
      {{"run", run}}, [&](Number work, Number first, Number last) {
        spans.push_back({static_cast<int>(work), first, last});
      });
  return spans;
}

}  // namespace lapse::adapters::sql
