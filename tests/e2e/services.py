# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of a desktop that the window talks to over the session bus, and what they saw: notifications as freedesktop.org and as
GNOME have them, the Background portal, and the starting of programs by their bus name."""

import contextlib
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from displays import APPLICATION  # noqa: E402
from waiting import PATIENCE, wait_until  # noqa: E402

PATH = "/io/github/claimcheck/Claimcheck"

FREEDESKTOP = """
<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
</interface></node>"""
GNOME = """
<node><interface name="org.gtk.Notifications">
<method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/></method>
<method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>"""
BACKGROUND = """
<node><interface name="org.freedesktop.portal.Background">
<method name="RequestBackground"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="SetStatus"><arg type="a{sv}" direction="in"/></method>
</interface></node>"""


def connect(bus_address):
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(bus_address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)


class Service:
    """One bus name with one object, on a thread of its own. `calls` has what it was told: (method, arguments)."""

    name, path, xml = "", "", ""

    def __init__(self, bus_address):
        self.calls, self.ready = [], threading.Event()
        self.bus = connect(bus_address)
        threading.Thread(target=self._run, daemon=True).start()
        self.ready.wait()

    def _run(self):
        context = GLib.MainContext()
        context.push_thread_default()
        self.bus.register_object(self.path, Gio.DBusNodeInfo.new_for_xml(self.xml).interfaces[0], self._on_call, None, None)
        Gio.bus_own_name_on_connection(self.bus, self.name, Gio.BusNameOwnerFlags.NONE, lambda *_: self.ready.set(), None)
        GLib.MainLoop(context).run()

    def _on_call(self, _bus, sender, _path, _interface, method, parameters, invocation):
        answer = self.answer(sender, method, parameters.unpack())
        self.calls.append((method, parameters.unpack()))
        invocation.return_value(answer)

    def answer(self, _sender, _method, _arguments):
        return None

    def count(self, method):
        return len([call for call in self.calls if call[0] == method])


class Notification:
    def __init__(self, number, title, body, buttons):
        self.number, self.title, self.body, self.buttons = number, title, body, buttons

    def __repr__(self):
        return f"{self.title!r} {self.body!r} {sorted(self.buttons)}"


class FreedesktopNotifications(Service):
    """A server as most desktops have one: it knows of no application that has gone."""

    name, path, xml = "org.freedesktop.Notifications", "/org/freedesktop/Notifications", FREEDESKTOP

    def __init__(self, bus_address):
        self.shown, self.closed, self.last = {}, [], 0
        super().__init__(bus_address)

    def answer(self, _sender, method, arguments):
        if method == "CloseNotification":
            self.closed.append(arguments[0])
            self.shown.pop(arguments[0], None)
            return None
        _, replaces, _, title, body, actions, _, _ = arguments
        self.last = max(self.last, replaces or self.last + 1)
        number = replaces or self.last
        self.shown[number] = Notification(number, title, body, dict(zip(actions[1::2], actions[::2], strict=True)))
        return GLib.Variant("(u)", (number,))

    def find(self, title, patience=PATIENCE):
        try:
            return wait_until(lambda: next((one for one in list(self.shown.values()) if one.title == title), None),
                              f"the notification {title!r}", patience)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; there is {list(self.shown.values())}") from None

    def press(self, notification, button):
        """A button; "" is the notification itself."""
        self.shown.pop(notification.number, None)
        self.bus.emit_signal(None, self.path, self.name, "ActionInvoked",
                             GLib.Variant("(us)", (notification.number, notification.buttons[button])))


class GnomeNotifications(Service):
    """GNOME's, which starts the application again for a button."""

    name, path, xml = "org.gtk.Notifications", "/org/gtk/Notifications", GNOME

    def __init__(self, bus_address):
        self.shown = {}
        super().__init__(bus_address)

    def answer(self, _sender, method, arguments):
        number = arguments[1]
        if method == "RemoveNotification":
            self.shown.pop(number, None)
            return None
        about = arguments[2]
        buttons = {one["label"]: (one["action"], one.get("target")) for one in about.get("buttons", [])}
        buttons[""] = (about["default-action"], about.get("default-action-target"))
        self.shown[number] = Notification(number, about["title"], about["body"], buttons)
        return None

    find = FreedesktopNotifications.find

    def press(self, notification, button):
        action, target = notification.buttons[button]
        activate_action(self.bus, action.removeprefix("app."), target)


class BackgroundPortal(Service):
    """The portal that a person has told `allows`; None: it never answers."""

    name, path, xml = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", BACKGROUND

    def __init__(self, bus_address, allows=True):
        self.allows, self.options, self.status = allows, None, None
        super().__init__(bus_address)

    def answer(self, sender, method, arguments):
        if method == "SetStatus":
            self.status = arguments[0]["message"]
            return None
        self.options = arguments[1]
        handle = f"{self.path}/request/{sender[1:].replace('.', '_')}/{self.options['handle_token']}"
        if self.allows is not None:
            self.bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response",
                                 GLib.Variant("(ua{sv})", (0, {"background": GLib.Variant("b", self.allows),
                                                               "autostart": GLib.Variant("b", False)})))
        return GLib.Variant("(o)", (handle,))


def call(bus, name, path, interface, method, arguments=None, kind=None):
    answer = bus.call_sync(name, path, interface, method, arguments, kind and GLib.VariantType(kind), Gio.DBusCallFlags.NONE, 40000, None)
    return answer.unpack()


def activate_action(bus, action, target=None):
    """As the desktop does for a notification's button or an action of the desktop file, whether the program runs or not."""
    targets = [] if target is None else [GLib.Variant("s", target)]
    call(bus, APPLICATION, PATH, "org.freedesktop.Application", "ActivateAction", GLib.Variant("(sava{sv})", (action, targets, {})))


def is_running(bus):
    return call(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                GLib.Variant("(s)", (APPLICATION,)))[0]


def search(bus, method, *arguments, signature):
    return call(bus, APPLICATION, PATH + "/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
                GLib.Variant(signature, arguments))


class Activatable:
    """Claimcheck, to be started by the bus. What it says is kept where the desktop looks for what no program may say."""

    def __init__(self, desktop, bus, program):
        services = desktop.home / ".local/share/dbus-1/services"
        services.mkdir(parents=True, exist_ok=True)
        self.desktop, self.output = desktop, desktop.home / "activated.log"
        script = desktop.folder / "activated"
        script.write_text(f"#!/bin/sh\nexec '{program}' --gapplication-service >>'{self.output}' 2>&1\n")
        script.chmod(0o755)
        (services / f"{APPLICATION}.service").write_text(f"[D-BUS Service]\nName={APPLICATION}\nExec={script}\n")
        # No portal of the machine is to answer in the place of the test's own.
        (services / "org.freedesktop.portal.Desktop.service").write_text(
            "[D-BUS Service]\nName=org.freedesktop.portal.Desktop\nExec=/bin/false\n")
        call(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig")

    def complaints(self, pattern):
        with contextlib.suppress(FileNotFoundError):
            return [f"activated: {line}" for line in self.output.read_text(errors="replace").splitlines() if pattern.search(line)]
        return []
