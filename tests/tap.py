# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A test is a function; its docstring or name is what it says, a string or list that it returns is what it found wrong."""

import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here, with the reason."""


def run(*tests):
    """Run the tests and print TAP, which tells what failed (the exit status does not); the reasons go to standard error."""
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.strip("_").replace("_", "-")
        try:
            wrong = test() or []
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
            continue
        except Exception as error:      # whatever it is, the test has failed and says where
            where = traceback.extract_tb(error.__traceback__)[1:]
            wrong = [f"{type(error).__name__}: {error}"] + [f"  {frame.filename}:{frame.lineno}" for frame in where]
        if isinstance(wrong, str):
            wrong = wrong.splitlines()
        for line in wrong:
            print(f"{name}: {line}", file=sys.stderr, flush=True)
        print("not ok" if wrong else "ok", number, name, flush=True)
