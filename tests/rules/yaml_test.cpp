#include "rules/yaml.h"

#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

std::string refusal(const std::string& text) {
  Diagnostics diagnostics;
  const auto root = read_yaml(text, "a.yaml", diagnostics);
  CHECK(root.has_value() == diagnostics.empty());
  return rendered(diagnostics, text);
}

// The first line of what is said about a text that is too long to print.
std::string headline(const std::string& text) {
  const std::string all = refusal(text);
  return all.substr(0, all.find('\n'));
}

Node tree(const std::string& text) {
  Diagnostics diagnostics;
  auto root = read_yaml(text, "a.yaml", diagnostics);
  REQUIRE(root);
  return *root;
}

std::string repeated(const std::string& piece, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += piece;
  return result;
}

std::string where(const Node& node) {
  return std::to_string(node.place.line) + ":" + std::to_string(node.place.column) + "+" +
         std::to_string(node.place.length);
}

}  // namespace

TEST_CASE("a tree knows its keys in order, its lists and its scalars") {
  const Node root = tree("b: [x, 'y z']\na:\n  - 1\n  - { c: \"d\" }\n");
  REQUIRE(root.entries.size() == 2);
  CHECK(root.entries[0].key == "b");
  CHECK(root.entries[1].key == "a");
  CHECK(root.find("b")->items[0].scalar == "x");
  CHECK_FALSE(root.find("b")->items[0].quoted);
  CHECK(root.find("b")->items[1].scalar == "y z");
  CHECK(root.find("b")->items[1].quoted);
  CHECK(root.find("a")->items[1].find("c")->scalar == "d");
  CHECK(root.find("c") == nullptr);
  CHECK(root.find("b")->find("c") == nullptr);
}

TEST_CASE("places are lines and columns of bytes") {
  const Node root = tree("# é\na: [\"é\", next]  # é\nb:\n  cd: |\n    ef\n");
  CHECK(where(*root.find("a")) == "2:4+1");
  CHECK(where(root.find("a")->items[0]) == "2:5+4");
  CHECK(where(root.find("a")->items[1]) == "2:11+4");
  CHECK(where(*root.find("b")) == "4:3+2");
  CHECK(where(*root.find("b")->find("cd")) == "4:7+1");
  CHECK(root.entries[1].place.line == 3);
}

TEST_CASE("lines that end as on Windows have the same places") {
  const Node root = tree("a: 1\r\nb: [x,\r\n  y]\r\n");
  CHECK(where(root.find("b")->items[1]) == "3:3+1");
}

TEST_CASE("a byte order mark at the start is skipped and moves no column") {
  const Node root = tree(
      "\xEF\xBB\xBF"
      "a: 1\n");
  CHECK(where(root) == "1:1+1");
  CHECK(where(*root.find("a")) == "1:4+1");
}

TEST_CASE("JSON is read, escapes included") {
  const Node root = tree("{\"a\":[{\"b\":\"New Year\\u2019s Day\",\"c\":true}],\n\t\"d\": \"x\\/y\"}");
  CHECK(root.find("a")->items[0].find("b")->scalar == "New Year\u2019s Day");
  CHECK(root.find("a")->items[0].find("c")->scalar == "true");
  CHECK(root.find("d")->scalar == "x/y");
}

TEST_CASE("a list of a hundred thousand lists in lists is refused at the thirty-third") {
  for (const char* opening : {"[", "[\n", "{a: ", "- ", "? "}) {
    CAPTURE(opening);
    CHECK(headline(repeated(opening, 100'000)).ends_with("nested more than 32 deep"));
  }
  CHECK(refusal(repeated("[", 32) + repeated("]", 32)).empty());
}

TEST_CASE("a YAML bomb is refused at its first anchor and costs nothing") {
  std::string bomb = "a: &a [x, x, x, x]\n";
  for (char name = 'b'; name <= 'z'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb +=
        std::string(1, name) + ": &" + name + " [" + repeated("*" + before + ", ", 9) + "*" + before + "]\n";
  }
  CHECK(headline(bomb) == "a.yaml:1:4: anchors with '&' are not allowed");
}

TEST_CASE("of thousands of problems the first hundred are shown, and how many more there are" *
          doctest::timeout(10)) {
  Diagnostics diagnostics;
  CHECK_FALSE(read_yaml("a: [" + repeated("*a,", 200'000) + "]", "a.yaml", diagnostics));
  REQUIRE(diagnostics.size() == 101);
  CHECK(diagnostics.back().message == "from here on, 199900 more problems are not shown");
}

TEST_CASE("bytes that are no text are refused where they are") {
  CHECK(headline(std::string("a: b\nc: d\0\n", 11)) == "a.yaml:2:5: a NUL byte is not text");
  CHECK(headline("a: caf\xE9\n") == "a.yaml:1:7: byte 0xE9 is not UTF-8");
  CHECK(headline("a: \xC0\xAF\n") == "a.yaml:1:4: byte 0xC0 is not UTF-8");
  CHECK(headline("a: \xED\xA0\x80\n") == "a.yaml:1:4: byte 0xED is not UTF-8");
  CHECK(headline("a: \xF0\x9F\x98") == "a.yaml:1:4: byte 0xF0 is not UTF-8");
  CHECK(headline("\xFF\xFE"
                 "a") == "a.yaml:1:1: byte 0xFF is not UTF-8");
  CHECK(headline("a: b\x07\n") == "a.yaml:1:5: character U+0007 is invisible and not allowed");
  CHECK(headline("a: \u202Eb\n") == "a.yaml:1:4: character U+202E is invisible and not allowed");
  CHECK(headline("a: b\u2028c: d\n") == "a.yaml:1:5: character U+2028 is invisible and not allowed");
  CHECK(headline("a: b\rc: d\n") == "a.yaml:1:5: a carriage return stands alone, without a line feed");
  CHECK(refusal("a: \"\U0001F600\"\n").empty());
}

TEST_CASE("a file without anything in it is called empty") {
  for (const char* nothing : {"", "\n\n", "# only a comment\n", "---\n...\n", "\xEF\xBB\xBF"}) {
    CAPTURE(nothing);
    CHECK(headline(nothing) == "a.yaml:1:1: the file is empty");
  }
}

TEST_CASE("a scalar of two megabytes is read, a file of five is not" * doctest::timeout(5)) {
  const std::string large(std::size_t{2} << 20U, 'x');
  CHECK(tree("a: " + large).find("a")->scalar.size() == large.size());
  CHECK(headline("a: " + large + large + large) == "a.yaml:1:1: the file is larger than 4 MiB");
}

TEST_CASE("a key must be one word, and is never merged") {
  CHECK(headline("? [a]\n: b\n") == "a.yaml:1:3: a key must be one word");
  CHECK(tree("<<: { a: b }\n").find("a") == nullptr);
}

TEST_CASE("keys that differ only in quotes are the same key") {
  CHECK(headline("a: 1\n\"a\": 2\n") == "a.yaml:2:1: key 'a' is written twice, first at 1:1");
  CHECK(refusal("x: { a: 1 }\ny: { a: 1 }\n").empty());
}

TEST_CASE("quotes and brackets that the file ends in are shown where they open") {
  CHECK(headline("a: 1\nb: \"c\nd") == "a.yaml:2:4: this quote is never closed");
  CHECK(headline("a: 1\nb: 'c") == "a.yaml:2:4: this quote is never closed");
  CHECK(headline("a: [1, 2\n") == "a.yaml:1:4: this bracket is never closed, or a ',' is missing inside");
  CHECK(headline("a: { b: 2\n") == "a.yaml:1:4: this bracket is never closed, or a ',' is missing inside");
}

TEST_CASE("a backslash that means nothing is refused") {
  CHECK(refusal("a: \"C:\\policy\"\n") == R"(a.yaml:1:7: this backslash forms no character
  1 | a: "C:\policy"
    |       ^
  help: write \\ for a backslash, or use single quotes
)");
  CHECK(headline("a: \"\\u12\"\n") == "a.yaml:1:7: this backslash forms no character");
  CHECK(headline("a: \"\\ud800\"\n") == "a.yaml:1:7: this backslash forms no character");
}

}  // namespace lapse::rules::tests
