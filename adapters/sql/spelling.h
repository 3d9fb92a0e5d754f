// Statements that every dialect spells in its own order, from their parts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/sql/dialect.h"

namespace lapse::adapters::sql {

// `template_text` with each ${name} replaced.
std::string filled(std::string_view template_text,
                   const std::vector<std::pair<std::string_view, std::string>>& values);

struct UpdateThose {
  std::string table;
  std::string key;
  std::string set;    // "state = :state, version = version + 1"
  std::string those;  // "SELECT account AS that FROM ..."; twice the same does no harm
  std::string where = "1 = 1";
};

std::string spell(const Dialect& dialect, const UpdateThose& update);

struct UpdateFrom {
  std::string table;
  std::string source;  // read as `s`
  std::vector<std::pair<std::string, std::string>> assignments;
  std::string where = "1 = 1";
};

std::string spell(const Dialect& dialect, const UpdateFrom& update);

}  // namespace lapse::adapters::sql
