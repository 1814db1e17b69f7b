#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""install.py SOURCE BUILD PREFIX: what an installation writes, where, and that it can be taken away again."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

BUILD, PREFIX = Path(sys.argv[2]), sys.argv[3].lstrip("/")
GOLDEN = Path(__file__).with_name("installed.txt")

scratch = Path(tempfile.mkdtemp())
folder = scratch / "destination"


def run(*command, **environment):
    return subprocess.run([str(part) for part in command], cwd=BUILD, check=True, capture_output=True, text=True,
                          env={**os.environ, "HOME": str(scratch / "home"), **environment})


def written():
    """Files and links, by their place below the prefix; a library's folder has a name of its machine."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def _what_is_installed_is_the_golden_list():
    run("meson", "install", "--no-rebuild", "--quiet", "--destdir", folder)
    there = {name.removeprefix(PREFIX + "/") for name in written()}
    wanted = {line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    return ([f"{name}: is installed and not in {GOLDEN.name}" for name in sorted(there - wanted)]
            + [f"{name}: is in {GOLDEN.name} and not installed" for name in sorted(wanted - there)])


def _nothing_is_written_outside_the_prefix():
    return ([name for name in written() if not name.startswith(PREFIX + "/")]
            + [f"in the home: {path.name}" for path in (scratch / "home").rglob("*")])


def _nothing_installed_names_the_build():
    """A path of the machine that built it has no place on another one."""
    return [f"{path.relative_to(folder)}: has {BUILD}" for path in folder.rglob("*")
            if path.is_file() and path.parent.name != "bin" and str(BUILD).encode() in path.read_bytes()]


def _uninstalled_nothing_is_left():
    run("ninja", "uninstall", DESTDIR=str(folder))
    left = written()
    shutil.rmtree(scratch)
    return [f"{name}: is left" for name in left]


tap.run(
    _what_is_installed_is_the_golden_list,
    _nothing_is_written_outside_the_prefix,
    _nothing_installed_names_the_build,
    _uninstalled_nothing_is_left,
)
