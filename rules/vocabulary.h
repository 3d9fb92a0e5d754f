// The words of the policy language: one table per vocabulary, each row with the sentence that explains it.
//
// A word that is not in its table does not exist. Adding one is a row here and its meaning in the engine.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model.h"

namespace lapse::rules {

// What can be asked of a fact: which word it is, whether it is there, on which side of a day.
enum class Sort { word, yes_no, text, day };

struct FieldWord {
  Field field;
  Sort sort;
  std::string_view word;
  std::span<const std::string_view> values;  // the only ones there are; empty: any word
  std::string_view help;
};

struct RecipientWord {
  Recipient recipient;
  std::string_view word;
  std::string_view help;
};

struct AnchorWord {
  Anchor anchor;
  std::string_view word;  // "since last_used"; "in" is followed by the name of a state
  std::string_view help;
};

struct Word {
  std::string_view word;
  std::string_view help;
};

std::span<const FieldWord> field_words();
std::span<const RecipientWord> recipient_words();
std::span<const AnchorWord> anchor_words();
std::span<const Word> last_used_words();  // what "last used" may be the latest of
std::span<const Word> event_words();      // events that a feed reports
std::span<const Word> feed_words();       // data whose age and size `trust` watches
std::span<const Word> count_words();      // what a guard can count beside states
std::span<const Word> unique_words();     // facts that an event can ask to be one account's alone

const FieldWord& row_of(Field field);
std::string_view to_string(Field field);  // "organisation_type"

// The words of any table above, for suggestions.
template <typename Table>
std::vector<std::string> words_of(const Table& table) {
  std::vector<std::string> words;
  for (const auto& row : table) words.emplace_back(row.word);
  return words;
}

// The row of a word, nullptr when the table does not have it.
template <typename Row>
const Row* find_word(std::span<const Row> table, std::string_view word) {
  for (const Row& row : table) {
    if (row.word == word) return &row;
  }
  return nullptr;
}

}  // namespace lapse::rules
