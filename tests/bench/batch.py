#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""batch.py CCK TESTS-DATA: the memory and the time of `cck inspect --batch` for 10,000 and for 100,000 tokens."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

program, data = sys.argv[1], Path(sys.argv[2])
COUNTS = (10_000, 100_000)


def write_cases(path, count):
    """Valid tokens of all kinds, again and again."""
    vectors = [one for one in json.loads((data / "claimcheck-open.json").read_text()) if one["expect"] == "valid"]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({**vectors[number % len(vectors)], "id": str(number)}) + "\n")


def run(path, out):
    """Seconds of processor time and peak memory in MiB."""
    begin = time.monotonic()
    process = os.posix_spawn(program, [program, "inspect", "--batch"], os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, path, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"cck inspect --batch ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as folder:
    costs = []
    for count in COUNTS:
        cases, results = Path(folder) / "cases", Path(folder) / "results"
        write_cases(cases, count)
        spent, taken, memory = run(cases, results)
        with open(results, encoding="utf-8") as lines:
            answers = sum('"result":"valid"' in line.replace(" ", "") for line in lines)
        costs.append(spent / count)
        print(f"{count:7d} tokens: {spent / count * 1e6:6.1f} µs of processor time a token, {taken:5.1f} s in all, "
              f"at most {memory:.1f} MiB, {answers} valid")
    print(f"A token among {COUNTS[1]} costs {costs[1] / costs[0]:.2f} times what one among {COUNTS[0]} does.")
