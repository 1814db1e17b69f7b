# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running cck with data of the test's own, and tokens to give it."""

import atexit
import base64
import hashlib
import hmac
import json
import os
import pty
import shutil
import subprocess
import tempfile
from pathlib import Path

CCK = os.environ["CCK"]
FOLDER = Path(tempfile.mkdtemp(prefix="cck-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ.update(XDG_DATA_HOME=str(FOLDER / "data"), XDG_CONFIG_HOME=str(FOLDER / "config"),
                  XDG_RUNTIME_DIR=str(FOLDER / "run"), HOME=str(FOLDER),
                  TMPDIR=str(FOLDER / "tmp"), GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8", TZ="UTC",
                  DBUS_SESSION_BUS_ADDRESS=f"unix:path={FOLDER}/no-bus", G_MESSAGES_DEBUG="all")
for name in ("run", "tmp", "config"):
    (FOLDER / name).mkdir(mode=0o700)

# The program dies of its own warnings; the keyring and the browser may have theirs.
STRICT = {"G_DEBUG": "gc-friendly,fatal-warnings"}
SECRET = "a shared secret of more than 32 bytes"


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def events(self):
        return [json.loads(line) for line in self.out.splitlines()]


def cck(*arguments, input="", expect=0, **environment):
    """Run a command to its end, which must be with the expected exit status, or with one of a set of them."""
    done = subprocess.run([CCK, *map(str, arguments)], input=input.encode() if isinstance(input, str) else input,
                          capture_output=True, timeout=60, env={**os.environ, **STRICT, **environment}, check=False)
    result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
    if done.returncode not in (expect if isinstance(expect, set) else {expect}):
        raise AssertionError(f"cck {' '.join(map(str, arguments))} ended with {done.returncode}, not {expect}:\n"
                             f"{result.out}\n{result.err[-3000:]}")
    return result


def start(*arguments, **options):
    return subprocess.Popen([CCK, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, env={**os.environ, **STRICT}, **options)


class Terminal:
    """cck on a terminal of its own, as a person sees it."""

    def __init__(self, *arguments, **environment):
        self.shown = ""
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.execve(CCK, [CCK, *map(str, arguments)], {**os.environ, **STRICT, "TERM": "dumb", "G_MESSAGES_DEBUG": "", **environment})
        self.pid = pid

    def read(self):
        try:
            part = os.read(self.terminal, 4096).decode(errors="replace")
        except OSError:         # the other end is closed
            part = ""
        self.shown += part
        return part

    def expect(self, words):
        """Wait until it shows these words; what is shown so far."""
        while words not in self.shown:
            if not self.read():
                raise AssertionError(f"{words!r} did not come: {self.shown!r}")
        return self.shown

    def type(self, text):
        os.write(self.terminal, text.encode())

    def end(self):
        """Its exit status, once it has ended; what it showed is in `shown`."""
        while self.read():
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def file(name, content):
    path = FOLDER / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(payload, header='{"alg":"HS256","typ":"JWT"}', secret=SECRET):
    """An HS256 token around exactly this text."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    signed = f"{encode(header.encode())}.{encode(text.encode())}"
    return f"{signed}.{encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


def outcomes(result):
    return {check["id"]: check["outcome"] for check in result.json["checks"]}


def assert_equal(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def assert_in(part, whole, what):
    if part not in whole:
        raise AssertionError(f"{what}: {part!r} is not in {whole!r}")


def assert_not_in(part, whole, what):
    if part in whole:
        raise AssertionError(f"{what}: {part!r} is in {whole!r}")
