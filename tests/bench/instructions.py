#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""instructions.py BENCH-RUN: how many instructions a full verdict takes, by whose they are, counted by callgrind."""

import collections
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FEW, MANY = 50, 150         # what both have in common, such as making the key, goes out in the difference
LINES = 12


def count(program, algorithm, tokens):
    """The instructions by object and by (object, function), those of callees not counted in."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--compress-strings=no", "--compress-pos=no",
                        program, algorithm, str(tokens)], check=True, capture_output=True)
        functions, owner, name, callee = collections.Counter(), "", "", False
        for line in out.read_text().splitlines():
            if line.startswith("ob="):
                owner = Path(line[3:]).name
            elif line.startswith("fn="):
                name = line[3:]
            elif line.startswith("calls="):
                callee = True
            elif re.match(r"[0-9]+ [0-9]+$", line):
                if not callee:
                    functions[owner, name] += int(line.split()[1])
                callee = False
    return functions


def tell(program, algorithm):
    few, many = count(program, algorithm, FEW), count(program, algorithm, MANY)
    each = {key: (many[key] - few[key]) / (MANY - FEW) for key in many}
    objects = collections.Counter()
    for (owner, _), instructions in each.items():
        objects[owner] += instructions
    own = Path(program).name
    print(f"{algorithm}: {objects[own]:.0f} instructions of our own a token")
    for owner, instructions in objects.most_common():
        if instructions >= 1 and owner != own:
            print(f"    {instructions:10.0f}  {owner}")
    for (owner, name), instructions in sorted(each.items(), key=lambda item: -item[1])[:200]:
        if owner == own and LINES_LEFT[algorithm] > 0:
            LINES_LEFT[algorithm] -= 1
            print(f"        {instructions:8.0f}  {name}")


LINES_LEFT = collections.defaultdict(lambda: LINES)
if not shutil.which("valgrind"):
    print("valgrind: not installed")
    sys.exit(0)
for one in ("RS256", "ES256", "HS256"):
    tell(sys.argv[1], one)
