#include "adapters/cli/wiring.h"

#include <utility>

#include "adapters/cli/failure.h"
#include "adapters/cli/find_config.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/rulebook_files.h"
#include "adapters/cli/secret.h"
#include "adapters/notify/maildir.h"
#include "adapters/notify/smtp.h"
#include "adapters/record/purge_file.h"
#include "adapters/sql/open.h"
#include "embedded/files.h"

namespace lapse::adapters::cli {
namespace {

std::optional<std::string> built_in_text(std::string_view name) {
  const std::string_view text = embedded::embedded("adapters/notify/templates/" + std::string(name) + ".txt");
  return text.data() == nullptr ? std::nullopt : std::optional<std::string>(text);
}

notify::Tls tls_of(const std::string& word) {
  if (word == "implicit") return notify::Tls::implicit;
  return word == "none" ? notify::Tls::none : notify::Tls::starttls;
}

notify::SmtpSettings smtp_settings(const NotifyConfig& config) {
  notify::SmtpSettings settings;
  settings.host = config.smtp.host;
  settings.port = static_cast<std::uint16_t>(config.smtp.port);
  settings.tls = tls_of(config.smtp.tls);
  settings.ca_file = config.smtp.ca_file;
  settings.user = config.smtp.user;
  settings.from = config.from;
  if (!config.smtp.password.empty()) settings.password = read_secret(config.smtp.password);
  return settings;
}

}  // namespace

void open_session(Session& session, Needs needs) {
  if (needs == Needs::nothing) return;
  session.config = require_config(session.config_option);
  session.book = require_rulebook(*session.config);
  if (needs == Needs::configuration) return;
  const auto access = needs == Needs::database_write ? sql::Access::write : sql::Access::read;
  if (needs == Needs::database_write) session.record = make_purge_record(*session.config, session.record);
  session.store = open_database(*session.config, access, session.record);
}

Clocks Session::clocks() const {
  Clocks clocks{world.clock.now(), store->engine_state(), {}};
  if (!clocks.engine.simulated) clocks.signs = engine::begin_watch(world.clock, *store).signs;
  return clocks;
}

engine::Hands make_hands(Session& session, const engine::Lease& lease) {
  engine::Hands hands{*session.store,     lease,  session.world.clock, session.world.observer,
                      session.world.stop, actor()};
  if (!session.store->engine_state().simulated)
    hands.watch = engine::begin_watch(session.world.clock, *session.store);
  return hands;
}

std::string database_secret(const Config& config) {
  return config.database_password.empty() ? std::string() : read_secret(config.database_password);
}

std::shared_ptr<engine::PurgeRecord> make_purge_record(const Config& config,
                                                       std::shared_ptr<engine::PurgeRecord> kept) {
  const auto& path = config.purge_record.path;
  if (path.empty()) return nullptr;
  engine::TombstoneKey key(read_secret(config.tombstone_key));
  if (kept && kept->name() == path.string() && kept->key() == key) return kept;
  return std::make_shared<record::PurgeFile>(path, std::move(key));
}

std::unique_ptr<engine::Store> open_database(const Config& config, sql::Access access,
                                             std::shared_ptr<engine::PurgeRecord> record) {
  const bool purges = access == sql::Access::write && !config.tombstone_key.empty();
  return sql::open_store(
      config.database, database_secret(config), access,
      purges ? engine::TombstoneKey(read_secret(config.tombstone_key)) : engine::TombstoneKey(),
      std::move(record));
}

notify::Templates make_texts(const Config& config, const engine::Rulebook& book) {
  notify::TextSettings settings;
  settings.directory = config.templates.path;
  settings.message_id_domain = config.notify.domain;
  settings.sms_domain = config.notify.sms_domain;
  return {std::move(settings), built_in_text, book.policy.zone};
}

std::unique_ptr<engine::Notifier> make_notifier(const Config& config) {
  if (config.notify.channel == "smtp") return std::make_unique<notify::Smtp>(smtp_settings(config.notify));
  return std::make_unique<notify::Maildir>(config.notify.maildir, config.notify.from);
}

std::optional<std::string> try_mail_server(const Config& config) {
  return notify::Smtp(smtp_settings(config.notify)).try_out();
}

}  // namespace lapse::adapters::cli
