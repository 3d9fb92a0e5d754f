// The words that the sample's people and places are named with.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace lapse::adapters::sources {

struct SampleName {
  std::string_view written;
  std::string_view plain{};  // for addresses, where that is not `written` in small letters
};

extern const std::array<SampleName, 85> kFirstNames;
extern const std::array<SampleName, 96> kLastNames;
extern const std::array<std::string_view, 40> kTowns;
extern const std::array<std::string_view, 32> kPlaces;  // "Rosehill", to begin a site's name with

// ASCII small letters, for an address: "obrien".
std::string in_address(const SampleName& name);

}  // namespace lapse::adapters::sources
