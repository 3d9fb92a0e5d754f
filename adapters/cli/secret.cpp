#include "adapters/cli/secret.h"

#include <cstdlib>

#include "adapters/cli/failure.h"
#include "adapters/cli/trusted_file.h"

namespace lapse::adapters::cli {
namespace {

std::filesystem::path path_of(const SecretPlace& place) {
  if (!place.file.empty()) return place.file;
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (directory != nullptr && *directory != '\0') return std::filesystem::path(directory) / place.credential;
  throw Refusal(ExitCode::configuration_invalid,
                "credential '" + place.credential +
                    "': $CREDENTIALS_DIRECTORY is not set; start lapse from a unit with LoadCredential=" +
                    place.credential +
                    ":PATH, or name a file in the configuration: 'password_file: PATH', 'secret_file: PATH'");
}

}  // namespace

std::string read_secret(const SecretPlace& place) {
  Problems problems;
  const std::filesystem::path path = path_of(place);
  auto text = read_trusted(path, Readers::owner_only, ExitCode::configuration_invalid, problems);
  problems.refuse_errors();
  if (text->ends_with('\n')) text->pop_back();
  if (!text->empty() && text->find_first_of(std::string("\r\n\0", 3)) == std::string::npos) return *text;
  throw Refusal(ExitCode::configuration_invalid,
                path.string() + ": a secret is one line of text that is not empty");
}

}  // namespace lapse::adapters::cli
