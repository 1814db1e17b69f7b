# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The providers that the tests sign in at: ours, in a process of its own, and two that others have made."""

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


# What oidc-provider is told to do to the ID token, and the sentence that tells of it.
LIES = {
    "signature": "Signature does not match key “test-key”. The token was changed or comes from another issuer.",
    "issuer": "The token comes from “{issuer}/other”, not from “{issuer}”.",
    "audience": "The token is meant for “another-client”, not for “native”.",
    "nonce": "The token’s nonce is not the one of this sign-in. It may belong to another one.",
    "expiry": "The token expired 10 minutes ago.",
}
STATE_DIFFERS = "The browser reply does not belong to this sign-in. Nothing was saved."


class OidcProvider:
    name = "oidc-provider"
    client_id = "native"
    scope = "openid profile email offline_access api:read"
    device_done, device_declined = "Sign-in Success", "interrupted"

    def __init__(self, desktop, lifetime, **options):
        self.program = desktop.start("oidc-provider", "node", HERE / "op.mjs", OP_ACCESS_LIFETIME=str(lifetime),
                                     OP_ORDERS=str(desktop.orders_file), OP_SECRETS=str(desktop.secrets_file), **options)
        self.issuer = self.program.line("READY").split()[1]
        self.lies = {lie: sentence.format(issuer=self.issuer) for lie, sentence in LIES.items()}

    def count(self, request):
        """How often it answered a request of this kind, such as "PUSHED 201"."""
        return self.program.out.read_text().count(request)

    def token_requests(self):
        return self.count("TOKEN ")

    def stop(self):
        self.program.stop()


class MockServer:
    name = "oauth2-mock-server"
    client_id = "anybody"
    scope = "openid profile offline_access"

    def __init__(self, desktop, _lifetime):
        self.program = desktop.start("oauth2-mock-server", "node", HERE / "mock.mjs", MOCK_SECRETS=str(desktop.secrets_file))
        self.issuer = self.program.line("READY").split()[1]

    def token_requests(self):
        return self.program.out.read_text().count("TOKEN ")

    def stop(self):
        self.program.stop()


PROVIDERS = {one.name: one for one in (PracticeProvider, OidcProvider, MockServer)}
