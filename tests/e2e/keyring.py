# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real gnome-keyring on the test's own bus, which is locked and unlocked without a prompt."""

import contextlib
import json
import subprocess

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from waiting import wait_until  # noqa: E402

SERVICE = "org.freedesktop.secrets"
LOGIN = "/org/freedesktop/secrets/collection/login"
PASSWORD = "only for tests"


class Keyring:
    def __init__(self, bus_address):
        flags = Gio.DBusConnectionFlags
        # Kept open: a Secret Service session ends with its connection.
        self.bus = Gio.DBusConnection.new_for_address_sync(
            bus_address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        # The password makes the login keyring, which is the default one.
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=PASSWORD, text=True, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self.stands, "the login keyring")
        if self.is_locked():
            raise RuntimeError("gnome-keyring started with a locked keyring")

    def call(self, interface, method, arguments, path="/org/freedesktop/secrets"):
        answer = self.bus.call_sync(SERVICE, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000, None)
        return answer.unpack()

    def property(self, path, name):
        return self.call("org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", name)), path)[0]

    def is_locked(self):
        return self.property(LOGIN, "Locked")

    def stands(self):
        """Whether it is there: the daemon is ready before its keyring is made."""
        with contextlib.suppress(GLib.Error):
            return self.is_locked() in (True, False)
        return False

    def items(self):
        """How many secrets it holds."""
        return len(self.property(LOGIN, "Items"))

    def values(self, *names):
        """The values of these members in every secret that is JSON."""
        _, session = self.call("org.freedesktop.Secret.Service", "OpenSession",
                               GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))
        secrets = self.call("org.freedesktop.Secret.Service", "GetSecrets",
                            GLib.Variant("(aoo)", (self.property(LOGIN, "Items"), session)))[0]
        kept = []
        for secret in secrets.values():
            with contextlib.suppress(ValueError):       # a client secret is no JSON
                kept.append(json.loads(bytes(secret[2])))
        return [value for one in kept if isinstance(one, dict) for name, value in one.items() if name in names]

    def secrets(self, label):
        """The items whose label has LABEL in it, as put_back() takes them."""
        _, session = self.call("org.freedesktop.Secret.Service", "OpenSession",
                               GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))
        items = [item for item in self.property(LOGIN, "Items") if label in self._label(item)]
        return self.call("org.freedesktop.Secret.Service", "GetSecrets", GLib.Variant("(aoo)", (items, session)))[0]

    def put_back(self, secrets):
        """Overwrite items with what they held before, as a backup that is played back does."""
        for item, (session, parameters, value, kind) in secrets.items():
            self.call("org.freedesktop.Secret.Item", "SetSecret",
                      GLib.Variant("((oayays))", ((session, bytes(parameters), bytes(value), kind),)), item)

    def _label(self, item):
        return self.call("org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Item", "Label")), item)[0]

    def tokens(self):
        """Every token that is kept in it."""
        return self.values("access_token", "refresh_token", "id_token")

    def lock(self):
        self.call("org.freedesktop.Secret.Service", "Lock", GLib.Variant("(ao)", ([LOGIN],)))

    def unlock(self):
        _, session = self.call("org.freedesktop.Secret.Service", "OpenSession",
                               GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))
        secret = (session, b"", PASSWORD.encode(), "text/plain")
        self.call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                  GLib.Variant("(o(oayays))", (LOGIN, secret)))
