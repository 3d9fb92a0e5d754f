#include "rules/yaml.h"

#include <yaml.h>

#include <new>
#include <unordered_map>
#include <utility>

#include "rules/diagnostic_findings.h"
#include "rules/utf8.h"
#include "rules/yaml_positions.h"
#include "rules/yaml_syntax.h"

namespace lapse::rules {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxDepth = 32;

class Parser {
 public:
  explicit Parser(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    yaml_parser_set_input_string(&parser_, bytes, text.size());
  }
  ~Parser() { yaml_parser_delete(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool next(yaml_event_t& event) { return yaml_parser_parse(&parser_, &event) != 0; }
  const yaml_parser_t& state() const { return parser_; }

 private:
  yaml_parser_t parser_{};
};

struct Event {
  yaml_event_t value{};
  Event() = default;
  ~Event() { yaml_event_delete(&value); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
};

// A tree grows here without recursion, so that depth is a number and not a stack overflow.
class Builder {
 public:
  Builder(std::string_view text, const std::string& file, Findings& findings)
      : positions_(text, file), parser_(text), findings_(findings) {}

  std::optional<Node> build();

 private:
  struct Open {
    Node node;
    std::optional<Entry> key;  // read, its value is still to come
    std::unordered_map<std::string, Place> keys;
  };

  bool take(const yaml_event_t& event);  // false: nothing more can be understood
  bool open(Node::Kind kind, const yaml_event_t& event);
  void close();
  void attach(Node node);
  void attach_key(Open& open, Node node);
  Node scalar(const yaml_event_t& event);
  Place place_of(const yaml_event_t& event);
  void refuse_extras(const unsigned char* anchor, const unsigned char* tag, const Place& place);
  void report_syntax();

  Positions positions_;
  Parser parser_;
  Findings& findings_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  bool document_seen_ = false;
  std::optional<std::size_t> suspicious_quote_;  // opens the last value, if that runs over several lines
};

std::optional<Node> Builder::build() {
  for (;;) {
    Event event;
    if (!parser_.next(event.value)) {
      report_syntax();
      return std::nullopt;
    }
    if (event.value.type == YAML_STREAM_END_EVENT) break;
    if (!take(event.value)) return std::nullopt;
  }
  if (!root_ && findings_.empty()) {
    findings_.add(positions_.place(0, 0), "the file is empty", "a policy starts with 'policy: its-name'");
  }
  return std::move(root_);
}

bool Builder::take(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      if (!std::exchange(document_seen_, true)) return true;
      findings_.add(place_of(event), "a second document starts here", "one file holds one document");
      return false;
    case YAML_ALIAS_EVENT: {
      Node stand_in;
      stand_in.place = place_of(event);
      findings_.add(stand_in.place, "references with '*' are not allowed", "write the value out");
      attach(std::move(stand_in));
      return true;
    }
    case YAML_SCALAR_EVENT:
      attach(scalar(event));
      return true;
    case YAML_SEQUENCE_START_EVENT:
      refuse_extras(event.data.sequence_start.anchor, event.data.sequence_start.tag, place_of(event));
      return open(Node::Kind::sequence, event);
    case YAML_MAPPING_START_EVENT:
      refuse_extras(event.data.mapping_start.anchor, event.data.mapping_start.tag, place_of(event));
      return open(Node::Kind::mapping, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      close();
      return true;
    default:
      return true;
  }
}

bool Builder::open(Node::Kind kind, const yaml_event_t& event) {
  Open opened;
  opened.node.kind = kind;
  opened.node.place = place_of(event);
  if (open_.size() == kMaxDepth) {
    findings_.add(opened.node.place, "nested more than " + std::to_string(kMaxDepth) + " deep",
                  "no policy needs that; look for brackets too many");
    return false;
  }
  open_.push_back(std::move(opened));
  return true;
}

void Builder::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  attach(std::move(node));
}

void Builder::attach(Node node) {
  if (open_.empty()) {
    // A file of nothing but comments is one empty plain scalar to libyaml.
    const bool nothing = node.kind == Node::Kind::scalar && !node.quoted && node.scalar.empty();
    if (!nothing) root_ = std::move(node);
    return;
  }
  Open& parent = open_.back();
  if (parent.node.kind == Node::Kind::sequence) {
    parent.node.items.push_back(std::move(node));
  } else if (!parent.key) {
    attach_key(parent, std::move(node));
  } else {
    parent.key->value = std::move(node);
    parent.node.entries.push_back(std::move(*parent.key));
    parent.key.reset();
  }
}

void Builder::attach_key(Open& open, Node node) {
  if (node.kind != Node::Kind::scalar) {
    findings_.add(node.place, "a key must be one word", "write 'key: value'");
  } else if (const auto [first, fresh] = open.keys.try_emplace(node.scalar, node.place); !fresh) {
    findings_.add(node.place,
                  "key " + quote(node.scalar) + " is written twice, first at " +
                      line_and_column(first->second, node.place),
                  "keep one of them");
  }
  // A block mapping has no bracket of its own to point at: its first key stands for it.
  const bool starts_here =
      node.place.line == open.node.place.line && node.place.column == open.node.place.column;
  if (starts_here) open.node.place = node.place;
  open.key = Entry{std::move(node.scalar), std::move(node.place), {}};
}

Node Builder::scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  Node node;
  node.place = place_of(event);
  node.scalar.assign(reinterpret_cast<const char*>(data.value), data.length);
  node.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
  suspicious_quote_.reset();
  const bool in_quotes =
      data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
  if (in_quotes && event.start_mark.line != event.end_mark.line) suspicious_quote_ = event.start_mark.index;
  refuse_extras(data.anchor, data.tag, node.place);
  return node;
}

Place Builder::place_of(const yaml_event_t& event) {
  const bool has_extent = event.type == YAML_SCALAR_EVENT || event.type == YAML_ALIAS_EVENT;
  return positions_.place(event.start_mark.index, has_extent ? event.end_mark.index : event.start_mark.index);
}

void Builder::refuse_extras(const unsigned char* anchor, const unsigned char* tag, const Place& place) {
  if (anchor != nullptr) findings_.add(place, "anchors with '&' are not allowed", "write the value out");
  if (tag != nullptr) findings_.add(place, "tags with '!' are not allowed", "put the value in quotes");
}

void Builder::report_syntax() {
  const yaml_parser_t& parser = parser_.state();
  if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
  if (suspicious_quote_) {
    findings_.add(positions_.place(*suspicious_quote_, *suspicious_quote_),
                  "the quote that opens here ends on another line, before text that makes no sense",
                  "close it on its own line");
    return;
  }
  const std::size_t stopped = parser.problem_mark.index;
  const SyntaxProblem problem =
      explain_syntax({parser.problem != nullptr ? parser.problem : "unreadable",
                      parser.context != nullptr ? parser.context : "", positions_.byte_at(stopped),
                      parser.context_mark.line == parser.problem_mark.line});
  const std::size_t shown = problem.at_opening ? parser.context_mark.index : stopped;
  findings_.add(positions_.place(shown, shown), problem.message, problem.help);
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<Node> read_yaml(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  Findings findings;
  std::optional<Node> root;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.size() > kMaxBytes) {
    findings.add({file, 1, 1, 1}, "the file is larger than " + std::to_string(kMaxBytes >> 20U) + " MiB",
                 "no policy or calendar is that long; is this the right file?");
  } else if (is_clean_text(text, file, findings)) {
    root = Builder(text, file, findings).build();
  }
  if (findings.empty()) return root;
  findings.append_to(diagnostics);
  return std::nullopt;
}

}  // namespace lapse::rules
