#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file has and what none has: licence, size, words."""

import re
import tomllib

import tap
from project import ROOT, files, numbered, text

LINES_IN_A_FILE = 600
LINES_IN_A_FUNCTION = 80

# Written apart, so that this file passes its own test.
PROMISES = r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|st" r"ub(bed)?|not imple" r"mented|for n" r"ow)\b"
MACHINES = (r"(?<![\w.$}])/(wo" r"rk|ro" r"ot|ho" r"me/\w+|var/t" r"mp)/|/t" r"mp/(dev|brief)|work" r"bench|\.lib" r"rary\b"
            r"|de" r"b\.debian\.org|snapshot\.de" r"bian\.org|registry\.n" r"pmjs|pypi\.o" r"rg")
GENERATED = ("package-lock.json", ".svg", ".po", ".pot", "COPYING")


def licensed_elsewhere():
    """The paths that REUSE.toml licenses, as globs."""
    if not (ROOT / "REUSE.toml").exists():
        return []
    listed = [entry["path"] for entry in tomllib.loads(text("REUSE.toml")).get("annotations", [])]
    return [glob for entry in listed for glob in ([entry] if isinstance(entry, str) else entry)]


def matches(path, glob):
    """REUSE.toml's globs: ** is any number of folders, * is within one."""
    pattern = re.escape(glob).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, str(path)) is not None


def words(pattern):
    return [f"{path}:{number}: {line.strip()[:120]}"
            for path in files() if not str(path).endswith(GENERATED) and path.parts[0] != "LICENSES"
            and path.parts[:2] != ("tests", "data")
            for number, line in numbered(path) if re.search(pattern, line)]


def functions(path):
    """Each function of a C file in GNU style: (name, its first line, its number of lines)."""
    name, begin = "", 0
    for number, line in numbered(path):
        named = re.match(r"(\w+) \(", line)
        if named:
            name = named[1]
        if line == "{":
            begin = number
        elif line.startswith("}") and begin:
            yield name, begin, number - begin + 1
            begin = 0


def _every_file_names_its_licence():
    elsewhere = licensed_elsewhere()
    return [f"{path}: no SPDX-License-Identifier" for path in files()
            if path.parts[0] != "LICENSES" and path.name not in ("COPYING", "LINGUAS")
            and "SPDX-License-Identifier: " not in text(path)[:2000]
            and not (ROOT / f"{path}.license").exists()
            and not any(matches(path, glob) for glob in elsewhere)]


def _no_file_is_long():
    return [f"{path}: {len(text(path).splitlines())} lines" for path in files(".c", ".h", ".py", ".blp", ".sh", ".mjs")
            if len(text(path).splitlines()) > LINES_IN_A_FILE]


def _no_function_is_long():
    return [f"{path}:{begin}: {name} has {length} lines" for path in files(".c")
            for name, begin, length in functions(path) if length > LINES_IN_A_FUNCTION]


def _no_line_is_wide():
    return [f"{path}:{number}: {len(line)} columns" for path in files(".c", ".h", ".blp", under="src/")
            for number, line in numbered(path) if len(line) > 120]


def _nothing_is_promised():
    return words(PROMISES)


def _no_machine_is_named():
    return words(MACHINES)


def _header_files_are_included_once():
    return [f"{path}: no #pragma once" for path in files(".h", under="src/") if "#pragma once" not in text(path)]


def _the_pictures_that_are_shown_are_there():
    return [f"{path}: {picture} is not in the project" for path in files(".md", ".metainfo.xml.in")
            for picture in sorted(set(re.findall(r"data/screenshots/[\w.-]+\.png", text(path))))
            if not (ROOT / picture).is_file()]


tap.run(
    _every_file_names_its_licence,
    _no_file_is_long,
    _no_function_is_long,
    _no_line_is_wide,
    _nothing_is_promised,
    _no_machine_is_named,
    _header_files_are_included_once,
    _the_pictures_that_are_shown_are_there,
)
