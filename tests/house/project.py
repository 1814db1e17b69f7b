# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's files, for the tests that read them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/../../..").resolve()
NOT_OURS = {".git", "node_modules", "__pycache__", ".flatpak-builder"}


def files(*suffixes, under=""):
    """The tracked and the new files as paths relative to ROOT, those that end in one of the suffixes where any is given."""
    if (ROOT / ".git").exists():
        listing = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    else:
        listing = [os.path.relpath(os.path.join(folder, name), ROOT)
                   for folder, folders, names in os.walk(ROOT)
                   if not set(Path(folder).relative_to(ROOT).parts) & NOT_OURS for name in names]
    return sorted(Path(name) for name in listing
                  if name and name.startswith(under) and name.endswith(suffixes or "") and (ROOT / name).is_file())


def text(path):
    """What stands in the file; nothing for one that is no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def numbered(path):
    return enumerate(text(path).splitlines(), 1)


def complaints(command, **options):
    """What a checking program says where it fails, as lines; nothing where it is content."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False, **options)
    if done.returncode == 0:
        return []
    return [f"{command[0]} ended with {done.returncode}"] + done.stdout.splitlines()
