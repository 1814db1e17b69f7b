#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests of the house can fail: each is shown one defect in a small project of its own and must find it."""

import subprocess
import sys
import tempfile
from pathlib import Path

import tap

HERE = Path(__file__).parent
SPDX = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
LONG_FUNCTION = "void\nlong_one (void)\n{\n" + "  ;\n" * 80 + "}\n"


def words(line):
    """A file of the window that translators are shown."""
    return {"src/ui/a.c": line + "\n", "po/POTFILES.in": "src/ui/a.c\n"}


# (script, test, {file: content}): the test must fail on these files.
DEFECTS = [
    ("layers", "every-source-is-in-a-known-layer", {"src/cellar/cck-wine.c": ""}),
    ("layers", "a-layer-includes-only-what-is-below-it",
     {"src/session/cck-session.h": "", "src/jose/cck-jwt.c": '#include "cck-session.h"\n'}),
    ("layers", "a-layer-includes-only-what-is-below-it",
     {"src/oauth/cck-http.h": "", "src/store/cck-keyring.c": '#include "cck-http.h"\n'}),
    ("layers", "a-library-is-included-only-where-it-belongs", {"src/cli/main.c": "#include <gtk/gtk.h>\n"}),
    ("layers", "a-library-is-included-only-where-it-belongs", {"src/ui/cck-window.c": "#include <libsoup/soup.h>\n"}),
    ("layers", "a-library-is-included-only-where-it-belongs", {"src/ui/cck-page.c": "#include <webkit/webkit.h>\n"}),
    ("layers", "no-secret-comes-from-a-generator-that-can-be-guessed", {"src/oauth/cck-pkce.c": "  n = g_random_int ();\n"}),
    ("layers", "what-oauth-shows-to-others-has-no-libsoup",
     {"src/oauth/cck-http.h": '#include "cck-wire.h"\n', "src/oauth/cck-wire.h": "#include <libsoup/soup.h>\n",
      "src/session/cck-session.c": '#include "cck-http.h"\n'}),
    ("layers", "jose-and-oauth-read-no-clock", {"src/jose/cck-verdict.c": "  now = g_get_real_time ();\n"}),
    ("layers", "one-clock-for-the-application", {"src/ui/cck-ring.c": "  now = g_date_time_new_now_utc ();\n"}),
    ("layers", "json-from-outside-is-read-by-cck-json-only", {"src/oauth/cck-metadata.c": "  json_parser_new ();\n"}),
    ("layers", "the-browser-is-opened-by-the-faces-only",
     {"src/session/cck-sign-in.c": "  g_app_info_launch_default_for_uri (uri);\n"}),
    ("layers", "nothing-waits-for-the-network-or-the-keyring",
     {"src/store/cck-keyring.c": "  secret_password_lookup_sync (schema);\n"}),
    ("layers", "no-drawer-for-everything", {"src/store/cck-utils.c": ""}),
    ("files", "every-file-names-its-licence", {"src/jose/cck-jwt.c": "int x;\n"}),
    ("files", "no-file-is-long", {"src/jose/cck-jwt.c": SPDX + "\n" * 600}),
    ("files", "no-function-is-long", {"src/jose/cck-jwt.c": SPDX + LONG_FUNCTION}),
    ("files", "no-line-is-wide", {"src/jose/cck-jwt.c": SPDX + "/" * 121 + "\n"}),
    ("files", "nothing-is-promised", {"src/jose/cck-jwt.c": SPDX + "/* TO" + "DO: all of it */\n"}),
    ("files", "no-machine-is-named", {"tools/run": "cd /wo" + "rk/main\n"}),
    ("files", "no-machine-is-named", {"tools/run": "mirror=http://de" + "b.debian.org/debian\n"}),
    ("files", "header-files-are-included-once", {"src/jose/cck-jwt.h": SPDX}),
    ("files", "the-pictures-that-are-shown-are-there", {"README.md": "![It](data/screenshots/it.png)\n"}),
    ("checkers", "shellcheck", {"tools/run": "#!/bin/bash\nrm -rf $1/bin\n"}),
    ("checkers", "codespell", {"README.md": "It recei" + "ves tokens and sep" + "erates them.\n"}),
    ("checkers", "xmllint", {"data/icon.svg": "<svg>"}),
    ("checkers", "blueprint-format", {"src/ui/a.blp": "using Gtk 4.0;\nBox   {   }\n"}),
    ("checkers", "blueprint-compile", {"src/ui/a.blp": "using Gtk 4.0;\n\nBox {\n  colour: red;\n}\n"}),
    ("words", "xgettext-complains-of-nothing", words('x = g_strdup_printf (_("%" G_GSIZE_FORMAT " tokens"), n);')),
    ("words", "potfiles-is-what-xgettext-finds", {"src/ui/a.c": 'x = _("Sign In");\n'}),
    ("words", "potfiles-is-what-xgettext-finds", words("x = 1;")),
    ("words", "msgfmt-takes-the-invented-languages", words('x = g_strdup_printf (_("%Lf tokens"), n);')),
    ("words", "msgfmt-takes-the-template", words('/* xgettext:c-format */\nx = _("100%! of it");')),
    ("words", "no-macro-cuts-a-message-off", words('x = _("%" G_GSIZE_FORMAT " tokens");')),
    ("words", "several-placeholders-are-explained", words('x = g_strdup_printf (_("%s of %s"), a, b);')),
    ("words", "no-plural-is-in-parentheses", words('x = _("Some token(s)");')),
    ("words", "counts-have-plural-forms", words('x = g_strdup_printf (_("%u tokens"), n);')),
    ("words", "times-have-a-format-that-can-be-translated", words('x = g_date_time_format (t, "%d %B");')),
    ("words", "no-translated-pieces-are-glued", words('x = g_strconcat (_("Signed in"), " ", name, NULL);')),
    ("checkers", "msgfmt", {"po/de.po": 'msgid "%d tokens"\nmsgid_plural "x"\n'}),
    ("manifests", "sandbox-permissions", {"flatpak/a.json": '{"finish-args": ["--filesystem=home"]}'}),
    ("manifests", "a-manifest-is-named-after-the-application", {"flatpak/org.example.A.json": '{"id": "org.example.B"}'}),
    ("manifests", "everything-from-elsewhere-is-pinned",
     {"flatpak/a.json": '{"runtime-version": "51", "modules": [{"sources": [{"type": "git", "url": "https://example.org/a", "tag": "1"}]}]}'}),
    ("manifests", "everything-from-elsewhere-is-pinned", {"flatpak/a.json": '{"runtime-version": "master"}'}),
    ("manifests", "nothing-is-fetched-while-it-is-built",
     {"flatpak/a.json": '{"modules": [{"build-options": {"build-args": ["--share=network"]}}]}'}),
    ("manifests", "what-it-exports-is-named-after-it", {"flatpak/a.json": '{"id": "org.example.A"}'}),
    ("manifests", "the-development-manifest-is-the-released-one-but-for-its-name",
     {"flatpak/org.example.A.json": '{"id": "org.example.A", "command": "a", "modules": [{"config-opts": []}]}',
      "flatpak/org.example.A.Devel.json": '{"id": "org.example.A.Devel", "command": "b", "modules": [{"config-opts": []}]}'}),
]


def found(script, test, content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "po").mkdir()
        (Path(folder) / "po/POTFILES.in").touch()
        for name, text in content.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        shown = subprocess.run([sys.executable, HERE / f"{script}.py", folder], capture_output=True, text=True, check=False)
    outcomes = {line.rsplit(" ", 1)[1]: line.startswith("not ok")
                for line in shown.stdout.splitlines() if line.startswith(("ok ", "not ok "))}
    return outcomes.get(test)


def as_test(script, test, content):
    def check():
        outcome = found(script, test, content)
        return [] if outcome else [f"{script}.py {test} {'passes' if outcome is False else 'is no test'} with {list(content)}"]
    check.__name__ = f"{script}: {test} ({', '.join(content)})"
    return check


tap.run(*(as_test(*defect) for defect in DEFECTS))
