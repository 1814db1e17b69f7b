# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a condition, and never for a time."""

import os
import time

PATIENCE = float(os.environ.get("TEST_PATIENCE", "40"))


def wait_until(condition, what, patience=PATIENCE):
    """The condition's value once it is true. Other processes give no event to wait for, so this looks again and again."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {patience:g} s in vain for {what}")
        time.sleep(0.03)
