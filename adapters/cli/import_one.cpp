#include "adapters/cli/import_one.h"

#include "adapters/sources/rejects.h"

namespace lapse::adapters::cli {
namespace {

// Only rejected rows come here; the others go into staging.
class RejectsOnly : public engine::Intake {
 public:
  explicit RejectsOnly(sources::RejectsFile& file) : file_(file) {}
  void begin() override { file_.forget(); }
  void account(const engine::AccountRecord&) override {}
  void login(const engine::LoginRecord&) override {}
  void organisation(const engine::OrganisationRecord&) override {}
  void membership(const engine::MembershipRecord&) override {}
  void hold(const engine::HoldRecord&) override {}
  void reject(const engine::Reject& reject) override { file_.add(reject); }

 private:
  sources::RejectsFile& file_;
};

}  // namespace

std::optional<engine::Feed> known_feed(const engine::Store& store, const std::string& name) {
  for (const engine::Feed& feed : store.feeds()) {
    if (feed.source == name) return feed;
  }
  return std::nullopt;
}

void import_rows(Session& session, engine::Hands& hands, schedules::Instant as_of,
                 const engine::Source& source, const std::function<void(engine::Intake&)>& fill,
                 report::ImportedSource& told) {
  sources::RejectsFile rejects(session.config->rejects, source.name, as_of);
  const auto keep_rejects = [&] {
    if (const auto path = rejects.close()) told.rejects = path->string();
  };
  RejectsOnly sink(rejects);
  try {
    told.report = engine::import_feed(hands, *session.book, as_of, source, fill, sink);
  } catch (const engine::ImportRefused&) {
    keep_rejects();  // they may say why so much is missing
    throw;
  }
  keep_rejects();
}

}  // namespace lapse::adapters::cli
