#include "adapters/notify/templates.h"

#include <fmt/core.h>

#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>

#include "adapters/notify/address.h"
#include "adapters/notify/error.h"
#include "adapters/notify/phone.h"
#include "adapters/notify/plain_text.h"
#include "adapters/notify/variables.h"

namespace lapse::adapters::notify {
namespace {

namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;

constexpr std::string_view kExtension = ".txt";
constexpr std::size_t kMaxTemplates = 1000;
constexpr std::size_t kMaxNoticeIdBytes = 128;
constexpr std::string_view kNoticeIdCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

void refuse_if_others_write(const fs::path& path) {
  if ((fs::status(path).permissions() & fs::perms::others_write) != fs::perms::none)
    throw NotifierError(fmt::format("{}: everybody may write to it; chmod o-w", path.string()));
}

std::string file_text(const fs::path& path) {
  refuse_if_others_write(path);
  std::ifstream file{path, std::ios::binary};
  // One byte more than allowed is enough for read_template to see that it is too long.
  std::string text(kMaxTemplateBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !file.is_open()) throw NotifierError(fmt::format("{}: cannot be read", path.string()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::map<std::string, std::string, std::less<>> texts_in(const fs::path& directory) {
  std::map<std::string, std::string, std::less<>> texts;
  if (directory.empty()) return texts;
  try {
    refuse_if_others_write(directory);
    for (const fs::directory_entry& entry : fs::directory_iterator{directory}) {
      if (entry.path().extension() != kExtension) continue;
      if (texts.size() == kMaxTemplates)
        throw NotifierError(fmt::format("{}: more than {} templates", directory.string(), kMaxTemplates));
      texts.emplace(entry.path().stem().string(), file_text(entry.path()));
    }
  } catch (const fs::filesystem_error& error) {
    throw NotifierError(fmt::format("templates in {}: {}", directory.string(), error.code().message()));
  }
  return texts;
}

void require_domain(std::string_view setting, const std::string& domain) {
  if (const auto problem = domain_problem(domain))
    throw NotifierError(fmt::format("{} {}", setting, *problem));
}

// An absent value is `false`, so that {{#name}} leaves its section out; an empty string would show it.
mustache::data values_of(const engine::Notice& notice, const TemplateText& text,
                         const schedules::Zone& zone) {
  mustache::data values{mustache::data::type::object};
  for (const Variable& variable : variables()) {
    const std::optional<std::string> value = variable.value(notice, zone);
    values.set(std::string{variable.name}, value ? mustache::data{*value} : mustache::data{false});
    if (value || !variable.vital) continue;
    for (const Shown& shown : text.scan.shown)
      if (shown.name == variable.name && !shown.guarded())
        throw engine::TextError(fmt::format("{}:{}: shows {{{{{}}}}}, which this notice does not have",
                                            shown.place.file, shown.place.line, variable.name));
  }
  return values;
}

std::string rendered(const std::string& text, const mustache::data& values) {
  mustache::mustache parsed{text};
  parsed.set_custom_escape([](const std::string& plain) { return plain; });
  std::string result = parsed.render(values);
  if (!parsed.is_valid()) throw engine::TextError(parsed.error_message());
  return result;
}

std::string message_id(const std::string& notice_id, const std::string& domain) {
  if (notice_id.empty() || notice_id.size() > kMaxNoticeIdBytes ||
      notice_id.find_first_not_of(kNoticeIdCharacters) != std::string::npos)
    throw engine::TextError("the id of the notice cannot be part of a Message-ID");
  return notice_id + "@" + domain;
}

}  // namespace

Templates::Templates(TextSettings settings, BuiltInTexts built_in, schedules::Zone zone)
    : settings_(std::move(settings)),
      built_in_(std::move(built_in)),
      zone_(zone),
      own_(texts_in(settings_.directory)) {
  require_domain("the domain of Message-IDs", settings_.message_id_domain);
  if (!settings_.sms_domain.empty()) require_domain("the domain for text messages", settings_.sms_domain);
}

TemplateText Templates::find(const TemplateUse& use) const {
  std::string file = use.name + std::string{kExtension};
  TemplateText text;
  if (const auto own = own_.find(use.name); own != own_.end()) {
    file = (settings_.directory / file).string();
    text = read_template(file, own->second);
  } else if (const auto shipped = built_in_(use.name)) {
    file = "built-in " + file;
    text = read_template(file, *shipped);
  } else {
    text.scan.problems.push_back({{file},
                                  "there is no template '" + use.name + "'",
                                  "add " + file + " to the directory of templates"});
    return text;
  }
  if (use.warns) require_date(text, file);
  return text;
}

rules::Diagnostics Templates::check(const std::vector<TemplateUse>& uses) const {
  rules::Diagnostics problems;
  for (const TemplateUse& use : uses) {
    rules::Diagnostics found = find(use).scan.problems;
    std::move(found.begin(), found.end(), std::back_inserter(problems));
  }
  return problems;
}

std::string Templates::recipient_address(const engine::Notice& notice) const {
  std::string address = notice.address;
  if (notice.recipient == rules::Recipient::mobile) {
    if (settings_.sms_domain.empty()) throw engine::TextError("no domain for text messages is configured");
    const auto number = normalised_phone(notice.address);
    if (!number) throw engine::TextError("the mobile number is no telephone number");
    address = *number + "@" + settings_.sms_domain;
  }
  if (const auto problem = address_problem(address)) throw engine::TextError("the address " + *problem);
  return address;
}

engine::Message Templates::compose(const engine::Notice& notice) const {
  const TemplateText text = find({notice.send, notice.step > 0});
  if (!text.scan.problems.empty()) {
    const rules::Diagnostic& first = text.scan.problems.front();
    throw engine::TextError(fmt::format("{}:{}: {}", first.place.file, first.place.line, first.message));
  }
  const mustache::data values = values_of(notice, text, zone_);
  engine::Message message;
  message.id = message_id(notice.id, settings_.message_id_domain);
  message.to = recipient_address(notice);
  message.subject = rendered(text.subject, values);
  message.subject.erase(message.subject.find_last_not_of(' ') + 1);  // an absent value leaves one
  message.body = rendered(text.body, values);
  message.date = notice.as_of;
  return message;
}

}  // namespace lapse::adapters::notify
