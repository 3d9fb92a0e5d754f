// The columns a feed may have.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "adapters/sources/source_spec.h"

namespace lapse::adapters::sources {

struct Column {
  std::string_view name;
  bool mandatory = false;  // a file without it is refused
};

// Places in columns_of(feed).
namespace account_column {
enum Place : std::size_t {
  id,
  email,
  display_name,
  kind,
  organisation,
  organisation_type,
  administered_by,
  personal_email,
  mobile,
  created_at,
  last_login_at,
  state,
  state_since
};
}
namespace login_column {
enum Place : std::size_t { id, last_login_at };
}
namespace organisation_column {
enum Place : std::size_t { code, type, name, town, mailbox };
}
namespace membership_column {
enum Place : std::size_t { mailbox, account, role };
}
namespace hold_column {
enum Place : std::size_t { account, hold, by, reason, from, until };
}

std::span<const Column> columns_of(Feed feed);

}  // namespace lapse::adapters::sources
