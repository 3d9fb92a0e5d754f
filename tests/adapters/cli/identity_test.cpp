#include "adapters/cli/identity.h"

#include <doctest/doctest.h>

using lapse::adapters::cli::person;
using lapse::adapters::cli::uids_of;
using Uids = std::vector<std::int64_t>;

TEST_CASE("a person is known by who they are, not by the account that they work through") {
  CHECK(uids_of({1000, std::nullopt, ""}) == Uids{1000});
  CHECK(uids_of({0, std::nullopt, ""}) == Uids{0});           // nothing says who
  CHECK(uids_of({0, std::nullopt, "1000"}) == Uids{1000});    // sudo lapse
  CHECK(uids_of({998, std::nullopt, "1000"}) == Uids{1000});  // sudo -u lapse lapse
  CHECK(uids_of({0, 1000, ""}) == Uids{1000});                // sudo su -, then lapse
  CHECK(uids_of({998, 1000, "1000"}) == Uids{1000});
}

TEST_CASE("a made-up SUDO_UID, or acting as somebody else, adds a person and takes none away") {
  CHECK(uids_of({1000, std::nullopt, "1001"}) == Uids{1001, 1000});
  CHECK(uids_of({1001, 1000, "1000"}) == Uids{1000, 1001});
  for (const char* nonsense : {"-1", "4294967295", "jo", "1000x", "99999999999999999999"}) {
    CAPTURE(nonsense);
    CHECK(uids_of({1000, std::nullopt, nonsense}) == Uids{1000});
    CHECK(uids_of({0, std::nullopt, nonsense}) == Uids{0});
  }
}

TEST_CASE("this process is somebody") {
  CHECK_FALSE(person().actor.empty());
  CHECK_FALSE(person().identities.empty());
}
