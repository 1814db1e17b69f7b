#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manifest.py MANIFEST OUT FOLDER: the manifest as it is for the stand-in runtime, which has the libraries of the other modules already,
and with the checkout in FOLDER beside it."""

import json
import sys
from pathlib import Path

source, out, folder = sys.argv[1:]
manifest = json.loads(Path(source).read_text())
own = manifest["modules"][-1]
own["sources"] = [{"type": "dir", "path": folder}]
manifest["modules"] = [own]
Path(out).write_text(json.dumps(manifest, indent=4))
