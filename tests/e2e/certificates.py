# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority of the test's own, which no system trusts, with a server and a client."""

import subprocess

DAYS = "2"


def _openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _certificate(folder, name, subject, extension):
    (folder / f"{name}.cnf").write_text(extension + "\n")
    _openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key",
             "-out", f"{name}.csr", "-subj", subject)
    _openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", DAYS,
             "-extfile", f"{name}.cnf", "-out", f"{name}.pem")


def make_certificates(folder):
    """ca.pem, server.pem and server.key for 127.0.0.1, and identity.pem, a client's certificate and key in one file."""
    folder.mkdir(mode=0o700, exist_ok=True)
    _openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key",
             "-out", "ca.pem", "-days", DAYS, "-subj", "/CN=claimcheck-test-ca", "-addext", "keyUsage=critical,keyCertSign")
    _certificate(folder, "server", "/CN=127.0.0.1", "subjectAltName=IP:127.0.0.1")
    _certificate(folder, "client", "/CN=claimcheck-test-client", "extendedKeyUsage=clientAuth")
    (folder / "identity.pem").write_text((folder / "client.pem").read_text() + (folder / "client.key").read_text())
