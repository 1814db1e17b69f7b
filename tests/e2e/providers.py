# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two providers that the tests sign in at: ours, in a process of its own, and one that somebody else has made."""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent


class PracticeProvider:
    name = "practice"
    client_id = "claimcheck-practice"
    scope = "openid profile email offline_access"

    def __init__(self, desktop, lifetime, *options):
        self.program = desktop.start("practice", os.environ["CCK"], "practice", "--json", "--access-lifetime", lifetime,
                                     *options)
        self.issuer = json.loads(self.program.line("{"))["issuer"]

    def token_requests(self):
        """How often it was asked for tokens."""
        return self.program.out.read_text().count('"path":"/token"')

    def stop(self):
        self.program.stop()


class OidcProvider:
    name = "oidc-provider"
    client_id = "native"
    scope = "openid profile email offline_access api:read"

    def __init__(self, desktop, lifetime):
        self.program = desktop.start("oidc-provider", "node", HERE / "op.mjs", OP_ACCESS_LIFETIME=str(lifetime),
                                     OP_ORDERS=str(desktop.orders_file), OP_SECRETS=str(desktop.secrets_file))
        self.issuer = self.program.line("READY").split()[1]

    def token_requests(self):
        return self.program.out.read_text().count("TOKEN ")

    def stop(self):
        self.program.stop()


PROVIDERS = {one.name: one for one in (PracticeProvider, OidcProvider)}
