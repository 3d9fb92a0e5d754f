#include "adapters/cli/failure.h"

#include "adapters/notify/error.h"
#include "engine/apply.h"
#include "engine/import.h"
#include "engine/pass.h"
#include "engine/purge_record.h"
#include "engine/store.h"

namespace lapse::adapters::cli {
namespace {

ExitCode code_of(engine::ApplyRefused::Why why) {
  using Why = engine::ApplyRefused::Why;
  if (why == Why::unknown) return ExitCode::usage;
  return why == Why::closed || why == Why::guarded ? ExitCode::guard_stopped : ExitCode::failed;
}

}  // namespace

Failure failure_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Refusal& refusal) {
    return {refusal.code(), refusal.what()};
  } catch (const engine::Fenced& fenced) {
    return {ExitCode::lease_held, std::string("another engine has taken over: ") + fenced.what()};
  } catch (const engine::StoreError& store) {
    return {store.kind() == engine::StoreError::Kind::failed ? ExitCode::failed : ExitCode::unavailable,
            store.what()};
  } catch (const engine::ImportRefused& import) {
    return {ExitCode::guard_stopped, import.what()};
  } catch (const engine::SourceError& source) {
    return {ExitCode::partly_done, source.what()};
  } catch (const notify::NotifierError& notifier) {
    return {ExitCode::configuration_invalid, notifier.what()};
  } catch (const engine::RecordRefused& record) {
    return {ExitCode::guard_stopped, record.what()};
  } catch (const engine::RecordError& record) {
    return {ExitCode::configuration_invalid, record.what()};
  } catch (const engine::ApplyRefused& apply) {
    return {code_of(apply.why()), apply.what()};
  } catch (const engine::PassRefused& pass) {
    return {ExitCode::failed, pass.what()};
  } catch (const std::exception& other) {
    return {ExitCode::failed, other.what()};
  } catch (...) {
    return {ExitCode::failed, "an error without a name"};
  }
}

}  // namespace lapse::adapters::cli
