// Chance for the sample, the same on every machine: the standard library's distributions differ between
// vendors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lapse::adapters::sources {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // From first to last, both included. The bias of the remainder is far below what a sample shows.
  int between(int first, int last) {
    const auto choices = static_cast<std::uint64_t>(last - first) + 1;
    return first + static_cast<int>(roll() % choices);
  }
  bool chance(int per_thousand) { return between(0, 999) < per_thousand; }

  template <typename Items>
  decltype(auto) pick(const Items& items) {
    return items[static_cast<std::size_t>(between(0, static_cast<int>(items.size()) - 1))];
  }

  template <typename Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t left = items.size(); left > 1; --left) {
      std::swap(items[left - 1], items[static_cast<std::size_t>(between(0, static_cast<int>(left) - 1))]);
    }
  }

 private:
  // SplitMix64, the published constants.
  std::uint64_t roll() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace lapse::adapters::sources
