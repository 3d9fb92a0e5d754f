// What a person wrote after the name of a command, checked against the table of commands.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lapse::adapters::cli {

class Arguments {
 public:
  void set_flag(std::string_view option) { flags_.emplace(option); }
  void set_text(std::string_view option, std::string text) { texts_[std::string(option)] = std::move(text); }
  void set_operands(std::vector<std::string> operands) { operands_ = std::move(operands); }

  bool flag(std::string_view option) const { return flags_.contains(option); }
  // Empty when it was not given; an empty value is refused before.
  std::string text(std::string_view option) const {
    const auto found = texts_.find(option);
    return found == texts_.end() ? std::string{} : found->second;
  }
  const std::vector<std::string>& operands() const { return operands_; }

 private:
  std::set<std::string, std::less<>> flags_;
  std::map<std::string, std::string, std::less<>> texts_;
  std::vector<std::string> operands_;
};

}  // namespace lapse::adapters::cli
