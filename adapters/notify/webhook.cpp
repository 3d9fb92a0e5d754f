#include "adapters/notify/webhook.h"

#include <curl/curl.h>
#include <fmt/core.h>

#include <array>
#include <memory>

#include "adapters/notify/effect_json.h"
#include "adapters/notify/error.h"
#include "adapters/notify/http_outcome.h"
#include "adapters/notify/loopback.h"
#include "adapters/notify/plain_text.h"
#include "engine/digest.h"

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

constexpr long kMostAnswerBytes = 64 * 1024;

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(char* text) const { curl_free(text); }
};

// Empty when the address has no such part.
std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, Free> owned{text};
  return text;
}

// The answer is read for its status only.
extern "C" std::size_t pass_over(char*, std::size_t size, std::size_t count, void* user) {
  auto& left = *static_cast<long*>(user);
  left -= static_cast<long>(size * count);
  return left < 0 ? 0 : size * count;
}

class Request {
 public:
  Request() : handle_(curl_easy_init()) {
    if (!handle_) throw NotifierError("webhook: libcurl cannot be used");
  }

  template <typename Value>
  void set(CURLoption option, Value value) {
    const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
    if (result != CURLE_OK)
      throw NotifierError(fmt::format("webhook: libcurl: {}", curl_easy_strerror(result)));
  }

  void header(const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    headers_.release();
    headers_.reset(longer);
  }

  engine::Receipt send() {
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_ERRORBUFFER, reason_.data());
    set(CURLOPT_WRITEFUNCTION, pass_over);
    set(CURLOPT_WRITEDATA, &answer_left_);
    const CURLcode result = curl_easy_perform(handle_.get());
    long status = 0;
    long sent = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent);
    const Outcome outcome = http_outcome(status, sent > 0);
    if (status >= kFirstFinalStatus) return {outcome, fmt::format("HTTP {}", status)};
    const std::string_view reason{reason_.data()};
    return {outcome, one_line(reason.empty() ? curl_easy_strerror(result) : reason)};
  }

 private:
  std::array<char, CURL_ERROR_SIZE> reason_{};
  long answer_left_ = kMostAnswerBytes;
  std::unique_ptr<curl_slist, Free> headers_;
  std::unique_ptr<CURL, Free> handle_;  // goes first
};

void secure(Request& request, const WebhookSettings& settings) {
  request.set(CURLOPT_PROTOCOLS_STR, "http,https");
  request.set(CURLOPT_PROXY, "");
  request.set(CURLOPT_FOLLOWLOCATION, 0L);
  request.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  request.set(CURLOPT_SSL_VERIFYPEER, 1L);
  request.set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!settings.ca_file) return;
  request.set(CURLOPT_CAINFO, settings.ca_file->c_str());
  // Else the system's authorities would be trusted beside the one that was asked for.
  request.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

}  // namespace

std::optional<std::string> webhook_url_problem(const std::string& url) {
  const std::unique_ptr<CURLU, Free> parsed{curl_url()};
  if (!parsed) throw std::bad_alloc();
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return "is no address of the web: it starts with https://";
  if (!part(parsed.get(), CURLUPART_USER).empty() || !part(parsed.get(), CURLUPART_PASSWORD).empty())
    return "has a user in it, and no secret stands in a configuration; use 'secret'";
  const std::string scheme = part(parsed.get(), CURLUPART_SCHEME);
  if (scheme == "https") return std::nullopt;
  if (scheme != "http") return "is no address of the web: it starts with https://";
  std::string host = part(parsed.get(), CURLUPART_HOST);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (is_loopback(host)) return std::nullopt;
  return "is not encrypted: http goes to this machine only, use https";
}

Webhook::Webhook(WebhookSettings settings) : settings_(std::move(settings)) {
  if (const auto problem = webhook_url_problem(settings_.url))
    throw NotifierError("webhook: the address " + *problem);
  if (settings_.ca_file && !std::filesystem::is_regular_file(*settings_.ca_file))
    throw NotifierError(fmt::format("webhook: there is no CA file {}", settings_.ca_file->string()));
}

engine::Receipt Webhook::perform(const engine::Effect& effect) {
  const auto body = effect_json(effect);
  if (!body) return {Outcome::never, "the account's id is no UTF-8"};
  try {
    Request request;
    secure(request, settings_);
    request.set(CURLOPT_URL, settings_.url.c_str());
    request.set(CURLOPT_NOSIGNAL, 1L);
    request.set(CURLOPT_TIMEOUT, static_cast<long>(settings_.timeout_s));
    request.set(CURLOPT_USERAGENT, "lapse");
    request.set(CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
    request.set(CURLOPT_POSTFIELDS, body->c_str());
    request.header("Content-Type: application/json");
    request.header("Expect:");
    request.header("Idempotency-Key: " + effect.key);
    if (!settings_.secret.empty())
      request.header("Lapse-Signature: sha256=" + engine::hmac_sha256(settings_.secret, *body));
    return request.send();
  } catch (const NotifierError& error) {
    return {Outcome::later, error.what()};
  }
}

}  // namespace lapse::adapters::notify
