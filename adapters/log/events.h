// Everything that lapse says in a log: one row per event, with a stable id for alerts and searches.
//
// Ids are never reused or renamed. A line is the text that comes with the event, else its sentence, then what
// to do, then [id]. A text names what it is about (a run, a source, an account id), never a secret or an
// address.
#pragma once

#include <array>
#include <string_view>

namespace lapse::adapters::log {

enum class Level { detail, info, warning, error };

struct Event {
  std::string_view id;
  Level level = Level::info;
  std::string_view sentence;  // what happened
  std::string_view help;      // what an operator does about it; empty where there is nothing to do
};

inline constexpr std::array kEvents{
    Event{"edition-adopted", Level::info, "a new edition of the policy is in force", ""},
    Event{"source-imported", Level::info, "a source was imported", ""},
    Event{"source-failed", Level::warning, "a source was not imported",
          "mend or deliver the file or table, then 'lapse import'; until then its data gets old, and old "
          "data closes "
          "gates"},
    Event{"import-refused", Level::error, "an import was stopped by a guard",
          "compare the file with the one before; the accounts stay as they were"},
    Event{"rows-rejected", Level::warning, "rows of a source were rejected",
          "that file has each with its reason"},
    Event{"source-doubted", Level::error, "what a source brought is not believed",
          "compare the file with the one before; when it is right, 'lapse believe SOURCE --reason R'; until "
          "then "
          "nobody is deleted, nor marked for want of use"},
    Event{"rejects-scrubbed", Level::info, "rejected rows of purged accounts were taken out of their files",
          ""},
    Event{"rejects-kept", Level::warning, "rejected rows of purged accounts may still be in their files",
          "see to the folder for rejects; the next run tries again"},
    Event{"record-begun", Level::info, "the record of purges was begun", "keep it apart from the database"},
    Event{"purges-withdrawn", Level::info, "purges that were cut short were withdrawn from their record", ""},
    Event{"purged-again", Level::warning,
          "people whom an older copy of the database had brought back were erased again",
          "nothing for them; find out what else the copy does not know: sign-ins, deeds, notices"},
    Event{"gate-closed", Level::info, "nothing destructive for now", ""},
    Event{"gate-shut", Level::warning, "nothing destructive until a person has seen to it",
          "'lapse status' says what is closed and how it opens"},
    Event{"rule-stopped", Level::error, "a guard stopped a rule",
          "look at 'lapse plan'; nothing of what was stopped has happened"},
    Event{"alerts-delivered", Level::info, "people were told of rules that a guard stopped", ""},
    Event{"alert-dead", Level::error, "nobody could be told that a guard stopped a rule",
          "tell whoever answers for it; mend the address under 'contacts' of the configuration"},
    Event{"account-dropped", Level::info, "accounts changed after the plan was made and were left alone", ""},
    Event{"clock-jumped", Level::error, "the clock of this machine jumped while work went on",
          "check it against a time server; 'lapse status' says where the last run stood"},
    Event{"run-resumed", Level::info, "an interrupted run goes on", ""},
    Event{"run-superseded", Level::info, "an interrupted run is out of date and was planned anew", ""},
    Event{"run-joined", Level::info, "a worker joined a run", ""},
    Event{"run-finished", Level::info, "a run finished", ""},
    Event{"run-interrupted", Level::warning, "a run stopped by request after a chunk",
          "the next run goes on from there"},
    Event{"notices-delivered", Level::info, "notices were delivered", ""},
    Event{"notice-dead", Level::error, "a notice was given up",
          "tell the person another way; 'lapse explain ACCOUNT' says what they were told"},
    Event{"effects-performed", Level::info, "effects were carried into the directory", ""},
    Event{"effect-dead", Level::error, "an effect was given up: the directory does not follow",
          "do it by hand; 'lapse explain ACCOUNT' says what was to be done and why it failed"},
    Event{"lease-held", Level::warning, "another engine holds the lease",
          "'lapse status' says who; a lease of a dead process ends by itself"},
    Event{"database-lost", Level::warning, "the connection to the database was lost",
          "look at the database server and the network between"},
    Event{"database-back", Level::info, "the database is there again", ""},
    Event{"daemon-started", Level::info, "the daemon started", ""},
    Event{"daemon-waits", Level::info, "the daemon waits", ""},
    Event{"daemon-failed", Level::error, "a wake-up of the daemon failed",
          "it tries again by itself; 'lapse status' and 'lapse check' say more"},
    Event{"daemon-ends", Level::error, "the daemon cannot go on",
          "run 'lapse check', mend what it says, start again"},
    Event{"daemon-stopping", Level::info, "the daemon stops", ""},
};

const Event* find_event(std::string_view id);  // nullptr when there is none

}  // namespace lapse::adapters::log
