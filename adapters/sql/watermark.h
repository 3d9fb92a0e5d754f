// How far a foreign table was read: the greatest value of a column that grows with every change, in the words
// of its database. A number, a day, or a day and a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapse::adapters::sql {

// The value from which on to read again, as SQL writes it. It is a little earlier, by 2 hours, a day or
// 10,000, since a change may be committed after a later one, and clocks go back. Written as the watermark is,
// so that columns of texts compare as well. nullopt when the watermark is none of those.
std::optional<std::string> read_again_from(std::string_view watermark);

}  // namespace lapse::adapters::sql
