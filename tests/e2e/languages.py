# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in another language: the environment in which a program speaks one, for tests, pictures and measurements.

    Window(desktop, **languages.environment("en_XA", desktop.folder))

With driver.language = "en_XA" a test finds things by their English words.
"en_XA" is accented and a third longer, "en_XB" Hebrew letters from right to left (catalog.py makes both from the sources), "he" is
the layout from right to left with English words. It works with any build, installed or not: nothing of it is in the programs.
"""

import os
import subprocess
from pathlib import Path

import catalog

# The locale decides about direction, dates and numbers, LANGUAGE about the words.
LOCALES = {"en_XA": "en_US", "en_XB": "he_IL", "he": "he_IL"}


def environment(language, folder):
    """What to put into a program's environment. The folder keeps the locale and the catalogs for the next one that asks."""
    folder, locale = Path(folder, "languages"), LOCALES[language]
    locales, catalogs, library = folder / "locales", folder / "catalogs", folder / "catalogs.so"
    locales.mkdir(parents=True, exist_ok=True)
    if not (locales / f"{locale}.UTF-8").exists():
        # It warns about what a locale leaves to be chosen, and says so by its status: 1 is made, more is not.
        done = subprocess.run(["localedef", "--no-archive", "-i", locale, "-f", "UTF-8", locales / f"{locale}.UTF-8"],
                              capture_output=True, text=True, check=False)
        if done.returncode > 1:
            raise RuntimeError(f"localedef: {done.stderr}")
    if not library.exists():
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-D_GNU_SOURCE", "-o", library,
                        Path(__file__).with_name("catalogs.c")], check=True)
    if not catalogs.exists() and catalog.install(catalogs):
        raise RuntimeError(f"msgfmt: {catalog.install(catalogs)}")
    return {"LC_ALL": f"{locale}.UTF-8", "LANG": f"{locale}.UTF-8", "LANGUAGE": language, "LOCPATH": str(locales),
            "TEST_CATALOGS": str(catalogs), "LD_PRELOAD": str(library),
            # The sanitizer wants to be first, and need not be: the library has nothing that it would miss.
            "ASAN_OPTIONS": "verify_asan_link_order=0"}
