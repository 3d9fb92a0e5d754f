#include "adapters/cli/process.h"

int main(int argc, char** argv) {
  return lapse::adapters::cli::run_process({argv + 1, argv + argc}, LAPSE_VERSION);
}
