#include "tests/adapters/notify/bench.h"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace lapse::adapters::notify::testing {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "lapse-notify-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream{path, std::ios::binary} << text;
}

std::string read_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> names_in(const fs::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{directory})
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

schedules::Zone london() {
  return schedules::Zone::find("Europe/London").value();
}

schedules::Instant instant(std::string_view text) {
  return schedules::parse_instant(text).value();
}

std::optional<std::string> shipped(std::string_view name) {
  const fs::path file =
      fs::path{LAPSE_SOURCE_DIR} / "adapters/notify/templates" / (std::string{name} + ".txt");
  if (!fs::exists(file)) return std::nullopt;
  return read_file(file);
}

BuiltInTexts only(std::string_view name, std::string_view text) {
  return [known = std::string{name}, text = std::string{text}](std::string_view asked) {
    return asked == known ? std::optional{text} : std::nullopt;
  };
}

engine::Notice warning() {
  engine::Notice notice;
  notice.id = "0f3a9c";
  notice.account = "u-1";
  notice.rule = "delete-inactive";
  notice.send = "soon-deleted";
  notice.step = 14;
  notice.recipient = rules::Recipient::personal_email;
  notice.address = "ada@home.example";
  notice.about = "ada.lovelace@nhs.example";
  notice.name = "Ada Lovelace";
  notice.organisation = "FA123";
  notice.organisation_name = "High Street Pharmacy";
  notice.team = "pharmacy-team@nas.example";
  notice.as_of = instant("2026-06-18T05:30:00Z");
  notice.date = schedules::parse_day("2026-07-02").value();
  return notice;
}

engine::Notice deletion() {
  engine::Notice notice = warning();
  notice.send = "now-deleted";
  notice.step = 0;
  notice.as_of = instant("2026-07-02T09:00:00Z");
  notice.date.reset();
  notice.restorable_until = instant("2026-08-01T09:00:00Z");
  return notice;
}

engine::Message message() {
  return {"0f3a9c@lapse.example", "ada@home.example", "The account will be deleted",
          "Hello,\n\nThe account will be deleted.\n", instant("2026-06-18T05:30:00Z")};
}

engine::Effect disabling() {
  engine::Effect effect;
  effect.key = "00112233445566778899aabbccddeeff";
  effect.account = "U1 \"x\"";
  effect.epoch = 2;
  effect.rule = "mark-inactive";
  effect.name = "disable-mailbox";
  effect.from = "active";
  effect.to = "inactive";
  effect.since = instant("2026-04-02T05:30:00Z");
  effect.attempts = 1;
  return effect;
}

}  // namespace lapse::adapters::notify::testing
