# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bus with a real keyring, practice providers that sign in at once, and a browser of a few lines."""

import atexit
import json
import os
import subprocess

from keyring import Keyring
from running import cck, file, start

bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL, text=True)
atexit.register(bus.kill)
os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
keyring = Keyring(os.environ["DBUS_SESSION_BUS_ADDRESS"])

BROWSER = file("browser.py", "import sys, urllib.request\nurllib.request.urlopen(sys.argv[-1]).read()\n")
browser = f"python3 '{BROWSER}'"


def practice(*options):
    """A practice provider that signs in at once, and its issuer."""
    running = start("practice", "--json", "--auto-approve", *options)
    atexit.register(running.kill)
    return running, json.loads(running.stdout.readline())["issuer"]


def add(name, at, *options, client_id="claimcheck-practice", **more):
    return cck("provider", "add", name, "--issuer", at, "--client-id", client_id,
               "--scope", "openid profile email", "--allow-http-loopback", *options, **more)


def sign_in(name, *options, **more):
    """Sign in through the browser; the events."""
    return cck("sign-in", name, "--browser", browser, "--json", *options, **more).events
