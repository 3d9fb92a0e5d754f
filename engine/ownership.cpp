#include "engine/ownership.h"

namespace lapse::engine {

std::string_view to_string(MailboxRisk::What what) {
  switch (what) {
    case MailboxRisk::What::nobody_active:
      return "nobody-active";
    case MailboxRisk::What::no_owner:
      return "no-owner";
    case MailboxRisk::What::last_owner_goes:
      break;
  }
  return "last-owner-goes";
}

}  // namespace lapse::engine
