#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""hardening.py plain|sanitized PROGRAM…: what the linked programs have, as readelf tells it.

With CLAIMCHECK_RELEASE, a build directory, those in there are looked at instead: tools/test sets it to what a person gets.
"""

import os
import re
import subprocess
import sys

import tap

BUILD, *PROGRAMS = sys.argv[1:]
if "CLAIMCHECK_RELEASE" in os.environ:
    BUILD, PROGRAMS = "plain", [os.path.join(os.environ["CLAIMCHECK_RELEASE"], name) for name in PROGRAMS]


def readelf(*options):
    for program in PROGRAMS:
        yield program, subprocess.run(["readelf", "--wide", *options, program], check=True, capture_output=True,
                                      text=True).stdout


def without(pattern, *options):
    """The programs whose readelf output lacks the pattern."""
    return [f"{program}: readelf {' '.join(options)} shows no {pattern}"
            for program, shown in readelf(*options) if not re.search(pattern, shown)]


def _position_independent():
    return without(r"Type:\s+DYN", "--file-header") + without(r"FLAGS_1.*\bPIE\b", "--dynamic")


def _relocations_read_only():
    return without("GNU_RELRO", "--program-headers") + without(r"BIND_NOW|\bNOW\b", "--dynamic")


def _stack_not_executable():
    return without(r"GNU_STACK\s.*\sRW\s", "--program-headers")


def _stack_protector():
    return without("__stack_chk_fail", "--dyn-syms")


def _fortified():
    if BUILD == "sanitized":
        return []           # the sanitizers see more, and do not get on with it
    return without(r"__\w+_chk\b", "--dyn-syms")


tap.run(_position_independent, _relocations_read_only, _stack_not_executable, _stack_protector, _fortified)
