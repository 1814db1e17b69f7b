#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house as CONTRIBUTING.md draws it: who may include whom, and what a layer never does."""

import re

import tap
from project import files, numbered

# Each layer and the other layers it may include.
MAY_INCLUDE = {
    "jose": set(),
    "oauth": {"jose"},
    "store": {"jose"},
    "session": {"jose", "oauth", "store"},
    "practice": {"jose"},
    "cli": {"session", "store", "practice", "jose"},
    "ui": {"session", "store", "practice", "jose"},
}

# Each outside library's headers and the layers that may include them.
LIBRARIES = {
    "gtk/": {"ui"},
    "gdk/": {"ui"},
    "adwaita.h": {"ui"},
    "gtksourceview/": {"ui"},
    "libsoup/": {"oauth", "practice"},
    "libsecret/": {"store"},
    "sqlite3.h": {"store"},
    "yyjson.h": {"jose"},
    "gnutls/": {"jose", "oauth", "practice"},
    "nettle/": {"jose"},
    "json-glib/": {"oauth", "store", "session", "practice", "cli", "ui"},
    "libdex.h": {"oauth", "store", "session", "practice", "cli", "ui"},
    "webkit": set(),           # the person's own browser, never one inside
    "gio/": {"oauth", "store", "session", "practice", "cli", "ui"},
}

WALL_CLOCK = r"\b(g_get_real_time|g_date_time_new_now\w*|time|clock_gettime|gettimeofday)\s*\("
ANY_CLOCK = WALL_CLOCK + r"|\bg_get_monotonic_time\s*\("
JSON_PARSER = r"\b(json_parser_\w+|json_from_string|json_reader_\w+)\b"
BROWSER = r"\b(gtk_uri_launcher_\w+|gtk_show_uri\w*|g_app_info_launch_default_for_uri\w*|xdg-open)\b"
GUESSABLE = r"\b(g_random_\w+|g_rand_\w+|s?rand(om)?(_r)?)\s*\("
BLOCKING = r"\b(secret_(password|service|item|collection)_\w+_sync|soup_session_send(_and_read|_and_splice)?)\s*\("

COMMENT = re.compile(r"/\*.*?\*/|//.*|^\s*\*.*|/\*.*")


def sources():
    return [path for path in files(".c", ".h", under="src/") if len(path.parts) > 2]


def includes(path):
    for number, line in numbered(path):
        found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if found:
            yield number, found[1]


def uses(pattern, layers, but=()):
    """Where a source of these layers has the pattern outside a comment."""
    return [f"{path}:{number}: {line.strip()}"
            for path in sources() if path.parts[1] in layers and path.name not in but
            for number, line in numbered(path) if re.search(pattern, COMMENT.sub("", line))]


def _every_source_is_in_a_known_layer():
    return [f"{path}: no layer of this name in the table" for path in sources() if path.parts[1] not in MAY_INCLUDE]


def _a_layer_includes_only_what_is_below_it():
    owner = {path.name: path.parts[1] for path in sources() if path.suffix == ".h"}
    wrong = []
    for path in sources():
        layer = path.parts[1]
        for number, header in includes(path):
            other = owner.get(header.rsplit("/", 1)[-1], layer)
            if other not in MAY_INCLUDE.get(layer, set()) | {layer}:
                wrong.append(f"{path}:{number}: {layer} may not include {other} ({header})")
    return wrong


def _a_library_is_included_only_where_it_belongs():
    return [f"{path}:{number}: {path.parts[1]} may not include {header}"
            for path in sources() for number, header in includes(path)
            for prefix, layers in LIBRARIES.items() if header.startswith(prefix) and path.parts[1] not in layers]


def reached_from_outside(layer):
    """The headers of a layer that another layer includes, or that those include in turn."""
    headers = {path.name: path for path in sources() if path.suffix == ".h" and path.parts[1] == layer}
    waiting = [header for path in sources() if path.parts[1] != layer for _, header in includes(path)]
    reached = set()
    while waiting:
        path = headers.get(waiting.pop())
        if path and path not in reached:
            reached.add(path)
            waiting += [header for _, header in includes(path)]
    return reached


def _what_oauth_shows_to_others_has_no_libsoup():
    return [f"{path}:{number}: {header}" for path in sorted(reached_from_outside("oauth"))
            for number, header in includes(path) if header.startswith("libsoup/")]


def _jose_and_oauth_read_no_clock():
    return uses(ANY_CLOCK, {"jose", "oauth"})


def _one_clock_for_the_application():
    # A timer that is to notice a suspend is set to a time of the system's clock; nothing else is done with that time.
    return uses(WALL_CLOCK, {"session", "cli", "ui"}, but={"cck-clock.c", "cck-wake-source.c"})


def _json_from_outside_is_read_by_cck_json_only():
    return uses(JSON_PARSER, set(MAY_INCLUDE))


def _the_browser_is_opened_by_the_faces_only():
    return uses(BROWSER, set(MAY_INCLUDE) - {"ui", "cli"})


def _no_secret_comes_from_a_generator_that_can_be_guessed():
    return uses(GUESSABLE, set(MAY_INCLUDE), but={"cck-auto-refresh.c"})        # when to try again is no secret


def _nothing_waits_for_the_network_or_the_keyring():
    return uses(BLOCKING, set(MAY_INCLUDE))


def _no_drawer_for_everything():
    return [f"{path}: name it after what it does" for path in files(under="src/")
            if re.search(r"(^|-)(utils?|common|helpers?|misc|manager)(\.[ch]|$)", path.name) or "helpers" in path.parts]


tap.run(
    _every_source_is_in_a_known_layer,
    _a_layer_includes_only_what_is_below_it,
    _a_library_is_included_only_where_it_belongs,
    _what_oauth_shows_to_others_has_no_libsoup,
    _jose_and_oauth_read_no_clock,
    _one_clock_for_the_application,
    _json_from_outside_is_read_by_cck_json_only,
    _the_browser_is_opened_by_the_faces_only,
    _no_secret_comes_from_a_generator_that_can_be_guessed,
    _nothing_waits_for_the_network_or_the_keyring,
    _no_drawer_for_everything,
)
