// Which values a template shows, and which of its tags we do not take.
//
// Only {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! remark}}, each on one line and with a name of
// variables.h. The template library would render an unknown name as nothing and take partials, unescaped
// values and other delimiters, so nothing reaches it that this scan has not accepted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"

namespace lapse::adapters::notify {

struct Section {
  std::string name;
  bool inverted = false;  // {{^name}}: shown when there is no such value
  rules::Place place;
};

// One place that shows a value, and the sections around it, outermost first.
struct Shown {
  std::string name;
  rules::Place place;
  std::vector<Section> inside;

  // Inside {{#name}}, so it is shown only when it has a value.
  bool guarded() const;
  // Shown to everyone whose notice has this value: no section around it asks for anything else.
  bool always() const;
};

struct Scan {
  std::vector<Shown> shown;
  rules::Diagnostics problems;
};

// `start` is the place of the first byte of `text` in its file; it begins a line.
Scan scan_template(std::string_view text, const rules::Place& start);

}  // namespace lapse::adapters::notify
