#include "adapters/record/purge_line.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <vector>

namespace lapse::adapters::record {
namespace {

constexpr std::array<std::string_view, 7> kNames{"deleted", "run",      "block", "account",
                                                 "email",   "personal", "mobile"};
constexpr std::size_t kDigestLength = 64;

std::string or_none(const std::string& digest) {
  return digest.empty() ? "-" : digest;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (;;) {
    const auto blank = line.find(' ');
    words.push_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

std::optional<std::int64_t> number_of(std::string_view word) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size() || number < 0) return std::nullopt;
  return number;
}

std::optional<std::string> digest_of(std::string_view word) {
  if (word == "-") return "";
  if (word.size() != kDigestLength || word.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  return std::string(word);
}

std::optional<engine::RecordedPurge> parse_purge(const std::vector<std::string_view>& words) {
  if (words.size() != 2 + 2 * kNames.size()) return std::nullopt;
  std::array<std::string_view, kNames.size()> values;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (words[2 + 2 * i] != kNames[i]) return std::nullopt;
    values[i] = words[3 + 2 * i];
  }
  const auto purged = schedules::parse_instant(words[1]);
  const auto deleted = schedules::parse_instant(values[0]);
  const auto run = number_of(values[1]);
  const auto block = number_of(values[2]);
  const auto account = digest_of(values[3]);
  const auto email = digest_of(values[4]);
  const auto personal = digest_of(values[5]);
  const auto mobile = digest_of(values[6]);
  if (!purged || !deleted || !run || !block || !account || account->empty() || !email || !personal || !mobile)
    return std::nullopt;
  return engine::RecordedPurge{{*account, *email, *personal, *mobile, *deleted, *purged}, *run, *block};
}

}  // namespace

std::string purge_line(const engine::RecordedPurge& purge) {
  const auto& who = purge.who;
  return fmt::format("purged {} deleted {} run {} block {} account {} email {} personal {} mobile {}",
                     schedules::to_string(who.purged_at), schedules::to_string(who.deleted_at), purge.run,
                     purge.block, who.account, or_none(who.email), or_none(who.personal),
                     or_none(who.mobile));
}

std::string withdrawal_line(std::size_t purges) {
  return fmt::format("withdrawn {}", purges);
}

std::optional<std::variant<engine::RecordedPurge, Withdrawal>> parse_line(std::string_view line) {
  const auto words = words_of(line);
  if (words.front() == "purged") return parse_purge(words);
  const auto count = words.size() == 2 && words.front() == "withdrawn" ? number_of(words[1]) : std::nullopt;
  if (!count || *count == 0) return std::nullopt;
  return Withdrawal{static_cast<std::size_t>(*count)};
}

}  // namespace lapse::adapters::record
