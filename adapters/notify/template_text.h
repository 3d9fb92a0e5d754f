// A template file taken apart: "Subject: ..." on the first line, an empty line, the body.
//
// What is wrong with it is collected as diagnostics, all at once; a template with any is never used.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "adapters/notify/template_scan.h"
#include "rules/diagnostic.h"

namespace lapse::adapters::notify {

inline constexpr std::size_t kMaxTemplateBytes = 64 * 1024;

struct TemplateText {
  std::string subject;  // mustache, one line
  std::string body;     // mustache, lines end in \n
  Scan scan;            // of both, with every problem of the file
};

// `file` is the name for people. A byte order mark and CR before LF are dropped, as editors add them.
TemplateText read_template(std::string file, std::string_view text);

// Adds a problem when the body does not show {{date}} to everybody: a warning has to say when.
void require_date(TemplateText& text, const std::string& file);

}  // namespace lapse::adapters::notify
