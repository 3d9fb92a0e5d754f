#include "adapters/notify/template_scan.h"

#include <algorithm>

#include "adapters/notify/variables.h"

namespace lapse::adapters::notify {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string quoted(std::string_view text) {
  return "'" + std::string{text} + "'";
}

class Scanner {
 public:
  explicit Scanner(rules::Place line) : place_(std::move(line)) {}

  void read_line(std::string_view line) {
    std::size_t at = 0;
    while ((at = line.find(kOpen, at)) != std::string_view::npos) {
      place_.column = static_cast<int>(at) + 1;
      const auto end = line.find(kClose, at + kOpen.size());
      if (end == std::string_view::npos) {
        place_.length = static_cast<int>(line.size() - at);
        complain("a tag is not closed on its line", "write {{name}}, with two braces on both sides");
        break;
      }
      place_.length = static_cast<int>(end + kClose.size() - at);
      take(line.substr(at + kOpen.size(), end - at - kOpen.size()));
      at = end + kClose.size();
    }
    ++place_.line;
  }

  Scan finish() {
    for (const Section& section : open_)
      scan_.problems.push_back({section.place, "the section " + quoted(section.name) + " is not closed",
                                "add {{/" + section.name + "}}"});
    return std::move(scan_);
  }

 private:
  void complain(std::string message, std::string help) {
    scan_.problems.push_back({place_, std::move(message), std::move(help)});
  }

  void take(std::string_view tag) {
    tag = trimmed(tag);
    const char kind = tag.empty() ? ' ' : tag.front();
    switch (kind) {
      case '!':
        return;
      case '#':
        return open(trimmed(tag.substr(1)), false);
      case '^':
        return open(trimmed(tag.substr(1)), true);
      case '/':
        return close(trimmed(tag.substr(1)));
      case '>':
        return complain("a template cannot include another one", "write its text here");
      case '=':
        return complain("the braces cannot be changed", "write {{name}}");
      case '&':
      case '{':
        return complain("a value is never escaped, so it needs no third brace or '&'", "write {{name}}");
      default:
        return show(tag);
    }
  }

  void show(std::string_view name) {
    if (known(name)) scan_.shown.push_back({std::string{name}, place_, open_});
  }

  void open(std::string_view name, bool inverted) {
    known(name);
    open_.push_back({std::string{name}, inverted, place_});
  }

  void close(std::string_view name) {
    if (open_.empty()) return complain("the section " + quoted(name) + " was not opened", "");
    if (open_.back().name != name)
      complain("the section " + quoted(open_.back().name) + " is closed by " + quoted(name),
               "close sections in the reverse order");
    open_.pop_back();
  }

  bool known(std::string_view name) {
    if (find_variable(name) != nullptr) return true;
    complain("unknown name " + quoted(name), "known: " + variable_names());
    return false;
  }

  rules::Place place_;
  std::vector<Section> open_;
  Scan scan_;
};

}  // namespace

bool Shown::guarded() const {
  return std::any_of(inside.begin(), inside.end(),
                     [this](const Section& section) { return section.name == name && !section.inverted; });
}

bool Shown::always() const {
  return std::all_of(inside.begin(), inside.end(),
                     [this](const Section& section) { return section.name == name && !section.inverted; });
}

Scan scan_template(std::string_view text, const rules::Place& start) {
  Scanner scanner{start};
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    scanner.read_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scanner.finish();
}

}  // namespace lapse::adapters::notify
