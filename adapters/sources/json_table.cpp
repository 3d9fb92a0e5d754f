#include "adapters/sources/json_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/sources/json_bytes.h"
#include "adapters/sources/json_walk.h"
#include "engine/intake.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;
using Places = std::unordered_map<std::string, std::size_t>;

class Names : public JsonListener {
 public:
  Names(const JsonBytes& bytes, std::vector<std::string>& names, Places& places)
      : bytes_(bytes), names_(names), places_(places) {}

  void row_begins() override { names_before_ = names_.size(); }
  void field(const std::string& name, const std::string& /*text*/) override {
    if (!places_.emplace(name, names_.size()).second) return;
    if (names_.size() == Row::kFields) {
      throw SourceError(fmt::format("{}:{}: the rows have over {} different fields; export fewer",
                                    bytes_.name(), bytes_.line(), Row::kFields));
    }
    names_.push_back(name);
  }
  void row_ends() override {
    if (names_.empty()) throw SourceError(bytes_.name() + ": its rows have no fields; export it again");
  }
  void no_row() override {
    for (; names_.size() > names_before_; names_.pop_back()) places_.erase(names_.back());
  }

 private:
  const JsonBytes& bytes_;
  std::vector<std::string>& names_;
  Places& places_;
  std::size_t names_before_ = 0;
};

class Rows : public JsonListener {
 public:
  Rows(JsonBytes& bytes, const Places& places, const RowSource::Take& take)
      : bytes_(bytes), places_(places), take_(take), given_(places.size()) {
    row_.fields.resize(places.size());
    row_.width = places.size();
  }

  void row_begins() override {
    row_.line = bytes_.line();
    row_.wrong.clear();
    for (std::string& field : row_.fields) field.clear();
    std::fill(given_.begin(), given_.end(), false);
  }

  void field(const std::string& name, const std::string& text) override {
    const auto known = places_.find(name);
    if (known == places_.end()) return;  // of the envelope of a page
    if (given_[known->second]) {
      refuse(fmt::format("field {} stands twice", rules::quote(name)));
      return;
    }
    given_[known->second] = true;
    if (text.size() > Row::kFieldBytes) {
      refuse(fmt::format("field {} is longer than {} bytes", rules::quote(name), Row::kFieldBytes));
      return;
    }
    row_.fields[known->second] = text;
  }

  void row_ends() override {
    row_.text = bytes_.since_mark();
    take_(row_);
  }
  void no_row() override {}

 private:
  void refuse(std::string why) {
    if (row_.wrong.empty()) row_.wrong = std::move(why);
  }

  JsonBytes& bytes_;
  const Places& places_;
  const RowSource::Take& take_;
  Row row_;
  std::vector<bool> given_;
};

}  // namespace

JsonTable::JsonTable(const std::filesystem::path& file) : file_(file) {
  JsonBytes bytes{file_};
  Names names{bytes, names_, places_};
  walk_json(bytes, names);
}

void JsonTable::each(const Take& take) {
  JsonBytes bytes{file_};
  Rows rows{bytes, places_, take};
  walk_json(bytes, rows);
}

}  // namespace lapse::adapters::sources
