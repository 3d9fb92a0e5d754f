"""A certificate authority of a few days' life, a server certificate that it signed, and an authority that it is not."""

import os
import subprocess

AUTHORITY = "basicConstraints=critical,CA:TRUE"
SERVER = "basicConstraints=critical,CA:FALSE"


class Certificates:
    """Files in `folder`: ca.pem, wrong-ca.pem (signed nothing), server.pem and server.key for `names`."""

    def __init__(self, folder, names=("DNS:localhost", "IP:127.0.0.1")):
        self.folder = folder
        os.makedirs(folder, mode=0o755, exist_ok=True)
        self.ca = self._path("ca.pem")
        self.wrong_ca = self._path("wrong-ca.pem")
        self.server = self._path("server.pem")
        self.server_key = self._path("server.key")
        with open(self._path("openssl.cnf"), "w", encoding="utf-8") as file:
            file.write("[req]\ndistinguished_name = dn\n[dn]\n")
        self._make("ca", "lapse test authority", AUTHORITY)
        self._make("wrong-ca", "another authority", AUTHORITY)
        self._make("server", "lapse test server", SERVER, "-addext", "subjectAltName=" + ",".join(names),
                   "-CA", self.ca, "-CAkey", self._path("ca.key"))

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _make(self, name, subject, constraints, *more):
        subprocess.run(["openssl", "req", "-x509", "-config", self._path("openssl.cnf"), "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "7", "-subj", f"/CN={subject}",
                        "-addext", constraints, "-keyout", self._path(name + ".key"), "-out",
                        self._path(name + ".pem"), *more], check=True, capture_output=True)
