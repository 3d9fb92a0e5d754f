#include "adapters/notify/smtp.h"

#include <curl/curl.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "adapters/notify/address.h"
#include "adapters/notify/error.h"
#include "adapters/notify/loopback.h"
#include "adapters/notify/mime.h"
#include "adapters/notify/plain_text.h"
#include "adapters/notify/smtp_outcome.h"

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

constexpr std::string_view kGoodbye = "221";

void require(const std::string& what, const std::optional<std::string>& problem) {
  if (problem) throw NotifierError(fmt::format("SMTP: {} {}", what, *problem));
}

void require_sound(const SmtpSettings& settings) {
  if (!is_ipv6(settings.host)) require("host", domain_problem(settings.host));
  require("from", address_problem(settings.from));
  if (!settings.helo.empty()) require("helo", domain_problem(settings.helo));
  if (settings.tls == Tls::none && !is_loopback(settings.host))
    throw NotifierError(fmt::format("SMTP: without TLS only to this machine, not to {}", settings.host));
  if (settings.ca_file && !std::filesystem::is_regular_file(*settings.ca_file))
    throw NotifierError(fmt::format("SMTP: there is no CA file {}", settings.ca_file->string()));
}

std::string url_of(const SmtpSettings& settings) {
  const std::string host = is_ipv6(settings.host) ? "[" + settings.host + "]" : settings.host;
  return fmt::format("{}://{}:{}/{}", settings.tls == Tls::implicit ? "smtps" : "smtp", host, settings.port,
                     settings.helo);
}

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One message on its way out, and the last line that the server said.
struct Exchange {
  std::string text;
  std::size_t sent = 0;
  std::string reply;
};

extern "C" std::size_t read_text(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t piece = std::min(size * count, exchange.text.size() - exchange.sent);
  std::memcpy(buffer, exchange.text.data() + exchange.sent, piece);
  exchange.sent += piece;
  return piece;
}

// libcurl says goodbye to a server that refused; the answer to that is not the reason.
extern "C" std::size_t note_reply(char* line, std::size_t size, std::size_t count, void* user) {
  const std::string_view reply{line, size * count};
  if (!reply.starts_with(kGoodbye)) static_cast<Exchange*>(user)->reply = reply;
  return size * count;
}

}  // namespace

class Smtp::Connection {
 public:
  explicit Connection(const SmtpSettings& settings);

  engine::Receipt send(const std::string& to, std::string text);
  std::optional<std::string> greet();

 private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
    if (result != CURLE_OK) throw NotifierError(fmt::format("SMTP: libcurl: {}", curl_easy_strerror(result)));
  }
  void secure(const SmtpSettings& settings);
  engine::Receipt receipt_of(CURLcode result);

  // Both outlive the handle, which says QUIT when it goes and reports the answer.
  Exchange exchange_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  std::unique_ptr<CURL, Free> handle_;
};

Smtp::Connection::Connection(const SmtpSettings& settings) : handle_(curl_easy_init()) {
  if (!handle_) throw NotifierError("SMTP: libcurl cannot be used");
  set(CURLOPT_URL, url_of(settings).c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings.connect_timeout_s));
  set(CURLOPT_TIMEOUT, static_cast<long>(settings.total_timeout_s));
  // The goodbye to a server that hangs has no other bound.
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(settings.total_timeout_s));
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, read_text);
  set(CURLOPT_READDATA, &exchange_);
  set(CURLOPT_HEADERFUNCTION, note_reply);
  set(CURLOPT_HEADERDATA, &exchange_);
  set(CURLOPT_ERRORBUFFER, reason_.data());
  set(CURLOPT_MAIL_FROM, settings.from.c_str());
  secure(settings);
  if (settings.user.empty()) return;
  set(CURLOPT_USERNAME, settings.user.c_str());
  set(CURLOPT_PASSWORD, settings.password.c_str());
}

void Smtp::Connection::secure(const SmtpSettings& settings) {
  set(CURLOPT_USE_SSL, static_cast<long>(settings.tls == Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!settings.ca_file) return;
  set(CURLOPT_CAINFO, settings.ca_file->c_str());
  // Else the system's authorities would be trusted beside the one that was asked for.
  set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

engine::Receipt Smtp::Connection::send(const std::string& to, std::string text) {
  exchange_ = {std::move(text), 0, {}};
  const std::unique_ptr<curl_slist, Free> recipients{curl_slist_append(nullptr, to.c_str())};
  if (!recipients) throw std::bad_alloc();
  set(CURLOPT_MAIL_RCPT, recipients.get());
  set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(exchange_.text.size()));
  reason_.fill('\0');
  const CURLcode result = curl_easy_perform(handle_.get());
  engine::Receipt receipt = receipt_of(result);
  set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
  return receipt;
}

std::optional<std::string> Smtp::Connection::greet() {
  set(CURLOPT_UPLOAD, 0L);
  set(CURLOPT_NOBODY, 1L);
  set(CURLOPT_CUSTOMREQUEST, "NOOP");
  const CURLcode result = curl_easy_perform(handle_.get());
  if (result == CURLE_OK) return std::nullopt;
  const std::string_view reason{reason_.data()};
  return one_line(reason.empty() ? curl_easy_strerror(result) : reason);
}

// The server's own words are repeated only from MAIL on: at login they could echo what was said to it.
engine::Receipt Smtp::Connection::receipt_of(CURLcode result) {
  Conversation conversation;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &conversation.reply_code);
  conversation.accepted = result == CURLE_OK;
  conversation.body_sent = exchange_.sent == exchange_.text.size();
  conversation.command_refused = result == CURLE_SEND_ERROR && conversation.reply_code >= kFirstRefusal;
  // libcurl has no code of its own for the command that was refused, only these words.
  conversation.sender_refused = std::string_view(reason_.data()).starts_with("MAIL failed");
  const bool about_message = conversation.accepted || conversation.command_refused ||
                             (conversation.body_sent && conversation.reply_code >= kFirstRefusal);
  if (about_message) return {outcome_of(conversation), one_line(exchange_.reply)};
  const std::string_view reason{reason_.data()};
  return {outcome_of(conversation), one_line(reason.empty() ? curl_easy_strerror(result) : reason)};
}

Smtp::Smtp(SmtpSettings settings) : settings_(std::move(settings)) {
  require_sound(settings_);
  connection_ = std::make_unique<Connection>(settings_);
}

Smtp::~Smtp() = default;

std::optional<std::string> Smtp::try_out() const {
  return Connection(settings_).greet();
}

engine::Receipt Smtp::deliver(const engine::Message& message) {
  if (const auto problem = message_problem(message)) return {Outcome::never, *problem};
  if (!connection_) connection_ = std::make_unique<Connection>(settings_);
  engine::Receipt receipt = connection_->send(message.to, mime_text(message, settings_.from));
  // libcurl would use it again, and an answer that comes late would be taken for that to the next message.
  if (receipt.outcome != Outcome::handed) connection_.reset();
  return receipt;
}

}  // namespace lapse::adapters::notify
