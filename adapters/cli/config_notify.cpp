#include <array>

#include "adapters/cli/config_sections.h"
#include "rules/parse_phrase.h"

namespace lapse::adapters::cli {
namespace {

using rules::Key;
using rules::Mapping;
using rules::Need;

constexpr std::array kNotifyKeys{
    Key{"channel", Need::mandatory, "file"},
    Key{"maildir", Need::optional, "mail"},
    Key{"from", Need::mandatory, "lapse@nhs.example"},
    Key{"domain", Need::mandatory, "lapse.example"},
    Key{"sms_domain", Need::optional, "sms.example"},
    Key{"smtp", Need::optional, "{ host: mail.nhs.example, port: 587, tls: starttls }"},
};

constexpr std::array kSmtpKeys{
    Key{"host", Need::mandatory, "mail.nhs.example"},
    Key{"port", Need::mandatory, "587"},
    Key{"tls", Need::mandatory, "starttls"},
    Key{"user", Need::optional, "lapse"},
    Key{"password", Need::optional, "smtp-password"},
    Key{"password_file", Need::optional, "secrets/smtp-password"},
    Key{"ca_file", Need::optional, "ca.pem"},
};

// "lapse <lapse@nhs.example>" and "lapse@nhs.example": the address is what both wires send.
std::string bare_address(const Mapping& notify) {
  const std::string text = notify.text("from");
  if (text.empty()) return {};
  std::string address = text;
  const std::size_t open = text.rfind('<');
  if (open != std::string::npos && text.ends_with('>'))
    address = text.substr(open + 1, text.size() - open - 2);
  if (rules::is_address(address)) return address;
  notify.wrong(*notify.find("from"), "from", rules::quote(text) + " is no e-mail address");
  return {};
}

SecretPlace read_password(const Mapping& smtp, const Folder& folder) {
  const SecretPlace place = read_secret_place(smtp, "password", folder);
  if (smtp.has("user") && place.empty()) {
    smtp.findings().add(smtp.place("user"), "a user without a password",
                        "write 'password: CREDENTIAL' or 'password_file: PATH'");
  }
  return place;
}

SmtpConfig read_smtp(const Mapping& notify, const Folder& folder) {
  SmtpConfig result;
  const auto smtp = notify.nested("smtp", kSmtpKeys);
  if (!smtp) return result;
  result.host = smtp->text("host");
  result.port = smtp->number("port", 1, 65535);
  result.tls = one_of(*smtp, "tls", {"starttls", "implicit", "none"});
  result.user = smtp->text("user");
  result.password = read_password(*smtp, folder);
  const std::string ca_file = smtp->text("ca_file");
  if (!ca_file.empty()) result.ca_file = folder.absolute(ca_file);
  return result;
}

}  // namespace

std::map<std::string, std::string> read_contacts(const Mapping& config) {
  constexpr std::string_view kExample = "contacts: { duty_manager: duty-manager@nhs.example }";
  std::map<std::string, std::string> contacts;
  const rules::Node* node = config.find("contacts");
  if (node == nullptr) return contacts;
  for (const rules::Entry& entry : rules::named_entries(*node, "contacts", kExample, config.findings())) {
    rules::has_good_name(entry, config.findings());
    if (!rules::is_address(entry.value.scalar)) {
      config.findings().add(entry.value.place, rules::quote(entry.value.scalar) + " is no e-mail address",
                            "write '" + std::string(kExample) + "'");
    }
    contacts[entry.key] = entry.value.scalar;
  }
  return contacts;
}

NotifyConfig read_notify(const Mapping& config, const Folder& folder) {
  NotifyConfig result;
  const auto notify = config.nested("notify", kNotifyKeys);
  if (!notify) return result;
  result.place = config.place("notify");
  result.channel = one_of(*notify, "channel", {"file", "smtp"});
  const std::string maildir = notify->text("maildir");
  if (!maildir.empty()) result.maildir = folder.absolute(maildir);
  result.from = bare_address(*notify);
  result.domain = notify->text("domain");
  result.sms_domain = notify->text("sms_domain");
  result.smtp = read_smtp(*notify, folder);
  const std::string needed = result.channel == "file" ? "maildir" : "smtp";
  if (!result.channel.empty() && !notify->has(needed)) {
    notify->findings().add(notify->place("channel"),
                           "channel " + rules::quote(result.channel) + " needs '" + needed + "'",
                           "write '" + needed + ": " + std::string(notify->example(needed)) + "'");
  }
  return result;
}

}  // namespace lapse::adapters::cli
