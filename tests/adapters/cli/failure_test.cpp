#include "adapters/cli/failure.h"

#include <doctest/doctest.h>

#include "adapters/notify/error.h"
#include "engine/import.h"
#include "engine/pass.h"
#include "engine/store.h"

using namespace lapse::adapters::cli;
namespace engine = lapse::engine;

namespace {

template <class Error>
ExitCode code_of(const Error& error) {
  return failure_of(std::make_exception_ptr(error)).code;
}

}  // namespace

TEST_CASE("each error has its exit code") {
  CHECK(code_of(Refusal(ExitCode::usage, "")) == ExitCode::usage);
  CHECK(code_of(engine::StoreError("", engine::StoreError::Kind::unavailable)) == ExitCode::unavailable);
  CHECK(code_of(engine::StoreError("")) == ExitCode::failed);
  CHECK(code_of(engine::Fenced("")) == ExitCode::lease_held);
  CHECK(code_of(engine::ImportRefused("")) == ExitCode::guard_stopped);
  CHECK(code_of(engine::SourceError("")) == ExitCode::partly_done);
  CHECK(code_of(engine::PassRefused("")) == ExitCode::failed);
  CHECK(code_of(lapse::adapters::notify::NotifierError("")) == ExitCode::configuration_invalid);
  CHECK(code_of(std::runtime_error("")) == ExitCode::failed);
  CHECK(code_of(42) == ExitCode::failed);
}

TEST_CASE("the message is the error's own") {
  CHECK(failure_of(std::make_exception_ptr(engine::StoreError("disk full"))).message == "disk full");
}

TEST_CASE("of several outcomes, the one to look at first is answered") {
  CHECK(graver(ExitCode::done, ExitCode::unavailable) == ExitCode::unavailable);
  CHECK(graver(ExitCode::partly_done, ExitCode::unavailable) == ExitCode::partly_done);
  CHECK(graver(ExitCode::partly_done, ExitCode::guard_stopped) == ExitCode::guard_stopped);
  CHECK(graver(ExitCode::guard_stopped, ExitCode::done) == ExitCode::guard_stopped);
}

TEST_CASE("the numbers are those that units and scripts rely on") {
  CHECK(static_cast<int>(ExitCode::partly_done) == 3);
  CHECK(static_cast<int>(ExitCode::guard_stopped) == 4);
  CHECK(static_cast<int>(ExitCode::usage) == 64);
  CHECK(static_cast<int>(ExitCode::policy_invalid) == 65);
  CHECK(static_cast<int>(ExitCode::unavailable) == 69);
  CHECK(static_cast<int>(ExitCode::lease_held) == 75);
  CHECK(static_cast<int>(ExitCode::not_permitted) == 77);
  CHECK(static_cast<int>(ExitCode::configuration_invalid) == 78);
}
