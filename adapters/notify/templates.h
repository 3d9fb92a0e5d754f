// The words of a message: NAME.txt from a directory of the operator's, else the text that came with lapse.
//
// A template is read aloud in templates/; variables.h has the names it may use. The directory is read once,
// when the object is made; make a new one to see changes.
//
// Errors   The constructor throws NotifierError for settings that cannot work (a directory that is not there
// or
//          that others may write in, a domain that is none). compose() throws engine::TextError when this
//          notice cannot be put into words: no template or a wrong one, a vital value missing, an address
//          that cannot be used, no way to text a mobile. The sentence never repeats an address.
// Threads  Immutable after construction; `built_in` has to allow concurrent calls.
// Bounds   A template has at most 64 KiB; a directory at most 1,000 of them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/notify/template_text.h"
#include "engine/ports.h"
#include "rules/diagnostic.h"
#include "schedules/zone.h"

namespace lapse::adapters::notify {

struct TextSettings {
  std::filesystem::path directory;  // empty: built-in texts only
  std::string message_id_domain;    // right of the @ in every Message-ID
  std::string sms_domain;           // gateway that turns NUMBER@domain into a text message; empty: none
};

// The whole file of a template that came with lapse; nullopt for a name it does not have.
using BuiltInTexts = std::function<std::optional<std::string>(std::string_view name)>;

// A name that a policy sends.
struct TemplateUse {
  std::string name;
  bool warns = false;  // sent by a rule's `warn`, so it has to say when
};

class Templates : public engine::Texts {
 public:
  Templates(TextSettings settings, BuiltInTexts built_in, schedules::Zone zone);

  // Everything that is wrong with the templates in use, in their order; nothing else is looked at.
  rules::Diagnostics check(const std::vector<TemplateUse>& uses) const;

  // Equal notices give equal messages, so that every attempt carries the same Message-ID and the same words.
  engine::Message compose(const engine::Notice& notice) const override;

 private:
  TemplateText find(const TemplateUse& use) const;
  std::string recipient_address(const engine::Notice& notice) const;

  TextSettings settings_;
  BuiltInTexts built_in_;
  schedules::Zone zone_;
  std::map<std::string, std::string, std::less<>> own_;  // name to file text
};

}  // namespace lapse::adapters::notify
