#include "engine/explain_story.h"

#include "engine/explain_words.h"

namespace lapse::engine {
namespace {

std::string by_actor(const JournalRow& row) {
  return row.actor.empty() ? "" : ", by " + row.actor;
}

std::string became(const JournalRow& row) {
  return row.from_state == row.to_state ? "stayed " + row.to_state : "became " + row.to_state;
}

std::string happened(const JournalRow& row, const schedules::Zone& zone) {
  if (row.kind == "arrive") return "arrived from " + row.cause + " as " + row.to_state;
  if (row.kind == "move") return "became " + row.to_state + " by " + row.cause;
  if (row.kind == "warn") {
    const std::string told = "warned " + days_before_words({static_cast<int>(row.step)}) + " by " + row.cause;
    return row.promised_at == 0 ? told : told + ", for " + day_of_words({row.promised_at}, zone);
  }
  if (row.kind == "event") return row.cause + ": " + became(row) + by_actor(row);
  if (row.kind == "login") {
    const bool back = row.from_state != row.to_state;
    return back ? "logged in and became " + row.to_state : "logged in, so its warnings no longer count";
  }
  if (row.kind == "vanish") return "missing from " + row.cause;
  if (row.kind == "return") return "found again in " + row.cause;
  if (row.kind == "ghost")
    return "logged in while " + row.to_state + ", which changes nothing; the team was told";
  if (row.kind == "undo" && row.from_state == row.to_state)
    return "the warning by " + row.cause + " was taken back" + by_actor(row);
  if (row.kind == "undo")
    return "what " + row.cause + " did was taken back: became " + row.to_state + " again" + by_actor(row);
  if (row.kind == "held") return "a hold came after its warnings, which no longer count";
  if (row.kind == "purge") return "had been purged before, and was erased again" + by_actor(row);
  if (row.kind == "correct") return "corrected (" + row.cause + "): " + became(row) + by_actor(row);
  return row.kind + " (" + row.cause + "): " + became(row) + by_actor(row);
}

std::string fate_of(const NoticeView& notice, const schedules::Zone& zone) {
  if (notice.state == "handed") return "handed on " + moment_words(notice.handed_at, zone);
  if (notice.state == "queued" || notice.state == "sending") return "still on its way";
  if (notice.state == "ambiguous") return "sent, but the answer was lost";
  if (notice.state == "dead") return "could not be delivered";
  return notice.state;
}

}  // namespace

std::string story_sentence(const JournalRow& row, const schedules::Zone& zone) {
  return day_of_words({row.at}, zone) + ": " + happened(row, zone) + ".";
}

std::string warning_sentence(const NoticeView& notice, const schedules::Zone& zone) {
  std::string text = days_before_words({notice.step}) + ", to " + notice.recipient;
  if (!notice.address.empty()) text += " (" + notice.address + ")";
  text += ": " + fate_of(notice, zone);
  if (notice.date.seconds != 0) text += ", told " + day_of_words(notice.date, zone);
  if (notice.state != "handed" && !notice.detail.empty()) text += " (" + notice.detail + ")";
  return text + ".";
}

std::string deed_sentence(const DeedView& deed, const schedules::Zone& zone) {
  std::string text = moment_words(deed.at, zone) + ": ";
  if (deed.kind != "event") text += deed.kind + " ";
  text += deed.name + ", by " + deed.actor;
  if (!deed.role.empty()) text += " as " + deed.role;
  if (!deed.on_behalf.empty()) text += ", on behalf of " + deed.on_behalf;
  if (!deed.reason.empty()) text += ", because: " + deed.reason;
  if (!deed.reference.empty()) text += " (" + deed.reference + ")";
  if (!deed.given.empty()) text += "; given: " + deed.given;
  for (const auto& [name, value] : deed.facts) text += "; " + name + ": " + value;
  return text + ".";
}

std::string effect_sentence(const EffectView& view, const schedules::Zone& zone) {
  const auto& effect = view.effect;
  std::string text =
      day_of_words(view.as_of, zone) + ", " + effect.name + " for " + effect.to + " by " + effect.rule + ": ";
  if (view.state == "handed") {
    text += "done on " + moment_words(view.handed_at, zone);
  } else if (view.state == "queued" || view.state == "sending") {
    text += "not done yet";
  } else if (view.state == "ambiguous") {
    text += "tried, but the answer was lost";
  } else if (view.state == "dead") {
    text += "given up after " + counted(effect.attempts, "attempt");
  } else {
    text += view.state;
  }
  if (!view.detail.empty()) text += " (" + view.detail + ")";
  return text + ".";
}

}  // namespace lapse::engine
