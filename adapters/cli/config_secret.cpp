#include "adapters/cli/config_sections.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {

SecretPlace read_secret_place(const rules::Mapping& mapping, const std::string& key, const Folder& folder) {
  const std::string file_key = key + "_file";
  SecretPlace place;
  place.credential = mapping.text(key);
  const std::string file = mapping.text(file_key);
  if (!file.empty()) place.file = folder.absolute(file);
  if (place.credential.find('/') != std::string::npos || place.credential.starts_with('.')) {
    mapping.findings().add(mapping.place(key), rules::quote(key) + " is the name of a credential, not a path",
                           "write '" + file_key + ": PATH' for a file");
  }
  if (mapping.has(key) && mapping.has(file_key))
    mapping.findings().add(mapping.place(file_key), rules::quote(key) + " is given already",
                           "keep one of the two");
  return place;
}

}  // namespace lapse::adapters::cli
