#include "tests/adapters/notify/smtp_server.h"

namespace lapse::adapters::notify::testing {

SmtpServer::SmtpServer(const std::string& mode) : server_("smtp_server.py", {mode, mail_.path()}) {}

SmtpServer::SmtpServer(const std::string& mode, const std::string& tls, const Certificate& certificate)
    : server_("smtp_server.py", {mode, mail_.path(), "--tls", tls, "--certificate", certificate.certificate,
                                 "--key", certificate.key}) {}

std::string SmtpServer::mail(int number) const {
  return read_file(mail_.path() / (std::to_string(number) + ".eml"));
}

}  // namespace lapse::adapters::notify::testing
