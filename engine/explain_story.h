// What happened to an account, and what it was told, one sentence each.
#pragma once

#include <string>
#include <vector>

#include "engine/effect.h"
#include "engine/journal.h"
#include "engine/views.h"
#include "schedules/zone.h"

namespace lapse::engine {

// "2 April 2026: became inactive by mark-inactive."
std::string story_sentence(const JournalRow& row, const schedules::Zone& zone);

// "14 days before, to personal_email (ann@home.example): handed on 20 July 2026 06:31 BST, told 3 August
// 2026."
std::string warning_sentence(const NoticeView& notice, const schedules::Zone& zone);

// "2 April 2026, disable-mailbox for inactive by mark-inactive: done on 2 April 2026 06:31 BST (changed 1
// row)."
std::string deed_sentence(const DeedView& deed, const schedules::Zone& zone);
std::string effect_sentence(const EffectView& effect, const schedules::Zone& zone);

}  // namespace lapse::engine
