# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser without pages, for a provider that agrees at once: it follows redirects to where Claimcheck listens."""

import json
import urllib.error
import urllib.parse
import urllib.request

# Loopback is spoken with directly, whatever proxy the person has.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def visit(uri):
    """GET, redirects followed; the last page's words."""
    with _opener.open(uri, timeout=30) as answer:
        return answer.read().decode()


def fetch_json(uri, form=None, headers=None):
    """The JSON of a GET, or of a POST where there is a form; an error's JSON too."""
    body = None if form is None else urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(uri, data=body, headers=headers or {})
    try:
        with _opener.open(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
