#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""templates.py TEMPLATE…: a header that knows the type of every template: cck-account-page.blp has CCK_TYPE_ACCOUNT_PAGE."""

import sys
from pathlib import Path

names = sorted(Path(template).stem for template in sys.argv[1:])
print(*(f'#include "{name}.h"' for name in names), sep="\n")
print("\n#define TEMPLATE_TYPES \\")
print(*(f"  CCK_TYPE_{name.removeprefix('cck-').upper().replace('-', '_')}," for name in names), sep=" \\\n")
