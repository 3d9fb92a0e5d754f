#ifdef LAPSE_WITH_ODBC

#include <fmt/format.h>
#include <soci/odbc/soci-odbc.h>
#include <soci/soci.h>

#include <ctime>

#include "adapters/sql/drivers.h"

namespace lapse::adapters::sql {
namespace {

using engine::StoreError;
using Kind = StoreError::Kind;

const soci::backend_factory& backend() {
  return soci::odbc;
}

// In braces, in which a closing one is written twice.
std::string braced(const std::string& password) {
  std::string text = "{";
  for (const char c : password) {
    text += c;
    if (c == '}') text += c;
  }
  return text + "}";
}

std::string connect_string(const Target& target, Access) {
  const std::string& text = target.url.database;
  if (target.password.empty()) return text;
  return text + (text.ends_with(';') ? "" : ";") + "PWD=" + braced(target.password);
}

std::vector<std::string> on_connect(Access) {
  return {};
}

std::string state_of(const soci::soci_error& error) {
  const auto* odbc = dynamic_cast<const soci::odbc_soci_error*>(&error);
  return odbc == nullptr ? "" : reinterpret_cast<const char*>(odbc->odbc_error_code());
}

StoreError error_of(const soci::soci_error& error, const Trouble& trouble) {
  const std::string& place = trouble.place;
  const std::string state = state_of(error);
  if (state == "IM002")
    return StoreError(place + ": there is no such data source; add it to /etc/odbc.ini, or name another");
  return StoreError(place + ": cannot be reached (" + state + "); try the data source with 'isql'",
                    Kind::unavailable);
}

std::string text_of(const soci::row& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return {};
  switch (row.get_properties(column).get_data_type()) {
    case soci::dt_date: {
      const auto time = row.get<std::tm>(column);
      return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", time.tm_year + 1900, time.tm_mon + 1,
                         time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec);
    }
    case soci::dt_double:
      return fmt::format("{}", row.get<double>(column));
    case soci::dt_integer:
      return std::to_string(row.get<int>(column));
    case soci::dt_long_long:
      return std::to_string(row.get<long long>(column));
    case soci::dt_unsigned_long_long:
      return std::to_string(row.get<unsigned long long>(column));
    default:
      return row.get<std::string>(column);
  }
}

void read_texts(soci::session& session, const std::string& place, const std::string& sql,
                const TakeTexts& names, const TakeTexts& take) {
  try {
    soci::row row;
    soci::statement statement = (session.prepare << sql, soci::into(row));
    statement.execute();
    Texts texts(row.size());
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = row.get_properties(i).get_name();
    names(texts);
    while (statement.fetch()) {
      for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = text_of(row, i);
      take(texts);
    }
  } catch (const soci::soci_error& error) {
    const std::string state = state_of(error);
    // SOCI itself has no state, and quotes no values.
    const bool about_statement =
        state.empty() || state.starts_with("42") || state.starts_with("08") || state.starts_with("S0");
    throw foreign_error(place, state, about_statement, error.get_error_message());
  }
}

}  // namespace

Driver odbc_driver() {
  return {backend, connect_string, on_connect, error_of, read_texts, nullptr};
}

}  // namespace lapse::adapters::sql

#endif
