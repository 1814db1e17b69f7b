# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A test is a function; its docstring or name is what it says, a string or list that it returns is what it found wrong."""

import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here, with the reason."""


def wrong_in(test):
    """What a test found wrong, as lines."""
    try:
        wrong = test() or []
    except Exception as error:      # whatever it is, the test has failed and says where
        if isinstance(error, Skip):
            raise
        where = traceback.extract_tb(error.__traceback__)[1:]
        return [f"{type(error).__name__}: {error}"] + [f"  {frame.filename}:{frame.lineno}" for frame in where]
    return wrong.splitlines() if isinstance(wrong, str) else wrong


def run(*tests, stop=False):
    """Run the tests and print TAP, which tells what failed (the exit status does not); the reasons go to standard error."""
    print(f"1..{len(tests)}", flush=True)
    wrong = []
    for number, test in enumerate(tests, 1):
        name = test.__name__.strip("_").replace("_", "-")
        try:
            wrong = ["not tried, because of what failed before"] if stop and wrong else wrong_in(test)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
            continue
        for line in wrong:
            print(f"{name}: {line}", file=sys.stderr, flush=True)
        print("not ok" if wrong else "ok", number, name, flush=True)


def story(*tests):
    """Tests that go on where the one before has ended: after a failure none of them could mean anything."""
    run(*tests, stop=True)
