#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a translator needs of the sources: every word within reach, in whole sentences, with placeholders that can be kept."""

import re
import subprocess
import tempfile

import catalog
import tap
from project import ROOT, files, numbered, text

C = files(".c", under="src/")
LIKELY = files(".c", ".h", ".blp", under="src/") + files(".desktop.in", ".metainfo.xml.in", ".gschema.xml", under="data/")
TEMPLATE, COMPLAINTS = catalog.extract(root=ROOT)
MESSAGES = catalog.messages(TEMPLATE)
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ #0'I]*\d*(?:\.(?:\d+|\*))?(?:hh|ll|[hlqjzt])?[diufeEgGsxXc]|%<\w+>")


def where(message):
    return f"{message.places[0] if message.places else '?'}: “{message.singular}”"


def _xgettext_complains_of_nothing():
    """But of addresses, as gettext 1.0 does: ours are examples or beginnings, and a translator may have better ones."""
    return [line for line in COMPLAINTS if "Message contains an embedded URL." not in line]


def _potfiles_is_what_xgettext_finds():
    listed = [line for line in text("po/POTFILES.in").splitlines() if line and not line.startswith("#")]
    template, _ = catalog.extract(LIKELY, ROOT)
    found = sorted({place.rsplit(":", 1)[0] for message in catalog.messages(template) for place in message.places})
    return ([f"{name}: has words and is not in po/POTFILES.in" for name in found if name not in listed]
            + [f"{name}: in po/POTFILES.in and has no words" for name in listed if name not in found]
            + (["po/POTFILES.in is not sorted"] if listed != sorted(listed) else []))


def _msgfmt_takes_the_invented_languages():
    with tempfile.TemporaryDirectory() as folder:
        return catalog.install(folder, TEMPLATE)


def _msgfmt_takes_the_template():
    template = TEMPLATE.replace("#, fuzzy\n", "", 1).replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=(n != 1)")
    done = subprocess.run(["msgfmt", "--check-format", "--check-domain", "--output-file=/dev/null", "-"], input=template,
                          capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


def _no_macro_cuts_a_message_off():
    """xgettext knows the macros of inttypes.h and no others: GLib's end the message at the percent sign."""
    return [f"{where(message)} ends in a macro" for message in MESSAGES for words in message.words
            if words.endswith("%") and not words.endswith("%%")]


def _several_placeholders_are_explained():
    """Where two can be taken for one another, a comment says what they are."""
    return [f"{where(message)} has two words to fill in and no comment that says what they are" for message in MESSAGES
            if len([one for one in PLACEHOLDER.findall(message.singular) if one.endswith("s")]) > 1 and not message.comment]


def _no_plural_is_in_parentheses():
    return [f"{where(message)} has an English plural" for message in MESSAGES if re.search(r"\w\(e?s\)", message.singular)]


def _counts_have_plural_forms():
    """A number before a noun that English gives an s is counted, and other languages count in other ways."""
    units = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|tokens?|accounts?|providers?|checks?|members?|rows?|lines?|files?|keys?|requests?)"
    return [f"{where(message)} counts, and has no plural form" for message in MESSAGES
            if message.plural is None and re.search(rf"%(?:d|u|i|zu|l[du]|<PRI[iu]64>) {units}\b", message.singular)]


def _times_have_a_format_that_can_be_translated():
    # %F is what a machine writes.
    return [f"{path}:{number}: {line.strip()}" for path in C if path.parts[1] == "ui" for number, line in numbered(path)
            if re.search(r'g_date_time_format \([^,]+, "(?!%s"|%F)', line)]


def _no_translated_pieces_are_glued():
    return [f"{path}:{text(path)[:found.start()].count(chr(10)) + 1}: glues translated words with g_strconcat ()" for path in C
            for found in re.finditer(r"g_strconcat \((?:[^;]*?)\b_ ?\([^;]*?;", text(path))]


tap.run(
    _xgettext_complains_of_nothing,
    _potfiles_is_what_xgettext_finds,
    _msgfmt_takes_the_invented_languages,
    _msgfmt_takes_the_template,
    _no_macro_cuts_a_message_off,
    _several_placeholders_are_explained,
    _no_plural_is_in_parentheses,
    _counts_have_plural_forms,
    _times_have_a_format_that_can_be_translated,
    _no_translated_pieces_are_glued,
)
