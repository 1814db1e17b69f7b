# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program or a web page could send to a port on loopback while somebody signs in."""

import contextlib
import itertools
import random
import socket

# How many requests share a connection: a listener that closes after each answer takes one and drops the rest.
PIPELINE = 20


def _get(target, host, *headers):
    lines = [f"GET {target} HTTP/1.1", f"Host: {host}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Attacker:
    """Sends requests of every kind to HOST:PORT, where PATH is the callback; counts them and the words that come back."""

    def __init__(self, port, path):
        self.port, self.path = port, path
        self.authority = f"127.0.0.1:{port}"
        self.sent, self.answers, self.slow = 0, 0, []
        self.random = random.Random(9207)
        self.statuses = {}
        state = "0123456789abcdef0123456789abcdef0123456789abcdef"
        self.kinds = itertools.cycle([
            self._garbage,
            lambda: _get(self.path + "?code=forged&state=" + state, self.authority),
            lambda: _get(self.path + "?error=access_denied&state=" + state, self.authority),
            lambda: _get(self.path, self.authority),
            lambda: _get("/favicon.ico", self.authority),
            lambda: _get("/../../etc/passwd", self.authority),
            lambda: _get(self.path + "?code=forged&state=" + state, "attacker.example"),
            lambda: _get(self.path + "?code=" + "A" * 20000, self.authority),
            lambda: _get(self.path, self.authority, *(f"X-{number}: {'y' * 100}" for number in range(300))),
            lambda: _get(self.path + "?state=" + state + "&state=" + state + "&code=a&code=b", self.authority),
            lambda: b"POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000000\r\n\r\n" % (self.path.encode(), self.authority.encode()),
            lambda: b"OPTIONS * HTTP/1.1\r\nHost: %s\r\n\r\n" % self.authority.encode(),
            lambda: b"GET %s HTTP/1.0\r\n\r\n" % self.path.encode(),
            lambda: _get(f"http://attacker.example{self.path}", self.authority),
            lambda: _get(self.path + "?%00%ff=%", self.authority),
        ])

    def _garbage(self):
        return self.random.randbytes(self.random.randrange(1, 400)) + b"\r\n\r\n"

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.settimeout(20)
        return connection

    def _read_all(self, connection):
        with contextlib.suppress(OSError):
            while True:
                part = connection.recv(65536)
                if not part:
                    break
                self.answers += part.count(b"HTTP/1.")
                for line in part.split(b"\r\n"):
                    if line.startswith(b"HTTP/1."):
                        status = line.split(b" ")[1].decode(errors="replace")
                        self.statuses[status] = self.statuses.get(status, 0) + 1

    def send(self, count):
        """COUNT requests, one a connection, each answered or cut off."""
        for _ in range(count):
            with contextlib.suppress(OSError), self.connect() as connection:
                self.sent += 1
                connection.sendall(next(self.kinds)())
                connection.shutdown(socket.SHUT_WR)
                self._read_all(connection)

    def pipeline(self, count):
        """COUNT requests, many in one write."""
        for _ in range(count // PIPELINE):
            with contextlib.suppress(OSError), self.connect() as connection:
                self.sent += PIPELINE
                connection.sendall(_get(self.path + "?code=forged&state=forged", self.authority) * PIPELINE)
                connection.shutdown(socket.SHUT_WR)
                self._read_all(connection)

    def occupy(self, count):
        """COUNT connections that say a letter and then nothing; they stay."""
        for _ in range(count):
            with contextlib.suppress(OSError):
                connection = self.connect()
                connection.sendall(b"G")
                self.slow.append(connection)
                self.sent += 1

    def let_go(self):
        for connection in self.slow:
            connection.close()
        self.slow.clear()
