// A JSON file as rows of named texts.
//
// Understood are an array of objects, objects one after the other (JSON Lines), and the answers of Microsoft
// Graph, {"value": [objects]}, one or several pages of them. A field of an object in a row is called
// "outer.inner", the first element of a list "list.0"; the other elements are passed over.
//
// Errors  SourceError, with the line, for what is no JSON, or not of these shapes, and for a file that ends
//         before its last row or its last page.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace lapse::adapters::sources {

class JsonBytes;

class JsonListener {
 public:
  virtual ~JsonListener() = default;
  virtual void row_begins() = 0;
  virtual void field(const std::string& name, const std::string& text) = 0;  // a null is empty
  virtual void row_ends() = 0;
  virtual void no_row() = 0;  // what has begun was the envelope of a page
};

void walk_json(JsonBytes& bytes, JsonListener& listener);

}  // namespace lapse::adapters::sources
