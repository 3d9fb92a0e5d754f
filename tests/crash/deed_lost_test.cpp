// A deed whose answer is lost on the way is done once, or not at all, and the desk hears which.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "tests/crash/aftermath.h"
#include "tests/crash/feeds.h"

namespace lapse::tests {
namespace {

using engine::StoreError;

engine::Deed leaving() {
  engine::Deed deed;
  deed.name = "leaver";
  deed.account = "quit";
  deed.at = london("2026-01-21 20:00");
  deed.actor = "uid 1000 (jo)";
  deed.role = "nas_team";
  deed.reason = "left";
  return deed;
}

// The connection is lost once: when `sql` is sent, or after the commit that begins so is done.
struct Wire {
  Wire(adapters::sql::Database& database, std::string sql) : begin(std::move(sql)) {
    database.on_write([this](std::string_view sent) {
      if (cut || !sent.starts_with(begin)) return;
      cut = true;
      throw StoreError("the wire was cut", StoreError::Kind::lost);
    });
  }
  std::string begin;
  bool cut = false;
};

}  // namespace

TEST_CASE("INV6: a deed is done once, wherever its connection is lost") {
  for (const auto* where :
       {"UPDATE lease", "INSERT INTO journal", "INSERT INTO deed ", "COMMIT", "committed"}) {
    CAPTURE(where);
    auto letterbox = picky_letterbox();
    Process process(evening_again(), after_hours(1), letterbox);
    const Wire wire(process.database(), where);
    const auto result = engine::happen(process.store(), rulebook_of(short_policy()), leaving());
    CHECK(wire.cut);
    CHECK(result.denials.empty());
    CHECK(result.to_state == "leaver");
    CHECK(process.database().number("SELECT COUNT(*) FROM deed WHERE account = 'quit'") == 1);
    CHECK(process.database().number(
              "SELECT COUNT(*) FROM journal WHERE account = 'quit' AND kind = 'event'") == 1);
    CHECK(process.store().accounts("quit").front().facts.state == "leaver");
    check_sound(process.store());
  }
}

}  // namespace lapse::tests
