#include "adapters/cli/import_foreign.h"

#include "adapters/cli/failure.h"
#include "adapters/cli/import_one.h"
#include "adapters/cli/secret.h"
#include "adapters/cli/source_files.h"
#include "adapters/sources/read.h"
#include "adapters/sql/foreign_rows.h"

namespace lapse::adapters::cli {
namespace {

sql::ForeignTable table_of(const SourceConfig& config) {
  const ForeignConfig& foreign = config.foreign;
  try {
    const std::string password = foreign.password.empty() ? "" : read_secret(foreign.password);
    return {foreign.database, password, foreign.table, foreign.query};
  } catch (const Refusal& refusal) {
    throw engine::SourceError("source " + config.name + ": " + refusal.what());
  }
}

// Since when changes are enough; nullopt: everything has to be read.
std::optional<sql::Changed> changes_since(const SourceConfig& config,
                                          const std::optional<engine::Feed>& known,
                                          const engine::Source& source, schedules::Instant as_of) {
  if (!known || known->watermark.empty() || source.watermark.empty()) return std::nullopt;
  if (known->digest != source.digest) return std::nullopt;
  if (as_of - known->full_at >= config.foreign.full_days * schedules::kSecondsPerDay) return std::nullopt;
  return sql::Changed{config.foreign.watermark, known->watermark};
}

}  // namespace

void import_foreign(Session& session, engine::Hands& hands, schedules::Instant as_of,
                    const SourceConfig& config, report::ImportedSource& told) {
  const sql::ForeignTable table = table_of(config);
  engine::Source source{config.name, config.feed, digest_of(config, session.book->hash).hex()};
  {
    sql::ForeignRows rows(table);
    told.file = rows.name();
    // Asked for before the rows: what changes while they are read is read again the next time.
    if (!config.foreign.watermark.empty()) source.watermark = rows.greatest(config.foreign.watermark);
  }
  const auto since = changes_since(config, known_feed(*session.store, config.name), source, as_of);
  told.changes_only = source.changes_only = since.has_value();
  const sources::SourceSpec spec = spec_of(config);
  const auto fill = [&](engine::Intake& intake) {
    sql::ForeignRows rows(table);
    const auto each = [&](const sql::Texts& columns, const sql::TakeTexts& take) {
      rows.each(columns, since, take);
    };
    sources::read_foreign(spec, {rows.name(), rows.names(), each}, source.changes_only, as_of, intake);
  };
  import_rows(session, hands, as_of, source, fill, told);
}

}  // namespace lapse::adapters::cli
