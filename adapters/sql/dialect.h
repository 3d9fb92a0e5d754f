// Everything the databases spell differently, as one row per database. A difference that is not a field here
// does not exist: no other file may name a database.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/store.h"

namespace soci {
class soci_error;
}

namespace lapse::adapters::sql {

// Only create makes a database that is not there. A guest writes to a database that is not ours, and sets
// nothing up.
enum class Access { read, write, create, guest };

struct Dialect {
  std::string_view scheme;  // of the URL: "sqlite:lapse.db"
  std::string_view instant_type;
  std::string_view number_type;
  std::string_view key_type;  // short text that is compared and indexed
  std::string_view text_type;
  std::string_view iso_text;            // of the instant ${column}, for the views that people read
  std::string_view begin_write;         // takes the write lock at once, so that reads in it stay true
  std::string_view insert_once_before;  // INSERT that passes over rows that are there already
  std::string_view insert_once_after;
  std::string_view has_table;  // one bind, :name; one row when the table exists
  // What SOCI connects with; throws StoreError when `place` cannot be what `access` asks for.
  std::string (*connect_string)(const std::string& place, Access access);
  std::span<const std::string_view> (*on_connect)(Access access);  // statements to send first
  // An error of the driver as ours, with a remedy where there is one.
  engine::StoreError (*error)(const soci::soci_error& error, const std::string& place);
};

struct Target {
  const Dialect* dialect = nullptr;
  std::string place;  // the URL without the scheme
};

// Throws StoreError for a URL of a database that lapse does not know.
Target parse_url(const std::string& url);

}  // namespace lapse::adapters::sql
