#include "tests/adapters/cli/bench.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace lapse::tests::cli {

namespace fs = std::filesystem;

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "lapse-cli-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Folder::write(const std::string& name, std::string_view text, unsigned mode) const {
  std::ofstream(path(name), std::ios::binary) << text;
  fs::permissions(path(name), static_cast<fs::perms>(mode));
  return path(name);
}

std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  const std::size_t at = result.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(from));
  return result.replace(at, from.size(), to);
}

}  // namespace lapse::tests::cli
