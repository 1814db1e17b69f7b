#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What other people's checkers say of our files."""

import re

import tap
from project import ROOT, complaints, files, text

SPELLING_NOT_OURS = "./LICENSES,./COPYING,./tests/data/*,*/package-lock.json,./.git,*.svg,./po/*.po,*/node_modules"


def shell_programs():
    return [path for path in files() if re.match(r"#!.*\b(bash|sh)\b", text(path)[:60])]


def each(paths, *command):
    return [line for path in paths for line in complaints([*command, path])]


def _shellcheck():
    return complaints(["shellcheck", "-x", "-P", ROOT, *shell_programs()]) if shell_programs() else []


def _codespell():
    return complaints(["codespell", "--skip", SPELLING_NOT_OURS, "--ignore-words-list", "jose,crit,te,ot,parms,shttp,caf,advices,nd", "."])


def _xmllint():
    return each(files(".svg", ".gschema.xml", ".metainfo.xml.in", ".gresource.xml", ".mime.xml", ".page"), "xmllint", "--noout", "--nonet")


def _blueprint_format():
    templates = files(".blp")
    return complaints(["blueprint-compiler", "format", "--no-diff", *templates]) if templates else []


def _blueprint_compile():
    return each(files(".blp"), "blueprint-compiler", "compile", "--output", "/dev/null")


def _msgfmt():
    return each(files(".po"), "msgfmt", "--check", "--output-file", "/dev/null")


tap.run(_shellcheck, _codespell, _xmllint, _blueprint_format, _blueprint_compile, _msgfmt)
