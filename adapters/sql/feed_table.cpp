#include "adapters/sql/feed_table.h"

#include <algorithm>

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

constexpr std::int64_t kKeptSeconds = 400 * schedules::kSecondsPerDay;

engine::FeedKind feed_kind_of(const std::string& name) {
  using engine::FeedKind;
  for (const auto kind :
       {FeedKind::accounts, FeedKind::logins, FeedKind::organisations, FeedKind::memberships}) {
    if (engine::to_string(kind) == name) return kind;
  }
  return FeedKind::holds;
}

}  // namespace

// What changes alone are imported of is known as well as before, and no worse.
void FeedTable::save(const engine::ImportTerms& terms) {
  const Binds source{{"source", terms.source}};
  const auto at_least = [&](const std::string& column, schedules::Instant now) {
    const auto known = Number{std::min(now, terms.as_of).seconds};
    if (!terms.changes_only) return known;
    return std::max(known,
                    database_.number("SELECT " + column + " FROM feed WHERE source = :source", source));
  };
  const Binds binds{{"source", terms.source},
                    {"kind", std::string(engine::to_string(terms.feed))},
                    {"data_at", at_least("data_at", terms.staged.data_at)},
                    {"logins_at", at_least("logins_at", terms.staged.logins_at)},
                    {"imported_at", terms.as_of.seconds},
                    {"accepted", terms.staged.rows},
                    {"rejected", terms.staged.rejected},
                    {"digest", terms.digest},
                    {"full_at", terms.changes_only ? at_least("full_at", {}) : terms.as_of.seconds},
                    {"watermark", terms.watermark}};
  const std::int64_t known = database_.execute(
      "UPDATE feed SET kind = :kind, data_at = :data_at, logins_at = :logins_at, imported_at = :imported_at,"
      " accepted = :accepted, rejected = :rejected, digest = :digest, full_at = :full_at,"
      " watermark = :watermark WHERE source = :source",
      binds);
  if (known == 0) {
    database_.execute(
        "INSERT INTO feed (source, kind, data_at, logins_at, imported_at, accepted, rejected, digest, "
        "full_at,"
        " watermark) VALUES (:source, :kind, :data_at, :logins_at, :imported_at, :accepted, :rejected,"
        " :digest, :full_at, :watermark)",
        binds);
  }
  if (!terms.doubt.empty()) {
    doubt(terms);
    return;
  }
  if (!terms.changes_only) keep_as_usual(terms);
  const bool brings_all = !terms.changes_only && !terms.piece;
  if (brings_all) settle(terms.source, terms.as_of, terms.actor, "a later import is believed");
}

// An import that is done again, because the answer to its commit was lost, counts once.
void FeedTable::keep_as_usual(const engine::ImportTerms& terms) {
  const Binds source{{"source", terms.source}};
  database_.execute("DELETE FROM feed_past WHERE source = :source AND imported_at < :oldest",
                    source + Binds{{"oldest", terms.as_of.seconds - kKeptSeconds}});
  database_.execute(
      "DELETE FROM feed_past WHERE source = :source AND imported_at = :at AND data_at = :data_at",
      source + Binds{{"at", terms.as_of.seconds},
                     {"data_at", std::min(terms.staged.data_at, terms.as_of).seconds}});
  copy_to_past(source);
}

void FeedTable::copy_to_past(const Binds& source) {
  database_.execute(
      "INSERT INTO feed_past (source, imported_at, data_at, logins_at, accepted)"
      " SELECT source, imported_at, data_at, logins_at, accepted FROM feed WHERE source = :source",
      source);
}

void FeedTable::doubt(const engine::ImportTerms& terms) {
  database_.execute("DELETE FROM feed_doubt WHERE source = :source AND since_at = :at",
                    {{"source", terms.source}, {"at", terms.as_of.seconds}});
  database_.execute(
      "INSERT INTO feed_doubt (source, since_at, doubt, settled_at, actor, reason)"
      " VALUES (:source, :at, :doubt, 0, '', '')",
      {{"source", terms.source}, {"at", terms.as_of.seconds}, {"doubt", terms.doubt}});
}

std::int64_t FeedTable::settle(const std::string& source, schedules::Instant at, const std::string& actor,
                               const std::string& reason) {
  return database_.execute(
      "UPDATE feed_doubt SET settled_at = :at, actor = :actor, reason = :reason"
      " WHERE source = :source AND settled_at = 0",
      {{"source", source}, {"at", at.seconds}, {"actor", actor}, {"reason", reason}});
}

bool FeedTable::believe(const std::string& source, schedules::Instant at, const std::string& actor,
                        const std::string& reason) {
  if (settle(source, at, actor, reason) == 0) return false;
  database_.execute("DELETE FROM feed_past WHERE source = :source", {{"source", source}});
  copy_to_past({{"source", source}});
  return true;
}

std::vector<engine::Feed> FeedTable::all() {
  std::vector<engine::Feed> feeds;
  database_.each<Text, Text, Number, Number, Number, Number, Number, Text, Number, Text>(
      "SELECT source, kind, data_at, logins_at, imported_at, accepted, rejected, digest, full_at, watermark"
      " FROM feed ORDER BY source",
      {},
      [&](const Text& source, const Text& kind, Number data_at, Number logins_at, Number imported_at,
          Number rows, Number rejected, const Text& digest, Number full_at, const Text& watermark) {
        feeds.push_back({source,
                         feed_kind_of(kind),
                         {data_at},
                         {logins_at},
                         {imported_at},
                         rows,
                         rejected,
                         digest,
                         {full_at},
                         watermark,
                         ""});
      });
  database_.each<Text, Text>(
      "SELECT source, doubt FROM feed_doubt WHERE settled_at = 0 ORDER BY source, since_at", {},
      [&](const Text& source, const Text& doubt) {
        const auto feed = std::ranges::find(feeds, source, &engine::Feed::source);
        if (feed != feeds.end()) feed->doubt = doubt;
      });
  return feeds;
}

std::vector<engine::PastImport> FeedTable::past(const std::string& source, int most) {
  std::vector<engine::PastImport> imports;
  database_.each<Number, Number, Number>(
      "SELECT data_at, logins_at, accepted FROM feed_past WHERE source = :source"
      " ORDER BY imported_at DESC, data_at DESC LIMIT :most",
      {{"source", source}, {"most", std::int64_t{most}}}, [&](Number data_at, Number logins_at, Number rows) {
        imports.push_back({{data_at}, {logins_at}, rows});
      });
  return imports;
}

}  // namespace lapse::adapters::sql
