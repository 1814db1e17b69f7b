#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""dist.py SOURCE VERSION: the tarball of a release has every file, and builds where there is nothing else."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import tap

SOURCE, VERSION = Path(sys.argv[1]), sys.argv[2]
NAME = f"claimcheck-{VERSION}"

scratch = Path(tempfile.mkdtemp())
# A checkout may be another user's; what has no repository above it must not find one by chance.
git = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
       "GIT_CEILING_DIRECTORIES": str(scratch)}


def run(*command, at):
    done = subprocess.run([str(part) for part in command], cwd=at, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, env={**os.environ, **git})
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stdout[-3000:]}")
    return done.stdout


def _it_has_what_the_repository_has():
    # Of the last commit, whatever lies about beside it.
    run("meson", "setup", scratch / "build", SOURCE, "-Dui=false", "-Dtests=false", at=scratch)
    run("meson", "dist", "--no-tests", "--allow-dirty", "--formats", "gztar", at=scratch / "build")
    with tarfile.open(scratch / "build" / "meson-dist" / f"{NAME}.tar.gz") as archive:
        archive.extractall(scratch, filter="tar")
        has = {member.name for member in archive if not member.isdir()}
    wanted = {f"{NAME}/{name}" for name in run("git", "ls-tree", "-rz", "--name-only", "HEAD", at=SOURCE).split("\0") if name}
    return [f"{name}: is left out" for name in sorted(wanted - has)] + [f"{name}: is of no commit" for name in sorted(has - wanted)]


def _it_has_nothing_that_was_made():
    """Nobody can read what a compiler wrote, and its licence would be anybody's guess."""
    return [str(path.relative_to(scratch)) for path in (scratch / NAME).rglob("*")
            if path.is_file() and path.read_bytes()[:4] in (b"\x7fELF", b"\xde\x12\x04\x95", b"GVar")]


def _it_is_configured_whole():
    """With the window and the tests; each source that a build names is there."""
    run("meson", "setup", "_build", at=scratch / NAME)
    run("ninja", "-n", "-C", "_build", at=scratch / NAME)


def _the_command_line_is_built_and_runs():
    run("meson", "configure", "-Doptimization=0", "-Ddebug=false", "-Dwarning_level=0", "-Dtests=false", "_build", at=scratch / NAME)
    run("ninja", "-C", "_build", "src/cli/cck", at=scratch / NAME)
    said = run(scratch / NAME / "_build/src/cli/cck", "--version", at=scratch)
    return [] if VERSION in said else f"cck --version says {said!r}"


def _what_the_window_is_made_of_is_built():
    """Templates, pictures and words: what no compiler of C sees."""
    made = [line.partition(":")[0] for line in run("ninja", "-C", "_build", "-t", "targets", "all", at=scratch / NAME).splitlines()
            if line.endswith(": CUSTOM_COMMAND") and not line.startswith("meson-internal__")]
    run("ninja", "-C", "_build", *made, at=scratch / NAME)
    shutil.rmtree(scratch)


tap.story(
    _it_has_what_the_repository_has,
    _it_has_nothing_that_was_made,
    _it_is_configured_whole,
    _the_command_line_is_built_and_runs,
    _what_the_window_is_made_of_is_built,
)
