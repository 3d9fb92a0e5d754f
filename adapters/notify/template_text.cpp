#include "adapters/notify/template_text.h"

#include <algorithm>

#include "adapters/notify/plain_text.h"

namespace lapse::adapters::notify {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSubject = "Subject:";
constexpr int kBodyLine = 3;

std::string unix_text(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lines += text[i];
  return lines;
}

std::string taken_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  std::string line{text.substr(0, end)};
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void check_bytes(std::string_view text, rules::Place place, rules::Diagnostics& problems) {
  for (; !text.empty(); ++place.line) {
    const std::string line = taken_line(text);
    if (!is_utf8(line)) problems.push_back({place, "the line is not UTF-8", "save the file as UTF-8"});
    const bool tab_allowed = place.line > 1;  // a header has none
    const auto unwanted = [tab_allowed](char c) { return is_control(c) && !(tab_allowed && c == '\t'); };
    if (std::any_of(line.begin(), line.end(), unwanted))
      problems.push_back({place, "the line has a control character", ""});
  }
}

void append(Scan& all, Scan part) {
  std::move(part.shown.begin(), part.shown.end(), std::back_inserter(all.shown));
  std::move(part.problems.begin(), part.problems.end(), std::back_inserter(all.problems));
}

// The tag that shows a value keeps its column: the scan sees the whole first line, "Subject:" included.
void read_head(std::string_view& rest, const rules::Place& first, TemplateText& text) {
  const std::string line = taken_line(rest);
  append(text.scan, scan_template(line, first));
  if (!line.starts_with(kSubject)) {
    text.scan.problems.push_back(
        {first, "there is no subject", "begin with 'Subject: ...' and an empty line"});
    return;
  }
  const auto begin = line.find_first_not_of(" \t", kSubject.size());
  if (begin == std::string::npos)
    text.scan.problems.push_back({first, "the subject is empty", ""});
  else
    text.subject = line.substr(begin);
  const rules::Place second{first.file, first.line + 1};
  if (!taken_line(rest).empty())
    text.scan.problems.push_back(
        {second, "the subject has more than one line", "leave the second line empty"});
}

}  // namespace

TemplateText read_template(std::string file, std::string_view text) {
  const rules::Place first{std::move(file)};
  TemplateText result;
  if (text.size() > kMaxTemplateBytes) {
    result.scan.problems.push_back({first, "the template is longer than 64 KiB", ""});
    return result;
  }
  const std::string lines = unix_text(text);
  check_bytes(lines, first, result.scan.problems);
  std::string_view rest = lines;
  read_head(rest, first, result);
  result.body = std::string{rest};
  const rules::Place body{first.file, kBodyLine};
  if (rest.find_first_not_of(" \t\n") == std::string_view::npos)
    result.scan.problems.push_back({body, "there is no text below the subject", ""});
  append(result.scan, scan_template(result.body, body));
  return result;
}

void require_date(TemplateText& text, const std::string& file) {
  const auto says_when = [](const Shown& shown) {
    return shown.name == "date" && shown.place.line >= kBodyLine && shown.always();
  };
  if (std::none_of(text.scan.shown.begin(), text.scan.shown.end(), says_when))
    text.scan.problems.push_back(
        {{file}, "a warning has to show {{date}} in its text", "say on which day it will happen: {{date}}"});
}

}  // namespace lapse::adapters::notify
