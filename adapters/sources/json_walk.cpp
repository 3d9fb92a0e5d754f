#include "adapters/sources/json_walk.h"

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "adapters/sources/json_bytes.h"
#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;
using nlohmann::json;

constexpr std::string_view kNextPage = "@odata.nextLink";

// The names of the functions are nlohmann's.
class Walk : public json::json_sax_t {
 public:
  Walk(JsonBytes& bytes, JsonListener& listener) : bytes_(bytes), listener_(listener) {}

  bool null() override { return scalar({}); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return scalar(std::to_string(value)); }
  bool number_float(double /*value*/, const std::string& text) override { return scalar(text); }
  bool string(std::string& value) override { return scalar(value); }
  bool binary(json::binary_t& /*value*/) override { return false; }  // JSON text has none

  bool key(std::string& name) override;
  bool start_object(std::size_t size) override;
  bool end_object() override;
  bool start_array(std::size_t size) override;
  bool end_array() override;
  bool parse_error(std::size_t position, const std::string& token, const json::exception& error) override;

  void require_last_page() const;

 private:
  // What is around the rows.
  enum class Around { nothing, list, object, page_rows, page };
  struct Frame {  // an object or a list inside a row; the first is the row
    bool list;
    std::size_t name_bytes;
    bool first_is_past = false;
  };

  bool scalar(const std::string& text);
  bool takes_value();
  void begin_row();
  [[noreturn]] void refuse(const std::string& what) const;

  JsonBytes& bytes_;
  JsonListener& listener_;
  Around around_ = Around::nothing;
  std::vector<Frame> frames_;    // empty: not in a row
  std::size_t passed_over_ = 0;  // how many objects and lists deep, in what is not read
  std::string name_;             // of the value that comes
  bool has_next_ = false;        // the object of Around::object or page names a page after it
  bool ends_with_page_before_last_ = false;
};

void Walk::refuse(const std::string& what) const {
  throw SourceError(fmt::format("{}:{}: {}", bytes_.name(), bytes_.line(), what));
}

bool Walk::key(std::string& name) {
  if (passed_over_ > 0) return true;
  name_.resize(frames_.empty() ? 0 : frames_.back().name_bytes);
  if (!name_.empty()) name_ += '.';
  name_ += name;
  return true;
}

// Of a list only the first element is read.
bool Walk::takes_value() {
  if (passed_over_ > 0) return false;
  Frame& frame = frames_.back();
  if (!frame.list) return true;
  if (frame.first_is_past) return false;
  frame.first_is_past = true;
  name_.resize(frame.name_bytes);
  name_ += ".0";
  return true;
}

bool Walk::scalar(const std::string& text) {
  const bool outermost = frames_.size() <= 1 && (around_ == Around::object || around_ == Around::page);
  if (outermost && passed_over_ == 0 && name_ == kNextPage && !text.empty()) has_next_ = true;
  if (frames_.empty()) {
    if (around_ != Around::page) refuse("a row has to be an object, like {\"id\": \"U1\"}; export it so");
    return true;
  }
  if (takes_value()) listener_.field(name_, text);
  return true;
}

void Walk::begin_row() {
  if (around_ == Around::nothing) around_ = Around::object;
  bytes_.mark();
  frames_.push_back({false, 0});
  listener_.row_begins();
}

bool Walk::start_object(std::size_t /*size*/) {
  if (frames_.empty() && around_ != Around::page) {
    begin_row();
  } else if (frames_.empty() || !takes_value()) {
    ++passed_over_;
  } else {
    frames_.push_back({false, name_.size()});
  }
  return true;
}

bool Walk::end_object() {
  if (passed_over_ > 0) {
    --passed_over_;
    return true;
  }
  if (!frames_.empty()) {
    frames_.pop_back();
    if (!frames_.empty()) return true;
    listener_.row_ends();
    bytes_.mark();
    if (around_ != Around::object) return true;
  }
  ends_with_page_before_last_ = around_ == Around::page && has_next_;
  has_next_ = false;
  around_ = Around::nothing;
  return true;
}

bool Walk::start_array(std::size_t /*size*/) {
  if (frames_.empty()) {
    if (around_ == Around::nothing) {
      around_ = Around::list;
    } else if (around_ == Around::page) {
      ++passed_over_;
    } else {
      refuse("a row has to be an object, like {\"id\": \"U1\"}; export it so");
    }
  } else if (around_ == Around::object && frames_.size() == 1 && passed_over_ == 0 && name_ == "value") {
    around_ = Around::page_rows;
    frames_.clear();
    listener_.no_row();
  } else if (takes_value()) {
    frames_.push_back({true, name_.size()});
  } else {
    ++passed_over_;
  }
  return true;
}

bool Walk::end_array() {
  if (passed_over_ > 0) {
    --passed_over_;
  } else if (!frames_.empty()) {
    frames_.pop_back();
  } else {
    around_ = around_ == Around::page_rows ? Around::page : Around::nothing;
  }
  return true;
}

// What nlohmann says quotes the text, which is about people.
bool Walk::parse_error(std::size_t /*position*/, const std::string& /*token*/, const json::exception& error) {
  const std::string_view said = error.what();
  const auto says = [&](std::string_view text) { return said.find(text) != std::string_view::npos; };
  if (says("end of input") || says("missing closing quote")) {
    refuse("the file ends in the middle of a value: it is cut off; export it again");
  }
  if (says("UTF-8")) refuse("a text has bytes that are not UTF-8; save the file as UTF-8");
  refuse("this line is not JSON; export it again");
}

void Walk::require_last_page() const {
  if (!ends_with_page_before_last_) return;
  throw SourceError(
      fmt::format("{}: ends with a page that names a next one ({}), so accounts are missing; "
                  "export all pages into the file, one after the other",
                  bytes_.name(), kNextPage));
}

}  // namespace

void walk_json(JsonBytes& bytes, JsonListener& listener) {
  Walk walk{bytes, listener};
  for (bytes.skip_blanks(); !bytes.at_end(); bytes.skip_blanks()) {
    json::sax_parse(bytes.begin(), bytes.end(), &walk, json::input_format_t::json, false);
  }
  walk.require_last_page();
}

}  // namespace lapse::adapters::sources
