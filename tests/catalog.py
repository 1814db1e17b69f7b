# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the sources, and catalogs that nobody had to translate: en_XA, accented and a third longer, and en_XB in Hebrew
letters, from right to left. Both stand in brackets, so a word without them is one that no translator ever sees."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPEN, CLOSE = "⟦⟧"

# What meson's i18n.gettext() has with preset: 'glib'.
FUNCTIONS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
FORMATS = ["N_:1:pass-c-format", "C_:2:pass-c-format", "NC_:2:pass-c-format", "g_dngettext:2:pass-c-format"] + [
    f"{function}:c-format" for function in (
        "g_strdup_printf:1", "g_string_printf:2", "g_string_append_printf:2", "g_error_new:3", "g_set_error:4",
        "g_markup_printf_escaped:1", "g_log:3", "g_print:1", "g_printerr:1", "g_printf:1", "g_fprintf:2", "g_sprintf:2", "g_snprintf:3")]

# What a translator leaves as it is: placeholders of printf and of GDateTime, markup, entities, options, addresses.
VERBATIM = re.compile(r"""%<\w+> | %(?:\d+\$)?[-+ #0'I]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlqjzt])?[A-Za-z%]
                          | </?[a-z][^<>]*> | &\w+; | (?<![\w-])--[a-z][\w-]* | https?://\S* | \\.""", re.VERBOSE)

ACCENTED = str.maketrans("AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåƁÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž")
HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיחקלמנוףךרסטשתםזץכ")


def accented(words):
    return re.sub(r"[AEIOUaeiou]", lambda vowel: vowel[0] + vowel[0].lower(), words).translate(ACCENTED)


def hebrew(words):
    return words.lower().translate(HEBREW)


LANGUAGES = {"en_XA": accented, "en_XB": hebrew}


HEADER = r'''msgid ""
msgstr ""
"Project-Id-Version: claimcheck\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Last-Translator: nobody\n"
"Language-Team: nobody\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"'''


def extract(files=None, root=ROOT):
    """(the template as text, what xgettext complains of), of these files or of those in POTFILES.in."""
    if files is None:
        files = [line for line in (root / "po/POTFILES.in").read_text().splitlines() if line and not line.startswith("#")]
    # A template of Blueprint has the words of C, and an ending that xgettext does not know.
    names = sorted(map(str, files))
    written = {"--language=C": [name for name in names if name.endswith((".c", ".h", ".blp"))],
               "--no-wrap": [name for name in names if not name.endswith((".c", ".h", ".blp"))]}
    options = ["--from-code=UTF-8", "--add-comments", "--package-name=claimcheck",
               *(f"--keyword={function}" for function in FUNCTIONS), *(f"--flag={flag}" for flag in FORMATS)]
    parts, complaints = [], []
    for option, some in written.items():
        if some:
            done = subprocess.run(["xgettext", *options, option, "--output=-", "--files-from=-"], cwd=root, input="\n".join(some),
                                  capture_output=True, text=True, check=False)
            parts.append(done.stdout if not parts else done.stdout.partition("\n\n")[2])
            complaints += done.stderr.splitlines()
    if not parts:
        return "", []
    template = subprocess.run(["msguniq", "-"], input="\n".join(parts), check=True, capture_output=True, text=True).stdout
    return template, complaints


class Message:
    """One of a template's: what the sources say, where, and what a translator is told."""

    def __init__(self, block):
        self.block = block
        self.places = re.findall(r"\S+:\d+", " ".join(re.findall(r"^#: (.*)$", block, re.MULTILINE)))
        self.comment = " ".join(re.findall(r"^#\. (.*)$", block, re.MULTILINE))
        self.is_format = bool(re.search(r"^#, .*\bc-format\b", block, re.MULTILINE))
        self.context, self.singular, self.plural = (self._member(name) for name in ("msgctxt", "msgid", "msgid_plural"))

    def _member(self, name):
        """As it stands in the file, with its backslashes."""
        found = re.search(rf'^{name} ((?:"(?:[^"\\]|\\.)*"\n?)+)', self.block, re.MULTILINE)
        return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found[1])) if found else None

    @property
    def words(self):
        return [words for words in (self.singular, self.plural) if words is not None]


def messages(template):
    """All but the header."""
    return [message for block in re.split(r"\n{2,}", template) for message in [Message(block)] if message.singular]


def speak(words, language):
    """The words in an invented language; the same whether placeholders are filled in already or not."""
    change = LANGUAGES[language]
    parts, last = [], 0
    for kept in VERBATIM.finditer(words):
        parts += [change(words[last:kept.start()]), kept[0]]
        last = kept.end()
    return f"{OPEN}{''.join(parts)}{change(words[last:])}{CLOSE}"


def translated(words, language):
    """A message's translation: what begins or ends with a line break goes on doing so, as msgfmt wants."""
    begin, middle, end = re.fullmatch(r"((?:\\n)*)(.*?)((?:\\n)*)", words, re.DOTALL).groups()
    return begin + speak(middle, language) + end


def catalog(template, language):
    entries = []
    for message in messages(template):
        lines = ["#, c-format"] if message.is_format else []
        lines += [f'msgctxt "{message.context}"'] if message.context is not None else []
        lines.append(f'msgid "{message.singular}"')
        if message.plural is None:
            lines.append(f'msgstr "{translated(message.singular, language)}"')
        else:
            lines += [f'msgid_plural "{message.plural}"', f'msgstr[0] "{translated(message.singular, language)}"',
                      f'msgstr[1] "{translated(message.plural, language)}"']
        entries.append("\n".join(lines))
    return "\n\n".join([HEADER.format(language=language), *entries]) + "\n"


def install(folder, template=None):
    """Write folder/LANGUAGE/LC_MESSAGES/claimcheck.mo for each invented language; what msgfmt --check complains of."""
    template = template or extract()[0]
    complaints = []
    for language in LANGUAGES:
        place = Path(folder, language, "LC_MESSAGES")
        place.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["msgfmt", "--check", "--output-file", place / "claimcheck.mo", "-"], input=catalog(template, language),
                              capture_output=True, text=True, check=False)
        complaints += [f"{language}: {line}" for line in done.stderr.splitlines()]
    return complaints
