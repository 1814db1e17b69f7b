#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tally.py FOLDER…: count the tests in the folders of Meson's logs, each line of TAP as one, and end with 'N passed, N failed, N skipped'.

Status 1 where one failed, where none ran, and, with CI=true, where one was skipped: there everything is installed.
"""

import json
import os
import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def cases(log):
    """What happened to each test of one run (its log in JSON, beside that in JUnit's XML), as (name, outcome)."""
    subtests = {}
    for suite in ET.parse(log.with_suffix(".junit.xml")).getroot().iter("testsuite"):
        for case in suite.iter("testcase"):
            tags = {child.tag for child in case}
            outcome = "failed" if tags & {"failure", "error"} else "skipped" if "skipped" in tags else "passed"
            name = suite.get("name").partition(".")[2]          # after the project's own name
            subtests.setdefault(name, []).append((f"{name}: {case.get('name')}", outcome))

    for line in log.read_text().splitlines():
        test = json.loads(line)
        outcome = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}.get(test["result"], "failed")
        found = subtests.get(test["name"], [])
        yield from found
        # A test without lines of its own, or one that broke otherwise than by them: crashed, leaked, took too long.
        if not found or (outcome == "failed" and "failed" not in (had for _, had in found)):
            yield f"{test['name']} ({test['result'].lower()})", outcome


def main(logs):
    every = [case for folder in logs for log in sorted(Path(folder).glob("*log.json")) for case in cases(log)]
    count = {outcome: [name for name, had in every if had == outcome] for outcome in ("passed", "failed", "skipped")}
    print()
    for outcome in ("failed", "skipped"):
        for name in count[outcome]:
            print(f"{outcome}: {name}")
    if not every:
        print("No test ran.")
    strict = os.environ.get("CI") == "true"
    if strict and count["skipped"]:
        print("On CI nothing may be skipped.")
    print(", ".join(f"{len(names)} {outcome}" for outcome, names in count.items()), flush=True)
    return 1 if count["failed"] or not every or (strict and count["skipped"]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
