#include "tests/crash/worker.h"

#include "tests/crash/dump.h"
#include "tests/databases.h"

namespace lapse::tests {
namespace {

// Asks to stop when so many chunks are done; what is asked on the way there is not heard.
class StopAfter : public engine::Observer {
 public:
  StopAfter(engine::StopFlag& stop, int chunks) : stop_(stop), left_(chunks) {}
  void on(std::string_view, const std::string&) noexcept override {}
  void progress(std::string_view, std::int64_t, std::int64_t) noexcept override {
    if (--left_ == 0) stop_ = true;
  }

 private:
  engine::StopFlag& stop_;
  int left_;
};

}  // namespace

Worker::Worker(const std::string& database, const std::string& name, schedules::Instant wall)
    : store_(adapters::sql::parse_url(database), adapters::sql::Access::write),
      clock_{},
      hands_{store_, {name, 0, {}}, clock_, memory_, stop_, "uid 0 (root)"} {
  if (on_sqlite()) store_.database().execute("PRAGMA synchronous = OFF");
  clock_.time = wall;
}

std::optional<engine::Joined> Worker::work(int chunks) {
  const auto run = engine::run_to_join(store_, clock_.time);
  if (!run) return std::nullopt;
  stop_ = false;
  StopAfter observer(stop_, chunks);
  engine::Hands hands{store_, {hands_.lease.holder, run->fence, {}}, clock_, observer, stop_, hands_.actor};
  return engine::join(hands, *run, 3);
}

std::string whoever_did_it(const std::string& dump) {
  return without(dump, {"block", "chunk"});
}

}  // namespace lapse::tests
