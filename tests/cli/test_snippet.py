#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that make a request: they work, hold no token, and stay one command whatever things are called."""

import http.server
import os
import shutil
import subprocess
import threading
import urllib.parse

import tap
from running import CCK, FOLDER, assert_equal, assert_in, assert_not_in, cck
from signing import add, practice, sign_in

HOSTILE = "it's $(touch mark) `touch mark` \"; touch mark # \\"
requests = []


class Resource(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        requests.append((self.path, self.headers["Authorization"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"it came\n")

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Resource)
threading.Thread(target=server.serve_forever, daemon=True).start()
HERE = f"http://127.0.0.1:{server.server_port}/a?b=c&d='e'"
SEEN = "/a?b=c&d='e'"
(FOLDER / "bin").mkdir()
(FOLDER / "bin" / "cck").symlink_to(CCK)
environment = {**os.environ, "PATH": f"{FOLDER / 'bin'}:/usr/bin:/bin", "G_MESSAGES_DEBUG": ""}

provider, issuer = practice()
add("Acme", issuer)
add(HOSTILE, issuer)
sign_in("Acme")
sign_in(HOSTILE)
# In a place of its own: what a hostile name could run would leave a mark.
PLACE = FOLDER / "place"
PLACE.mkdir()


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, env=environment, cwd=PLACE, timeout=60)
    assert_equal((done.returncode, os.listdir(PLACE)), (0, []), f"exit status and files of {command[0]}: {done.stderr}")
    return done.stdout


def works(kind, *command, name="Acme"):
    if shutil.which(command[0]) is None:
        raise tap.Skip(f"{command[0]} is not installed")
    lines = cck("snippet", name, kind, HERE).out
    token = cck("token", name).out.strip()
    assert_not_in(token, lines, "the lines")
    requests.clear()
    assert_in("it came", run(*command, lines), kind)
    ((path, authorization),) = requests
    assert_equal((urllib.parse.unquote(path), authorization), (SEEN, f"Bearer {token}"), "what the server saw")


def _curl_brings_the_token():
    for name in "Acme", HOSTILE:
        works("curl", "bash", "-c", name=name)
    works("curl", "sh", "-c")


def _python_brings_the_token():
    for name in "Acme", HOSTILE:
        works("python", "python3", "-c", name=name)


def _javascript_brings_the_token():
    for name in "Acme", HOSTILE:
        works("fetch", "node", "--input-type=module", "-e", name=name)


def _httpie_is_given_it_in_a_file():
    (FOLDER / "bin" / "http").write_text("#!/usr/bin/python3\nimport sys\nprint(sys.argv[1:3], sys.argv[3].split('@')[0], "
                                         "open(sys.argv[3].split('@')[1]).read())\n", encoding="utf-8")
    (FOLDER / "bin" / "http").chmod(0o700)
    for name in "Acme", HOSTILE:
        lines = cck("snippet", name, "httpie", HERE).out
        assert_in("$(cck token", lines, "by reference")
        token = cck("token", name).out.strip()
        assert_equal(run("bash", "-c", lines), f"{['GET', HERE]} Authorization: Bearer {token}\n", "what HTTPie is given")


def _no_token_is_in_an_argument_list():
    """What the shell runs is asked of the shell: its trace shows each command with its arguments."""
    token = cck("token", "Acme").out.strip()
    for kind in "curl", "httpie":
        traced = subprocess.run(["bash", "-xc", cck("snippet", "Acme", kind, HERE).out], capture_output=True, text=True, check=False,
                                env=environment, cwd=PLACE).stderr
        commands = [line for line in traced.splitlines() if not line.lstrip("+ ").startswith("printf ")]     # the shell's own
        assert_not_in(token, "\n".join(commands), kind)


def _the_address_has_a_default():
    assert_in("https://api.example.com/", cck("snippet", "Acme", "curl").out, "without a resource")
    cck("provider", "edit", "Acme", "--resource", "https://resource.example/v1", "--resource", "https://other.example")
    assert_in(" https://resource.example/v1\n", cck("snippet", "Acme", "curl").out, "with a resource")


def _the_document_says_the_same():
    document = cck("snippet", "Acme", "curl", HERE, "--json").json
    assert_equal(set(document), {"account", "kind", "uri", "bound", "snippet"}, "members")
    assert_equal((document["kind"], document["uri"], document["bound"]), ("curl", HERE, False), "values")
    assert_equal(document["snippet"] + "\n", cck("snippet", "Acme", "curl", HERE).out, "the lines")


def _a_bound_token_says_what_is_different():
    bound, address = practice()
    add("Bound", address, "--dpop")
    sign_in("Bound")
    for kind, comment in ("curl", "# "), ("httpie", "# "), ("fetch", "// "), ("python", "# "):
        document = cck("snippet", "Bound", kind, HERE, "--json").json
        assert_equal(document["bound"], True, kind)
        assert_equal(document["snippet"].startswith(comment), True, f"{kind} begins with a comment")
        for words in "RFC 9449", "CCK_DPOP_PROOF", "DPoP":
            assert_in(words, document["snippet"], kind)
    bound.terminate()


tap.run(
    _curl_brings_the_token,
    _python_brings_the_token,
    _javascript_brings_the_token,
    _httpie_is_given_it_in_a_file,
    _no_token_is_in_an_argument_list,
    _the_address_has_a_default,
    _the_document_says_the_same,
    _a_bound_token_says_what_is_different,
)
