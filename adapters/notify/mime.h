// A message as the bytes of RFC 5322 that every channel sends: plain text, UTF-8, quoted-printable.
//
// Pure functions. The text says that a machine wrote it (Auto-Submitted), so that out-of-office replies stay
// away, and it is equal for equal messages, so that a second copy can be told by its Message-ID.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/notice.h"
#include "schedules/instant.h"

namespace lapse::adapters::notify {

inline constexpr std::size_t kMaxSubjectBytes = 2048;

// Why the headers of this message must not be sent ("the subject has a control character"); nullopt when they
// may.
std::optional<std::string> message_problem(const engine::Message& message);

// Precondition: no message_problem, and `from` has no address_problem. Lines end in CRLF.
std::string mime_text(const engine::Message& message, std::string_view from);

std::string header_date(schedules::Instant instant);   // "Thu, 02 Jul 2026 09:30:00 +0000"
std::string subject_header(std::string_view subject);  // RFC 2047 where it is not ASCII, folded
std::string quoted_printable(std::string_view text);   // RFC 2045, \n becomes CRLF

}  // namespace lapse::adapters::notify
