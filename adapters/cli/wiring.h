// The composition root: the only place where adapters are made and put together.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "adapters/cli/as_of.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/config.h"
#include "adapters/notify/templates.h"
#include "adapters/sql/dialect.h"
#include "engine/pass.h"
#include "engine/ports.h"
#include "engine/purge_record.h"
#include "engine/store.h"

namespace lapse::adapters::cli {

// What lives as long as the process.
struct World {
  std::ostream& out;
  std::ostream& err;
  const engine::Clock& clock;
  engine::Observer& observer;
  engine::StopFlag& stop;
};

// What a command works with. What its Needs do not name is empty.
struct Session {
  World world;
  std::string config_option;
  bool json = false;
  bool quiet = false;
  bool colour = false;  // on standard output
  std::optional<Config> config;
  std::optional<engine::Rulebook> book;
  std::shared_ptr<engine::PurgeRecord> record;  // nullptr: none is configured
  std::unique_ptr<engine::Store> store;

  Clocks clocks() const;
};

// Refusal for a configuration or a policy that is wrong; StoreError for the database.
void open_session(Session& session, Needs needs);

// `record`: to purge with.
std::unique_ptr<engine::Store> open_database(const Config& config, sql::Access access,
                                             std::shared_ptr<engine::PurgeRecord> record = nullptr);
// nullptr: none is configured. Refusal where its key cannot be read. `kept` goes on where path and key are
// still its own: it has read the record once, and reads no more than the end of it again.
std::shared_ptr<engine::PurgeRecord> make_purge_record(const Config& config,
                                                       std::shared_ptr<engine::PurgeRecord> kept = nullptr);
std::string database_secret(const Config& config);  // empty: none is configured

// REQUIRES a session with a store, which outlives the result.
engine::Hands make_hands(Session& session, const engine::Lease& lease);

notify::Templates make_texts(const Config& config, const engine::Rulebook& book);
std::unique_ptr<engine::Notifier> make_notifier(const Config& config);
// REQUIRES channel smtp. What keeps the server from being used; nullopt: nothing.
std::optional<std::string> try_mail_server(const Config& config);

}  // namespace lapse::adapters::cli
