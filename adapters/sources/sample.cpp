#include "adapters/sources/sample.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "adapters/sources/sample_calendar.h"
#include "adapters/sources/sample_csv.h"
#include "adapters/sources/sample_dice.h"
#include "adapters/sources/sample_habits.h"
#include "adapters/sources/sample_holds.h"
#include "adapters/sources/sample_people.h"
#include "adapters/sources/sample_trial.h"
#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;
using engine::SourceError;

// One folder being filled, and what is in it so far.
class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::create_directories(path_, error);
    if (error)
      throw SourceError(path_.string() + ": cannot be made (" + error.message() + "); choose another folder");
    if (!fs::is_empty(path_, error) || error) {
      throw SourceError(path_.string() + ": has files already; choose an empty folder");
    }
  }

  void write(const std::string& name, const std::string& text) {
    const fs::path file = path_ / name;
    std::ofstream out{file, std::ios::binary};
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) throw SourceError(file.string() + ": cannot be written; make room, or choose another folder");
    ++written.files;
    written.bytes += static_cast<std::int64_t>(text.size());
  }

  SampleFiles written;

 private:
  fs::path path_;
};

std::string dated(const std::string& name, int trial_day) {
  return name + "-" + schedules::to_string(kTrialBegins + trial_day) + ".csv";
}

}  // namespace

SampleFiles write_sample(const fs::path& directory, std::uint64_t seed) {
  Folder folder{directory / "feeds"};
  Dice dice{seed};
  Population population = make_population(dice);
  folder.written.accounts = static_cast<std::int64_t>(population.people.size());
  give_habits(population, dice);
  folder.write("organisations.csv", organisations_csv(population));
  folder.write("memberships.csv", memberships_csv(population));
  Dice holds_dice{~seed};  // of their own: the other files stay what they are
  folder.write("holds.csv", holds_csv(make_holds(population, holds_dice)));
  for (int day = 0; day < kTrialDays; ++day) {
    // An export of a day is made at its midnight and knows the day before it.
    if (day > 0) live_through(population, day - 1, dice);
    folder.write(dated("logins", day), logins_csv(population, kTrialBegins + (day - 1)));
    if (day % kDaysPerWeek == 0) folder.write(dated("accounts", day), accounts_csv(population, day));
  }
  return folder.written;
}

}  // namespace lapse::adapters::sources
