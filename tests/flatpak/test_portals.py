#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak and the portals beside those of a sign-in: files, notifications, the background."""

import json
import subprocess

from sandbox import APPLICATION, BACKEND, desktop, flatpak, start_portals      # first: it makes the desktop

import tap
from cck import add_provider, assert_equal, cck
from cck import PROGRAM as CCK
from desktop import COMPLAINT, wait_until
from keyring import Keyring
from providers import PracticeProvider
from services import FreedesktopNotifications, GLib, Service, activate_action, connect, is_running
from visitor import visit

BACKGROUND = """
<node><interface name="org.freedesktop.impl.portal.Background">
<method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
<method name="NotifyBackground"><arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="out"/><arg type="a{sv}" direction="out"/></method>
<method name="EnableAutostart"><arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
<arg type="u" direction="in"/><arg type="b" direction="out"/></method>
<signal name="RunningApplicationsChanged"/>
</interface></node>"""


class BackgroundBackend(Service):
    """The part of the Background portal that a desktop brings; GTK's backend has none. The portal itself is the real one."""

    name, path, xml = BACKEND, "/org/freedesktop/portal/desktop", BACKGROUND

    def answer(self, _sender, method, _arguments):
        return {"GetAppState": GLib.Variant("(a{sv})", ({},)), "NotifyBackground": GLib.Variant("(ua{sv})", (0, {})),
                "EnableAutostart": GLib.Variant("(b)", (False,))}[method]


start_portals()
BackgroundBackend(desktop.bus_address)
keyring = Keyring(desktop.bus_address)
notifications = FreedesktopNotifications(desktop.bus_address)
bus = connect(desktop.bus_address)
provider = PracticeProvider(desktop, 300, "--auto-approve")

from driver import application, focus_window, keys  # noqa: E402
from displays import output  # noqa: E402
from window import Window  # noqa: E402

window = None
profile = desktop.folder / "handed-on.claimcheck"


def portal_dialog():
    """The number of the desktop's own window in which a file is chosen."""
    return next(iter(output("xdotool", "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk").split()), None)


def choose_file(path, button, *show_entry):
    """In the desktop's dialog: its place, written into the field that these keys show."""
    wait_until(portal_dialog, "the desktop's dialog")
    desktop_dialog = application("xdg-desktop-portal-gtk")
    desktop_dialog.find("button", button)
    output("xdotool", "windowactivate", "--sync", portal_dialog())
    if show_entry:
        keys(*show_entry)
    desktop_dialog.find("text").set_text(str(path))

    def done():
        """The button does nothing while the dialog is still looking for the file."""
        for one in desktop_dialog.find_all("button", button):
            one.press()
        return portal_dialog() is None
    wait_until(done, "the desktop's dialog to go")


def account_id():
    return next(one.stem for one in (desktop.home / ".var/app" / APPLICATION / "data/claimcheck/accounts").glob("*.json"))


def preference(name):
    return flatpak("run", "--command=gsettings", APPLICATION, "get", APPLICATION, name).strip()


def _a_sign_in_by_the_command_line_is_seen_in_the_window():
    global window       # noqa: PLW0603    (the next tests go on in it)
    add_provider(desktop, provider, "Acme")
    running = desktop.start("cck-sign-in", CCK, "sign-in", "Acme", "--no-browser", "--json", "--timeout", "60")
    visit(json.loads(running.line('{"event":"open"'))["uri"])
    assert_equal(running.end(), 0, "exit status of the sign-in")
    window = Window(desktop)
    desktop.add_secrets(window.copy_token())


def _a_profile_is_written_where_the_desktop_s_dialog_says():
    keys("ctrl+shift+s")
    choose_file(profile, "Save")
    written = json.loads(wait_until(lambda: profile.exists() and profile.read_text(), "the profile"))
    assert_equal(written["issuer"], provider.issuer, "issuer")


def _and_read_from_there():
    keys("ctrl+o")
    choose_file(profile, "Open", "ctrl+l")
    window.says(provider.issuer)
    window.find("button", "Save and Sign In")
    focus_window()
    keys("Escape")
    window.root.gone("button", "Save and Sign In")
    keys("Escape")
    window.root.gone("button", "Continue")


def _what_comes_of_a_refresh_without_a_window_is_notified():
    before = provider.token_requests()
    assert_equal(window.close(), 0, "exit status")
    activate_action(bus, "refresh", account_id())
    note = notifications.find("Acme Session Refreshed")
    assert_equal(provider.token_requests(), before + 1, "token requests")
    wait_until(lambda: not is_running(bus), "the program to end")
    if any(secret.decode() in note.title + note.body for secret in desktop.secrets()):
        return "a secret stands in it"
    return []


def _in_the_background_it_goes_on_without_a_window():
    global window       # noqa: PLW0603
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    keys("ctrl+comma")
    window.find("check box", "Run in the Background")
    window.root.find_all("check box", "Run in the Background")[-1].press()      # the switch in the row of that name
    wait_until(lambda: preference("run-in-background") == "true", "the preference")
    keys("Escape")
    keys("ctrl+w")
    wait_until(lambda: window.number not in output("xdotool", "search", "--onlyvisible", "--class", "claimcheck").split(), "the window to close")
    assert_equal(is_running(bus), True, "running")
    activate_action(bus, "quit")
    assert_equal(window.program.end(), 0, "exit status")


def _a_desktop_that_says_no_is_obeyed():
    global window       # noqa: PLW0603
    subprocess.run(["flatpak", "permission-set", "background", "background", APPLICATION, "no"], check=True)
    window = Window(desktop)
    wait_until(lambda: preference("run-in-background") == "false", "the preference")
    assert_equal(window.close(), 0, "exit status")


def _nothing_secret_lies_about():
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    activated = (desktop.home / "activated.log").read_text(errors="replace").splitlines()
    return desktop.complaints() + [line for line in activated if COMPLAINT.search(line)]


tap.story(
    _a_sign_in_by_the_command_line_is_seen_in_the_window,
    _a_profile_is_written_where_the_desktop_s_dialog_says,
    _and_read_from_there,
    _what_comes_of_a_refresh_without_a_window_is_notified,
    _in_the_background_it_goes_on_without_a_window,
    _a_desktop_that_says_no_is_obeyed,
    _nothing_secret_lies_about,
    _no_program_complains,
)
