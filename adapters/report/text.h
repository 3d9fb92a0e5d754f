// Text for a terminal: nothing untrusted reaches it raw, columns line up, lines stay short.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lapse::adapters::report {

inline constexpr std::size_t kColumns = 100;

// One line: control characters, characters that turn the writing direction and broken UTF-8 become '?'.
std::string printable(std::string_view untrusted);

// The rest expects printable text and counts characters, not bytes.
std::size_t width_of(std::string_view text);
std::string left(std::string_view text,
                 std::size_t width);  // filled up with blanks; cut to "..." when longer
std::string right(std::string_view text, std::size_t width);  // filled up in front, never cut
// Broken at blanks into lines of kColumns; `first` begins the first line, as many blanks begin the others.
std::string paragraph(std::string_view first, std::string_view text);

// Colours for people, only when told.
class Paint {
 public:
  explicit Paint(bool colour) : colour_(colour) {}
  std::string title(std::string_view text) const { return in("1", text); }     // bold
  std::string alarm(std::string_view text) const { return in("31", text); }    // red
  std::string caution(std::string_view text) const { return in("33", text); }  // yellow

 private:
  std::string in(std::string_view code, std::string_view text) const;
  bool colour_;
};

}  // namespace lapse::adapters::report
