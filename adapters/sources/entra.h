// An export of Microsoft Entra ID (Microsoft Graph, the portal's download, PowerShell) as a table with
// canonical columns.
//
// Its names are found without regard to case and punctuation: lastSuccessfulSignInDateTime,
// signInActivity.lastSuccessfulSignInDateTime and SignInActivity_LastSuccessfulSignInDateTime are one column.
// What `map` names goes first. A sign-in that is not there is not known, so a row of a logins source without
// one is passed over.
//
// Errors  SourceError when a column is missing; when the only sign-ins are those that count failed attempts
//         (lastSignInDateTime); when kinds have to be told from userType and accountEnabled is missing; and
//         for local dates without an instant_format.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/sources/row_source.h"
#include "adapters/sources/source_spec.h"

namespace lapse::adapters::sources {

class EntraTable : public RowSource {
 public:
  // REQUIRES a source of accounts or logins. What it is given has to outlive it.
  EntraTable(const SourceSpec& source, RowSource& rows);

  std::string name() const override { return rows_.name(); }
  std::string place() const override { return rows_.place(); }
  const std::vector<std::string>& names() const override { return names_; }
  void each(const Take& take) override;

 private:
  void find_columns();
  std::vector<std::size_t> fields_of(std::string_view canonical, const std::vector<std::string>& known) const;
  void require_successes() const;
  void find_kinds();
  void translate(const Row& row, Row& canonical) const;
  std::string instant(const Row& row, const std::string& text) const;
  std::string kind(const Row& row, const std::string& text) const;

  const SourceSpec& source_;
  RowSource& rows_;
  std::vector<std::string> names_;                // canonical
  std::vector<std::vector<std::size_t>> fields_;  // of each, the first that is not empty counts
  std::vector<std::size_t> enabled_;              // accountEnabled, where kinds are told from it
};

}  // namespace lapse::adapters::sources
