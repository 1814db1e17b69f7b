#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak's manifests, by the rules of Flathub that a person feels: what is let out, what is pinned, what is found by its name."""

import copy
import json
import re

import tap
from project import ROOT, files, text

# What the sandbox lets out; a line more here is a decision, and README.md tells it.
FINISH_ARGS = ["--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]
DEVELOPMENT = ["--buildtype=debug", "-Ddevelopment=true"]


def manifests():
    return {path: json.loads(text(path)) for path in files(".json", under="flatpak/")}


def _sandbox_permissions():
    wrong = []
    for path, manifest in manifests().items():
        asked = manifest.get("finish-args", [])
        wrong += [f"{path}: {one}" for one in asked if one not in FINISH_ARGS]
        wrong += [f"{path}: {one} is missing" for one in FINISH_ARGS if one not in asked]
    return wrong


def _a_manifest_is_named_after_the_application():
    wrong = []
    for path, manifest in manifests().items():
        name = manifest.get("id", "")
        if f"{name}.json" != path.name:
            wrong.append(f"{path}: its id is {name!r}")
        if not re.fullmatch(r"[a-z0-9]+(\.[a-z0-9_]+)+(\.[A-Za-z][A-Za-z0-9]*){1,2}", name) or len(name) > 255:
            wrong.append(f"{path}: {name!r} is no application id that Flathub takes")
    return wrong


def _everything_from_elsewhere_is_pinned():
    wrong = []
    for path, manifest in manifests().items():
        sources = [source for module in manifest.get("modules", []) for source in module.get("sources", [])]
        wrong += [f"{path}: {source.get('url')} has no commit and tag, or no sha256" for source in sources if source.get("type") != "dir"
                  and not (re.fullmatch(r"[0-9a-f]{40}", source.get("commit", "")) and source.get("tag")) and not source.get("sha256")]
        wrong += [f"{path}: {source['url']} is not fetched by HTTPS" for source in sources if not source.get("url", "https:").startswith("https:")]
        if not re.fullmatch(r"\d+", manifest.get("runtime-version", "")):
            wrong.append(f"{path}: {manifest.get('runtime-version')!r} is no stable runtime")
    return wrong


def _nothing_is_fetched_while_it_is_built():
    return [f"{path}: {option}" for path, manifest in manifests().items()
            for part in [manifest, *manifest.get("modules", [])] for option in part.get("build-options", {}).get("build-args", [])
            if "network" in option]


def _what_it_exports_is_named_after_it():
    """What does not begin with the application's id is not exported, and the desktop never sees it."""
    wrong = []
    for name in {manifest.get("id", "").removesuffix(".Devel") for manifest in manifests().values()}:
        wrong += [f"data/{one} is missing" for one in (
            f"{name}.desktop.in", f"{name}.metainfo.xml.in", f"{name}.service.in", f"{name}.search-provider.ini", f"{name}.mime.xml",
            f"icons/hicolor/scalable/apps/{name}.svg", f"icons/hicolor/symbolic/apps/{name}-symbolic.svg")
            if not (ROOT / "data" / one).is_file()]
    return wrong


def _the_development_manifest_is_the_released_one_but_for_its_name():
    wrong = []
    known = {manifest.get("id"): manifest for manifest in manifests().values()}
    for name, manifest in known.items():
        released = known.get((name or "").removesuffix(".Devel"))
        if name == (name or "").removesuffix(".Devel"):
            if f"{name}.Devel" not in known:
                wrong.append(f"{name} has no development manifest")
            continue
        if released is None:
            wrong.append(f"{name} has no released manifest")
            continue
        expected = copy.deepcopy(released)
        expected.update({"id": name, "//": manifest.get("//")})
        expected.pop("cleanup", None)       # headers help to debug
        expected["modules"][-1]["config-opts"][:0] = DEVELOPMENT
        if expected != manifest:
            wrong += [f"{name}: {key!r} is not what the released manifest has" for key in {*expected, *manifest}
                      if expected.get(key) != manifest.get(key)]
    return wrong


tap.run(_sandbox_permissions, _a_manifest_is_named_after_the_application, _everything_from_elsewhere_is_pinned,
        _nothing_is_fetched_while_it_is_built, _what_it_exports_is_named_after_it,
        _the_development_manifest_is_the_released_one_but_for_its_name)
