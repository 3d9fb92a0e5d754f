// lapse_bench: fills a database, runs the engine's night on it, sums up what it holds. tests/bench/run calls
// it.
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/sql/migrate.h"
#include "adapters/sql/store.h"
#include "engine/pass.h"
#include "engine/verify.h"
#include "tests/bench/fill.h"
#include "tests/bench/logins.h"
#include "tests/bench/sum.h"
#include "tests/fakes.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using adapters::sql::SqlStore;

constexpr std::string_view kUsage =
    "usage: lapse_bench fill URL ACCOUNTS DUE   an empty database, or a file that is not there\n"
    "       lapse_bench night URL               the engine's pass: plan and carry out, no delivery\n"
    "       lapse_bench logins URL COUNT FILE   writes a day's sign-ins to a file\n"
    "       lapse_bench day URL FILE            imports the sign-ins, then the engine's pass\n"
    "       lapse_bench quiet URL               another pass an hour later, when nothing is due any more\n"
    "       lapse_bench sum URL                 what is in the database now\n"
    "       lapse_bench verify URL              the chain of the journal, and the accounts against it\n";

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Of this program alone: what getrusage tells was inherited from whoever started it.
std::int64_t peak_kib() {
  std::ifstream status("/proc/self/status");
  const std::string wanted = "VmHWM:";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(wanted)) return std::stoll(line.substr(wanted.size()));
  }
  return 0;
}

// Beside the time that passed: what this process used of the processor, which a busy machine blurs less.
void tell(double seconds, const std::string& more) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << "{\"seconds\": " << seconds
            << ", \"cpu_seconds\": " << seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)
            << ", \"peak_kib\": " << peak_kib() << more << "}\n";
}

int fill_database(const std::string& url, Population population) {
  SqlStore store(adapters::sql::parse_url(url), Access::create);
  adapters::sql::migrate(store.database());
  fill(store.database(), bench_rulebook(), population);
  return 0;
}

// An engine at work on a database.
struct Engine {
  explicit Engine(const std::string& url) : store(adapters::sql::parse_url(url), Access::write) {}
  ~Engine() { store.release(hands.lease); }

  engine::Lease lease() {
    engine::Store& any_store = store;
    return any_store.acquire("bench", clock.time, 60, "").value();
  }

  SqlStore store;
  HandClock clock;
  Memory memory;
  engine::StopFlag stop = false;
  engine::Hands hands{store, lease(), clock, memory, stop, "uid 0 (root)"};
};

// From connecting to closing: what a file's log still owes the database is paid within the time. With the
// sign-ins of a day before, where there is a file of them.
int night(const std::string& url, const std::string& logins) {
  const auto book = bench_rulebook();
  const Stopwatch watch;
  double imported = 0;
  engine::Run run;
  {
    Engine engine(url);
    if (!logins.empty()) import_logins(engine.hands, book, logins);
    imported = watch.seconds();
    run = engine::pass(engine.hands, book, {night_at()}).run;
  }
  tell(watch.seconds(),
       ", \"import_seconds\": " + std::to_string(imported) + ", \"moved\": " + std::to_string(run.moved) +
           ", \"warned\": " + std::to_string(run.warned) + ", \"notices\": " + std::to_string(run.notices) +
           ", \"stops\": " + std::to_string(run.stops));
  return 0;
}

int logins(const std::string& url, std::int64_t count, const std::string& file) {
  SqlStore store(adapters::sql::parse_url(url), Access::read);
  write_logins(store.database(), count, file);
  return 0;
}

// An hour later: what asking alone takes, and a whole pass with its two transactions.
int quiet_night(const std::string& url) {
  const auto book = bench_rulebook();
  const auto later = night_at() + schedules::kSecondsPerHour;
  Engine engine(url);
  const Stopwatch asking;
  engine::decide(book, engine.store, later, {}, [](const engine::PlanLine&) {});
  const double asked = asking.seconds();
  const Stopwatch watch;
  const auto run = engine::pass(engine.hands, book, {later}).run;
  tell(watch.seconds(),
       ", \"asking\": " + std::to_string(asked) + ", \"planned\": " + std::to_string(run.planned));
  return 0;
}

int sum(const std::string& url) {
  SqlStore store(adapters::sql::parse_url(url), Access::read);
  std::cout << sum_of(store.database());
  return 0;
}

int verify(const std::string& url) {
  const SqlStore store(adapters::sql::parse_url(url), Access::read);
  const auto found = engine::verify(store);
  std::cout << found.rows << " journal rows in " << found.blocks << " blocks, " << found.findings_in_all
            << " findings\n";
  for (const auto& finding : found.findings) std::cout << finding << "\n";
  return found.findings_in_all == 0 ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  const std::string command = words.size() < 2 ? "" : words[0];
  if (command == "fill" && words.size() == 4) {
    return fill_database(words[1], {std::stoll(words[2]), std::stoll(words[3])});
  }
  if (command == "logins" && words.size() == 4) return logins(words[1], std::stoll(words[2]), words[3]);
  if (command == "day" && words.size() == 3) return night(words[1], words[2]);
  if (words.size() == 2) {
    if (command == "night") return night(words[1], "");
    if (command == "quiet") return quiet_night(words[1]);
    if (command == "sum") return sum(words[1]);
    if (command == "verify") return verify(words[1]);
  }
  std::cerr << kUsage;
  return 64;
}

}  // namespace
}  // namespace lapse::tests

int main(int count, char** words) {
  try {
    return lapse::tests::run({words + 1, words + count});
  } catch (const std::exception& error) {
    std::cerr << "lapse_bench: " << error.what() << "\n";
    return 1;
  }
}
