#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""picturebook.py FOLDER [VARIANT…]: every screen of the running window in every variant, for eyes to look at.

Each variant is a process with a desktop of its own, and one start of the window. A screen that can't be reached is told, and the
next one is gone to; the status is then 1.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(sys.argv[1]).absolute()
LONG_NAME = "A Provider of Sixty Letters, as Long as a Department’s Title"
LONG_PERSON = "Wolfeschlegelsteinhausenbergerdorff the Elder of Acme & Sons"


@dataclass
class Variant:
    columns: int = 920
    rows: int = 640
    scheme: str = "prefer-light"
    dots: int = 96                  # an inch: more make all text larger
    environment: dict = field(default_factory=dict)
    people: tuple = ()              # labels of the accounts that are there already
    provider: str = "Acme"
    language: str = ""              # one that languages.py knows


HIGH = {"ADW_DEBUG_HIGH_CONTRAST": "1"}
VARIANTS = {
    "light": Variant(),
    "dark": Variant(scheme="prefer-dark"),
    "contrast": Variant(environment=HIGH),
    "contrast-dark": Variant(scheme="prefer-dark", environment=HIGH),
    "narrow": Variant(columns=360),
    "smallest": Variant(columns=360, rows=294),
    "large-text": Variant(dots=144),
    "large-text-narrow": Variant(columns=360, dots=144),
    "long-names": Variant(people=(LONG_PERSON, LONG_PERSON + " II"), provider=LONG_NAME),
    "long-names-narrow": Variant(columns=360, people=(LONG_PERSON, LONG_PERSON + " II"), provider=LONG_NAME),
    "right-to-left": Variant(language="he"),
    "right-to-left-narrow": Variant(columns=360, language="he"),
    "hebrew-letters": Variant(language="en_XB"),
    "accented": Variant(language="en_XA"),
    "accented-narrow": Variant(columns=360, language="en_XA"),
    "crowded": Variant(people=tuple(f"Person {number}" for number in range(1, 1001))),
}


def every_variant(names):
    """Each in a process of its own; those that failed."""
    failed = []
    for name in names:
        begin = time.monotonic()
        result = subprocess.run([sys.executable, __file__, str(FOLDER), name], check=False, env={**os.environ, "PICTUREBOOK": "1"})
        print(f"{name}: {len(list((FOLDER / name).glob('*.png')))} pictures, {time.monotonic() - begin:.0f} s", flush=True)
        failed += [name] if result.returncode else []
    return failed


if "PICTUREBOOK" not in os.environ:
    sys.exit(bool(every_variant(sys.argv[2:] or VARIANTS)))

NAME = sys.argv[2]
VARIANT = VARIANTS[NAME]
import picturebook_screens  # noqa: E402    (which makes the desktop)

picturebook_screens.take_all(VARIANT, FOLDER / NAME)
