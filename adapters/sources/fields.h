// The canonical fields of one row, each taken as what it has to be. The first that is not is kept as the
// problem; what is taken after that is not to be used.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sources/header.h"
#include "adapters/sources/instants.h"
#include "adapters/sources/row_source.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

class Fields {
 public:
  // REQUIRES a row as wide as the header. What it is given has to outlive it.
  Fields(const Row& row, const Header& header, const InstantReader& instants)
      : row_(row), header_(header), instants_(instants) {}

  std::string text(std::size_t column);  // UTF-8 without control characters; empty where there is no column
  std::string some_text(std::size_t column);  // the same, not empty
  std::string long_text(std::size_t column);  // line ends in it become spaces; may be empty
  std::string id(std::size_t column);
  std::string email(std::size_t column);
  std::string one_of(std::size_t column, std::initializer_list<std::string_view> words);
  schedules::Instant instant(std::size_t column);
  std::optional<schedules::Instant> instant_or_empty(std::size_t column);
  schedules::Instant planned_instant(std::size_t column);  // may lie in the future

  bool is_empty(std::size_t column) const { return raw(column).empty(); }
  void refuse(std::size_t column, const std::string& why);  // "state_since: given without a state"
  const std::string& problem() const { return problem_; }   // empty: none
  bool absurd() const { return absurd_; }                   // the problem is a date that cannot be

 private:
  std::string_view raw(std::size_t column) const;
  void refuse_unprintable(std::size_t column, std::string_view value);

  const Row& row_;
  const Header& header_;
  const InstantReader& instants_;
  std::string problem_;
  bool absurd_ = false;
};

}  // namespace lapse::adapters::sources
