#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manifest.py MANIFEST OUT: the manifest as it is for the stand-in runtime, which has the libraries of the other modules already."""

import json
import sys
from pathlib import Path

source, out = map(Path, sys.argv[1:])
manifest = json.loads(source.read_text())
own = manifest["modules"][-1]
for entry in own["sources"]:
    entry["path"] = str((source.parent / entry["path"]).resolve())
manifest["modules"] = [own]
out.write_text(json.dumps(manifest, indent=4))
