#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a whole run of `cck token` costs with a fresh token, beside `secret-tool lookup` of the same keyring."""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from running import CCK, cck
from signing import add, practice, sign_in

RUNS = 100


def run(command):
    """Seconds of the whole process, and of the processor."""
    begin = time.monotonic()
    process = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime


def instructions(command):
    """Of the process alone, in millions, by callgrind; None where that is not installed."""
    if shutil.which("valgrind") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={Path(folder) / 'out'}", *command],
                              capture_output=True, text=True, check=True, env=ENVIRONMENT).stderr
    return int(re.search(r"Collected : (\d+)", told)[1]) / 1e6


ENVIRONMENT = {**os.environ, "G_MESSAGES_DEBUG": ""}
provider, issuer = practice()
add("Acme", issuer)
sign_in("Acme")
(account,) = cck("accounts", "--json").json
secret = ["provider", account["provider"], "kind", "tokens"]
commands = {
    "cck token": [CCK, "token", "Acme"],
    "secret-tool lookup": [shutil.which("secret-tool"), "lookup", *secret],
    "true": [shutil.which("true")],
}
provider.terminate()            # it is not asked: the token is fresh
provider.wait()

taken = {name: [] for name in commands}
for _ in range(RUNS):
    for name, command in commands.items():      # in turns
        taken[name].append(run(command))
for name, command in commands.items():
    wall, processor = (statistics.median(column) * 1e3 for column in zip(*taken[name], strict=True))
    count = instructions(command)
    print(f"{name:20} {wall:6.2f} ms, {processor:6.2f} ms of processor time" + (f", {count:6.2f} million instructions" if count else ""))
ratio = statistics.median(run[0] for run in taken["cck token"]) / statistics.median(run[0] for run in taken["secret-tool lookup"])
print(f"cck token takes {ratio:.2f} times as long as secret-tool lookup.")
