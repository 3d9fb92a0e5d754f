#include "rules/vocabulary.h"

#include <array>
#include <cstddef>

namespace lapse::rules {
namespace {

using namespace std::string_view_literals;

constexpr std::array kKinds{"user"sv, "shared"sv, "service"sv, "guest"sv, "break_glass"sv};
constexpr std::array kYesNo{"yes"sv, "no"sv};

constexpr std::array kFields{
    FieldWord{Field::kind, Sort::word, "kind", kKinds, "what sort of account it is"},
    FieldWord{
        Field::organisation, Sort::word, "organisation", {}, "the code of the organisation it belongs to"},
    FieldWord{Field::organisation_type,
              Sort::word,
              "organisation_type",
              {},
              "what that organisation is, in the words of the feed"},
    FieldWord{Field::administered_by, Sort::word, "administered_by", {}, "who administers the account"},
    FieldWord{Field::sole_owner, Sort::yes_no, "sole_owner", kYesNo,
              "whether a shared mailbox has this account as its only owner"},
    FieldWord{Field::email, Sort::text, "email", {}, "the address of the account's own mailbox"},
    FieldWord{
        Field::personal_email, Sort::text, "personal_email", {}, "the private address that the person gave"},
    FieldWord{Field::mobile, Sort::text, "mobile", {}, "the mobile number that the person gave"},
    FieldWord{Field::display_name, Sort::text, "display_name", {}, "the name that is shown to others"},
    FieldWord{Field::created, Sort::day, "created", {}, "the day on which the account was created"},
    FieldWord{Field::last_login, Sort::day, "last_login", {}, "the day of the last successful login"},
    FieldWord{Field::last_used, Sort::day, "last_used", {}, "the day of the last use, as 'facts' defines it"},
};

constexpr std::array kRecipientWords{
    RecipientWord{Recipient::account, "account", "the account's own mailbox"},
    RecipientWord{Recipient::personal_email, "personal_email", "the private address that the person gave"},
    RecipientWord{Recipient::mobile, "mobile", "a text message to the person's mobile"},
    RecipientWord{Recipient::site_owner, "site_owner",
                  "the owners of the shared mailboxes of the account's site"},
    RecipientWord{Recipient::team, "team", "the team that 'routes' names for the account"},
};

constexpr std::array kAnchors{
    AnchorWord{Anchor::in_state, "in", "from the day on which the account came into the state"},
    AnchorWord{Anchor::last_used, "since last_used", "from the last use, as 'facts' defines it"},
};

constexpr std::array kLastUsed{
    Word{"last_login", "the last successful login"},
    Word{"last_sent", "the last message sent"},
    Word{"activated", "the first activation by the person"},
    Word{"joined", "the last join to an organisation"},
    Word{"restored", "the last restore after a deletion"},
    Word{"created", "the creation of the account"},
};

constexpr std::array kEvents{
    Word{"login", "the person logs in, as the feed of logins says"},
};

constexpr std::array kFeeds{
    Word{"logins", "the feed that says who was active"},
    Word{"leavers", "the feed that says who left"},
};

constexpr std::array kCounts{
    Word{"notices", "messages of all kinds"},
    Word{"vanished", "accounts that the last import no longer had"},
};

constexpr std::array kUnique{
    Word{"mobile", "the mobile number, however it is written"},
};

// to_string indexes these tables by the value.
constexpr bool in_order() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].field) != i) return false;
  }
  for (std::size_t i = 0; i < kRecipients.size(); ++i) {
    if (kRecipientWords[i].recipient != kRecipients[i] || static_cast<std::size_t>(kRecipients[i]) != i)
      return false;
  }
  return kRecipientWords.size() == kRecipients.size();
}
static_assert(in_order());

}  // namespace

std::span<const FieldWord> field_words() {
  return kFields;
}
std::span<const RecipientWord> recipient_words() {
  return kRecipientWords;
}
std::span<const AnchorWord> anchor_words() {
  return kAnchors;
}
std::span<const Word> last_used_words() {
  return kLastUsed;
}
std::span<const Word> event_words() {
  return kEvents;
}
std::span<const Word> feed_words() {
  return kFeeds;
}
std::span<const Word> count_words() {
  return kCounts;
}
std::span<const Word> unique_words() {
  return kUnique;
}

const FieldWord& row_of(Field field) {
  return kFields.at(static_cast<std::size_t>(field));
}
std::string_view to_string(Field field) {
  return row_of(field).word;
}

std::string_view to_string(Recipient recipient) {
  return kRecipientWords.at(static_cast<std::size_t>(recipient)).word;
}

}  // namespace lapse::rules
