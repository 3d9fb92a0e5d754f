"""A web hook on 127.0.0.1 that answers as `mode` says and keeps every request; prints its port, ends with its input.

Modes: a status ("204", "503"), "silent" takes the request and answers nothing, "hangup" takes it and closes,
"moved" points elsewhere, "endless" answers 200 and goes on for ever.
"""

import argparse
import http.server
import os
import ssl
import sys
import threading

PARSER = argparse.ArgumentParser()
PARSER.add_argument("mode")
PARSER.add_argument("folder")
PARSER.add_argument("--certificate")
PARSER.add_argument("--key")
ARGUMENTS = PARSER.parse_args()
DONE = threading.Event()


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        number = len(os.listdir(ARGUMENTS.folder)) + 1
        with open(os.path.join(ARGUMENTS.folder, f"{number}.http"), "wb") as file:
            file.write(f"{self.command} {self.path}\n{self.headers}".encode() + body)
        self.close_connection = True
        if ARGUMENTS.mode == "silent":
            DONE.wait()
        elif ARGUMENTS.mode == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while not DONE.is_set():
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass
        elif ARGUMENTS.mode != "hangup":
            self.send_response(302 if ARGUMENTS.mode == "moved" else int(ARGUMENTS.mode))
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"secret")

    def log_message(self, *_):
        pass


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
SERVER.daemon_threads = True
if ARGUMENTS.certificate:
    CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    CONTEXT.load_cert_chain(ARGUMENTS.certificate, ARGUMENTS.key)
    SERVER.socket = CONTEXT.wrap_socket(SERVER.socket, server_side=True)
threading.Thread(target=SERVER.serve_forever, daemon=True).start()
print(SERVER.server_address[1], flush=True)
sys.stdin.read()
DONE.set()
