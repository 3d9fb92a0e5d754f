#include "adapters/log/spdlog_observer.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "adapters/log/progress_line.h"

using namespace lapse::adapters::log;

namespace {

class Page {  // a stream that can be read back
 public:
  Page() : file_(std::tmpfile()) {}
  ~Page() { std::fclose(file_); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  std::FILE* stream() const { return file_; }
  std::string text() const {
    std::fflush(file_);
    std::rewind(file_);
    std::array<char, 4096> bytes{};
    return {bytes.data(), std::fread(bytes.data(), 1, bytes.size(), file_)};
  }

 private:
  std::FILE* file_;
};

}  // namespace

TEST_CASE("a line is the text, what to do, and the id") {
  const Page page;
  SpdlogObserver observer({.stream = page.stream()}, Talk::normal);
  observer.on("run-finished", "run 3 is done");
  observer.on("run-interrupted", "");
  CHECK(
      page.text() ==
      "run 3 is done [run-finished]\n"
      "warning: a run stopped by request after a chunk; the next run goes on from there [run-interrupted]\n");
}

TEST_CASE("the journal gets its priorities") {
  const Page page;
  SpdlogObserver observer({.stream = page.stream(), .journal = true}, Talk::normal);
  observer.on("run-finished", "a");
  observer.on("source-failed", "b");
  observer.on("notice-dead", "c");
  const std::string text = page.text();
  CHECK(text.starts_with("<6>a [run-finished]\n<4>warning: b; "));
  CHECK(text.find("\n<3>error: c; ") != std::string::npos);
}

TEST_CASE("quiet keeps warnings only") {
  const Page page;
  SpdlogObserver observer({.stream = page.stream()}, Talk::quiet);
  observer.on("run-finished", "unheard");
  observer.on("rows-rejected", "heard");
  CHECK(page.text().starts_with("warning: heard; "));
}

TEST_CASE("an unknown event is shown as a warning, and stays on its line") {
  const Page page;
  SpdlogObserver observer({.stream = page.stream()}, Talk::quiet);
  observer.on("never-heard-of", "first\nsecond\x1b[31m");
  CHECK(page.text() == "warning: first second [31m [never-heard-of]\n");
}

TEST_CASE("progress is drawn on terminals only") {
  const Page page;
  {
    SpdlogObserver observer({.stream = page.stream()}, Talk::normal);
    observer.progress("carrying out", 5000, 20000);
  }
  CHECK(page.text().empty());
  const Page terminal;
  {
    SpdlogObserver observer({.stream = terminal.stream(), .terminal = true}, Talk::normal);
    observer.progress("carrying out", 5000, 20000);
    observer.progress("carrying out", 5000, 20000);
    observer.on("run-finished", "done");
  }
  CHECK(terminal.text() == "\r\033[Kcarrying out 5,000 of 20,000 (25 %)\r\033[Kdone [run-finished]\n");
}

TEST_CASE("progress without a known end") {
  CHECK(progress_text("delivering", 1234567, 0) == "delivering 1,234,567");
  CHECK(progress_text("delivering", 0, 0) == "delivering 0");
}
