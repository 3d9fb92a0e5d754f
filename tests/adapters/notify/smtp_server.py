"""A mail server with a temper, for the tests of the SMTP notifier.

    smtp_server.py MODE MAIL_DIR [--tls starttls|implicit --certificate FILE --key FILE]

Listens on 127.0.0.1, prints its port, writes each message that it was given in full to MAIL_DIR/N.eml with the
envelope in front of it, and ends when its standard input does.
"""

import argparse
import asyncio
import itertools
import logging
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

REFUSALS = {  # mode: (hook, reply)
    "refuse-sender": ("MAIL", "550 5.7.1 sender rejected"),
    "login-first": ("MAIL", "530 5.7.0 authentication required"),
    "refuse-recipient": ("RCPT", "550 5.1.1 no such mailbox"),
    "greylist": ("RCPT", "451 4.7.1 greylisted, try again later"),
    "refuse-text": ("DATA", "554 5.6.0 text refused"),
    "defer-text": ("DATA", "452 4.3.1 disk full"),
}
OTHER_MODES = ("accept", "drop-after-text", "drop-before-text", "silent", "late-answer", "refuse-login")


class Handler:
    def __init__(self, mode, directory):
        self.mode = mode
        self.directory = directory
        self.connections = itertools.count(1)
        self.messages = itertools.count(1)
        self.second_connection = asyncio.Event()

    def refusal(self, hook):
        return REFUSALS[self.mode][1] if REFUSALS.get(self.mode, ("",))[0] == hook else None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if not hasattr(session, "number"):
            session.number = next(self.connections)
        if session.number > 1:
            self.second_connection.set()
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.refusal("MAIL"):
            return self.refusal("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "drop-before-text":
            server.transport.abort()
        if self.refusal("RCPT"):
            return self.refusal("RCPT")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        head = [
            f"Connection: {session.number}",
            f"Helo: {session.host_name}",
            f"Login: {session.auth_data.login.decode() if session.authenticated else 'none'}",
            f"Encrypted: {'yes' if session.ssl else 'no'}",
            f"Envelope-From: {envelope.mail_from}",
        ] + [f"Envelope-To: {address}" for address in envelope.rcpt_tos]
        file = self.directory / f"{next(self.messages)}.eml"
        file.write_bytes("".join(line + "\n" for line in head).encode() + envelope.content)
        if self.mode == "drop-after-text":
            server.transport.abort()
        if self.mode == "late-answer":
            await self.second_connection.wait()
        return self.refusal("DATA") or "250 2.0.0 queued as 4711"

    def authenticate(self, server, session, envelope, mechanism, login):
        if self.mode == "refuse-login":
            echo = f"535 5.7.8 not with {login.password.decode()}, {login.login.decode()}"
            return AuthResult(success=False, handled=False, message=echo)
        return AuthResult(success=True, auth_data=login)


def tls_context(arguments):
    if not arguments.tls:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(arguments.certificate, arguments.key)
    return context


async def serve(arguments):
    loop = asyncio.get_running_loop()
    handler = Handler(arguments.mode, arguments.directory)
    context = tls_context(arguments)

    def conversation():
        if arguments.mode == "silent":
            return asyncio.Protocol()
        return SMTP(
            handler,
            hostname="mail.example",
            loop=loop,
            tls_context=context if arguments.tls == "starttls" else None,
            require_starttls=arguments.tls == "starttls",
            auth_require_tls=True,
            authenticator=handler.authenticate,
        )

    server = await loop.create_server(
        conversation, "127.0.0.1", 0, ssl=context if arguments.tls == "implicit" else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, ended.set)
    await ended.wait()


def main():
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns about names of its own
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=[*REFUSALS, *OTHER_MODES])
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--tls", choices=["starttls", "implicit"])
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
