#include "adapters/notify/mime.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "adapters/notify/address.h"
#include "adapters/notify/plain_text.h"
#include "schedules/day.h"

namespace lapse::adapters::notify {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kFold = "\r\n ";
constexpr std::size_t kMaxLine = 76;
constexpr std::size_t kMaxWord = 900;  // a header line must stay below 998 bytes
constexpr std::string_view kWordBegin = "=?utf-8?Q?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::string_view kSubject = "Subject: ";
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string escaped(char byte) {
  return fmt::format("={:02X}", static_cast<unsigned char>(byte));
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string q_encoded(std::string_view character) {
  if (character == " ") return "_";
  std::string encoded;
  for (const char byte : character) encoded += is_alphanumeric(byte) ? std::string{byte} : escaped(byte);
  return encoded;
}

// A character never spans two encoded words, and a word never spans two lines.
std::string encoded_words(std::string_view subject) {
  const std::size_t room = kMaxLine - kSubject.size() - kWordBegin.size() - kWordEnd.size();
  std::string words{kWordBegin};
  std::size_t used = 0;
  while (!subject.empty()) {
    const std::string encoded = q_encoded(subject.substr(0, first_character(subject).length));
    if (used + encoded.size() > room) {
      words.append(kWordEnd).append(kFold).append(kWordBegin);
      used = 0;
    }
    words += encoded;
    used += encoded.size();
    subject.remove_prefix(first_character(subject).length);
  }
  return words.append(kWordEnd);
}

// Folds before a space, which unfolding gives back; what has no space stays long.
std::string folded_words(std::string_view subject) {
  std::string lines;
  std::size_t column = kSubject.size();
  while (!subject.empty()) {
    const auto word = std::min(subject.find(' ', subject.find_first_not_of(' ')), subject.size());
    if (column + word > kMaxLine && subject.front() == ' ') {
      lines += kLineEnd;
      column = 0;
    }
    lines += subject.substr(0, word);
    column += word;
    subject.remove_prefix(word);
  }
  return lines;
}

bool reads_as_it_is(std::string_view subject) {
  return is_ascii(subject) && subject.find("=?") == std::string_view::npos && subject.size() <= kMaxWord &&
         !subject.ends_with(' ');
}

// `last` is true for the last byte of a line, where a space or tab would get lost. A dot that begins a line
// is what SMTP doubles; encoded, it survives a relay that forgets to take the second one away.
bool needs_escape(char byte, bool first, bool last) {
  if (byte == ' ' || byte == '\t') return last;
  return byte == '=' || byte < 0x21 || byte > 0x7E || (first && byte == '.');
}

std::string encoded_line(std::string_view line) {
  std::string encoded;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool first = column == 0 || column + 1 >= kMaxLine;
    const bool escape = needs_escape(line[i], first, i + 1 == line.size());
    const std::string piece = escape ? escaped(line[i]) : std::string{line[i]};
    if (column + piece.size() >= kMaxLine) {
      encoded.append("=").append(kLineEnd);
      column = 0;
    }
    encoded += piece;
    column += piece.size();
  }
  return encoded;
}

}  // namespace

std::optional<std::string> message_problem(const engine::Message& message) {
  if (const auto problem = address_problem(message.to)) return "the address " + *problem;
  if (const auto problem = address_problem(message.id)) return "the Message-ID " + *problem;
  if (std::any_of(message.subject.begin(), message.subject.end(), is_control))
    return "the subject has a control character";
  if (!is_utf8(message.subject)) return "the subject is not UTF-8";
  if (message.subject.size() > kMaxSubjectBytes) return "the subject is too long";
  return std::nullopt;
}

std::string header_date(schedules::Instant instant) {
  using std::chrono::floor;
  const std::chrono::sys_seconds time{std::chrono::seconds{instant.seconds}};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  const schedules::Day number{static_cast<std::int32_t>(day.time_since_epoch().count())};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
                     schedules::to_string(schedules::weekday_of(number)).substr(0, 3),
                     static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string subject_header(std::string_view subject) {
  return std::string{kSubject} + (reads_as_it_is(subject) ? folded_words(subject) : encoded_words(subject));
}

std::string quoted_printable(std::string_view text) {
  std::string encoded;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    encoded.append(encoded_line(text.substr(0, end))).append(kLineEnd);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return encoded;
}

std::string mime_text(const engine::Message& message, std::string_view from) {
  const std::array headers{
      fmt::format("From: <{}>", from),
      fmt::format("To: <{}>", message.to),
      subject_header(message.subject),
      "Date: " + header_date(message.date),
      fmt::format("Message-ID: <{}>", message.id),
      std::string{"Auto-Submitted: auto-generated"},
      std::string{"MIME-Version: 1.0"},
      std::string{"Content-Type: text/plain; charset=utf-8"},
      std::string{"Content-Transfer-Encoding: quoted-printable"},
  };
  std::string text;
  for (const std::string& header : headers) text.append(header).append(kLineEnd);
  return text.append(kLineEnd).append(quoted_printable(message.body));
}

}  // namespace lapse::adapters::notify
