#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop does with Claimcheck beside its window: notifications and their buttons, starting it by its bus name, the search of
the shell, and the background."""

import json
import os
import subprocess

import tap
from cck import PROGRAM as CCK
from cck import Result, add_provider, assert_equal, assert_in, cck
from desktop import COMPLAINT, Desktop
from displays import X11
from keyring import Keyring
from providers import PracticeProvider
from visitor import visit
from waiting import wait_until

LIFETIME = 14           # seconds of an access token; half of it is left when its end is told

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, LIFETIME, "--auto-approve")

from driver import application, focus_window, keys  # noqa: E402
from services import (APPLICATION, Activatable, BackgroundPortal, FreedesktopNotifications, GnomeNotifications, activate_action,  # noqa: E402
                      connect, is_running, search)
from window import PROGRAM, Window  # noqa: E402

bus = connect(desktop.bus_address)
activatable = Activatable(desktop, bus, PROGRAM)
notifications = FreedesktopNotifications(desktop.bus_address)
window = None
heard = []
scopes = [provider.scope, provider.scope + " phone"]


def preference(name):
    return subprocess.run(["gsettings", "get", APPLICATION, name], check=True, capture_output=True,
                          text=True, env={**os.environ, "G_MESSAGES_DEBUG": ""}).stdout.strip()


def sign_in(name):
    """Without a browser, by cck."""
    running = desktop.start("cck-sign-in", CCK, "sign-in", name, "--no-browser", "--json", "--timeout", "60")
    visit(json.loads(running.line('{"event":"open"'))["uri"])
    assert_equal(Result(running).status, 0, "exit status of the sign-in")
    desktop.add_secrets(*keyring.tokens())


def sign_in_for_once(name):
    """To a session that can't renew itself: what the provider asks for is another thing by the time that it could."""
    scopes.append(scopes.pop(0))
    sign_in(name)
    cck(desktop, "provider", "edit", name, "--scope", scopes[0])


def account(name):
    return next(one for one in cck(desktop, "accounts", "--json").json if one["account"].startswith(name))


def account_id(name):
    return next(path.stem for path in (desktop.home / ".local/share/claimcheck/accounts").glob("*.json")
                if json.loads(path.read_text())["provider"] == name.lower())


def windows():
    return [X11.window()] if X11.window() else []


def ended():
    wait_until(lambda: not is_running(bus), "the program to end")


def _a_session_that_cannot_renew_itself_is_told_about():
    global window       # noqa: PLW0603
    add_provider(desktop, provider, "Brief")
    window = Window(desktop)
    keys("ctrl+i")
    sign_in_for_once("Brief")
    note = notifications.find("Brief Session Expires in 1 Minute")
    assert_in("alice", note.body, "the body")
    assert_in(", until ", note.body, "the body")
    assert_equal(sorted(note.buttons), ["", "Sign In"], "buttons")


def _when_it_is_over_that_is_said_in_its_place():
    before = notifications.find("Brief Session Expires in 1 Minute").number
    assert_equal(notifications.find("Brief Session Expired").number, before, "the notification’s number")


def _the_notification_shows_the_account():
    notifications.press(notifications.find("Brief Session Expired"), "")
    window.find("button", "Copy Access Token")
    window.says("Brief")


def _its_button_signs_in_again():
    keys("ctrl+i")
    before = provider.token_requests()
    sign_in_for_once("Brief")
    notifications.press(notifications.find("Brief Session Expires in 1 Minute"), "Sign In")
    wait_until(lambda: provider.token_requests() >= before + 2, "a sign-in in the browser")
    window.find("button", "Copy Access Token")


def _what_is_before_the_eyes_is_not_told():
    focus_window()
    before = notifications.count("Notify")
    sign_in_for_once("Brief")
    window.find("button", "Copy Access Token")
    window.says("Expired just now", patience=LIFETIME + 20)
    assert_equal(notifications.count("Notify"), before, "notifications")


def _a_removed_account_is_not_spoken_of():
    keys("ctrl+i")
    sign_in_for_once("Brief")
    notifications.find("Brief Session Expires in 1 Minute")
    before = notifications.count("CloseNotification")
    cck(desktop, "provider", "remove", "Brief")
    wait_until(lambda: notifications.count("CloseNotification") > before, "the notification to be taken back")


def _a_refused_refresh_is_told_when_nobody_looks():
    before = notifications.count("Notify")
    add_provider(desktop, provider, "Long")
    sign_in("Long")
    window.leave()
    keyring_items = keyring.secrets("Long")
    wait_until(lambda: account("Long")["rotation_count"] >= 1, "a refresh by itself", patience=LIFETIME + 20)
    keyring.put_back(keyring_items)         # as a backup does: the refresh token in it is spent
    note = notifications.find("Long Refresh Token Used Twice", patience=LIFETIME + 20)
    assert_equal(sorted(note.buttons), ["", "Sign In"], "buttons")
    assert_in("was used twice", note.body, "the body")
    assert_equal(notifications.count("Notify"), before + 1, "notifications")


def _closed_it_ends():
    notifications.press(notifications.find("Long Refresh Token Used Twice"), "")
    window.says("The session has ended")
    focus_window()
    keys("Escape")
    window.root.gone("alert")
    assert_equal(window.close(), 0, "exit status")
    assert_equal(is_running(bus), False, "running")


def _a_button_works_after_the_program_has_ended():
    global notifications, window       # noqa: PLW0603
    heard.extend(notifications.calls)
    notifications = GnomeNotifications(desktop.bus_address)
    desktop.set("refresh-automatically", "false")
    window = Window(desktop)
    keys("ctrl+i")
    sign_in("Long")
    note = notifications.find("Long Session Expires in 1 Minute")
    assert_equal(sorted(note.buttons), ["", "Refresh"], "buttons")
    assert_equal(window.close(), 0, "exit status")

    before = account("Long")["rotation_count"]
    notifications.press(note, "Refresh")
    told = notifications.find("Long Session Refreshed")
    assert_equal(told.number, note.number, "the notification’s number")
    assert_equal(account("Long")["rotation_count"], before + 1, "rotations")
    assert_equal(windows(), [], "windows")
    desktop.add_secrets(*keyring.tokens())
    ended()


def _a_refresh_that_fails_is_told_too():
    provider.stop()
    activate_action(bus, "refresh", account_id("Long"))
    notifications.find("Long Session Could Not Be Refreshed")
    assert_equal(windows(), [], "windows")
    ended()


def _an_account_that_is_not_known_does_nothing_bad():
    for name in ("0123456789abcdef", "", "../../etc/passwd", "\u202e" * 1000):
        activate_action(bus, "refresh", name)
    assert_equal(windows(), [], "windows")
    for action in ("sign-in", "show-account"):
        activate_action(bus, action, "0123456789abcdef")
    application().find("frame", "Claimcheck")
    assert_equal(account("Long")["state"], "signed-in", "state")
    focus_window()
    keys("ctrl+q")
    ended()


def _the_actions_of_the_desktop_file_open_the_window():
    activate_action(bus, "add-provider")
    application().says("Add Provider")
    application().find("text", "Issuer URL")
    activate_action(bus, "inspect-token")
    application().says("Token Inspector")
    focus_window()
    keys("Escape", "ctrl+q")
    ended()


def _the_shell_searches_by_name_and_asks_nobody():
    watcher = desktop.start("dbus-monitor", "dbus-monitor", "--session", "destination='org.freedesktop.secrets'")
    watcher.line("signal")
    ids = search(bus, "GetInitialResultSet", ["LONG", "ali"], signature="(as)")[0]
    assert_equal(ids, [account_id("Long")], "results")
    assert_equal(search(bus, "GetSubsearchResultSet", ids, ["nobody"], signature="(asas)")[0], [], "results")
    meta = search(bus, "GetResultMetas", [*ids, "unknown"], signature="(as)")[0]
    assert_equal([one["id"] for one in meta], ids, "described")
    assert_in("alice", meta[0]["name"], "name")
    assert_in("Long · Expired", meta[0]["description"], "description")
    assert_equal(sorted(meta[0]), ["description", "gicon", "id", "name"], "what is told")
    assert_equal(windows(), [], "windows")
    assert_equal(watcher.out.read_text().count("method call"), 0, "calls of the keyring")
    watcher.stop()


def _a_result_is_shown_and_a_search_goes_on_in_the_window():
    ids = search(bus, "GetInitialResultSet", ["long"], signature="(as)")[0]
    search(bus, "ActivateResult", ids[0], ["long"], 0, signature="(sasu)")
    root = application()
    root.find("button", "Copy Access Token")
    search(bus, "LaunchSearch", ["no", "body"], 0, signature="(asu)")
    root.says("No Results")
    wait_until(lambda: "no body" in root.texts(), "the words in the search")
    focus_window()
    keys("ctrl+q")
    ended()


def background():
    """The switch in the preferences, which lies in a row of the same name."""
    return wait_until(lambda: next((one for one in window.root.find_all("check box", "Run in the Background") if one.actions()), None),
                      "the switch")


def open_preferences():
    focus_window()
    keys("ctrl+comma")
    return background()


def _with_no_portal_it_runs_on_by_itself():
    global provider, window       # noqa: PLW0603
    desktop.set("refresh-automatically", "true")
    provider = PracticeProvider(desktop, LIFETIME, "--auto-approve")
    add_provider(desktop, provider, "Back")
    sign_in("Back")
    window = Window(desktop)
    open_preferences().press()
    wait_until(lambda: preference("run-in-background") == "true", "the preference")
    keys("Escape")
    focus_window()
    keys("ctrl+w")
    wait_until(lambda: not windows(), "the window to go")
    before = account("Back")["rotation_count"]
    wait_until(lambda: account("Back")["rotation_count"] > before, "a refresh in the background", patience=LIFETIME + 20)
    desktop.add_secrets(*keyring.tokens())
    assert_equal(window.program.process.poll(), None, "exit status")


def _started_again_it_is_the_same_and_quit_ends_it():
    second = desktop.start("claimcheck", PROGRAM)
    assert_equal(second.end(), 0, "exit status of the second")
    focus_window()
    application().find("button", "Copy Access Token")
    keys("ctrl+q")
    assert_equal(window.program.end(), 0, "exit status")


def _the_portal_is_asked_and_told():
    global window       # noqa: PLW0603
    desktop.set("run-in-background", "false")
    portal = BackgroundPortal(desktop.bus_address)
    window = Window(desktop)
    open_preferences().press()
    wait_until(lambda: portal.status, "the status")
    assert_equal(portal.options["autostart"], False, "autostart")
    assert_in("Claimcheck", portal.options["reason"], "the reason")
    portal.allows = False
    background().press()
    wait_until(lambda: preference("run-in-background") == "false", "the preference to be off")


def _a_no_switches_it_back_and_says_so():
    background().press()
    window.says("Not allowed. It can be allowed in Settings, under Apps")
    wait_until(lambda: preference("run-in-background") == "false", "the preference to go back")
    wait_until(lambda: not background().has("CHECKED"), "the switch to go back")
    keys("Escape")
    assert_equal(window.close(), 0, "exit status")


def _a_refresh_token_is_copied_only_when_that_is_wanted():
    global window       # noqa: PLW0603
    window = Window(desktop)
    sign_in("Back")
    window.find("button", "Copy Access Token")
    window.press("More Actions", role="toggle button")
    without = len(wait_until(lambda: window.root.find_all("menu item"), "the menu"))
    keys("Escape")
    desktop.set("show-refresh-tokens", "true")
    window.choose("More Actions", 1)
    window.says("Refresh token copied. Clears in 30 s")
    text = subprocess.run(["xclip", "-selection", "clipboard", "-o"], check=True, capture_output=True, text=True).stdout
    assert_equal(text in keyring.values("refresh_token"), True, "the refresh token is what was copied")
    window.press("More Actions", role="toggle button")
    assert_equal(len(wait_until(lambda: window.root.find_all("menu item"), "the menu")), without + 1, "items of the menu")
    keys("Escape")
    focus_window()
    window.show("History")
    window.says("Refresh token copied")
    assert_equal(window.close(), 0, "exit status")


def _no_notification_says_a_secret():
    desktop.add_secrets(*keyring.tokens())
    spoken = json.dumps(heard + notifications.calls, default=str).encode()
    return [f"a notification has a secret ({len(secret)} letters)" for secret in desktop.secrets() if secret in spoken]


def _nothing_secret_lies_about():
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints() + activatable.complaints(COMPLAINT)


tap.story(
    _a_session_that_cannot_renew_itself_is_told_about,
    _when_it_is_over_that_is_said_in_its_place,
    _the_notification_shows_the_account,
    _its_button_signs_in_again,
    _what_is_before_the_eyes_is_not_told,
    _a_removed_account_is_not_spoken_of,
    _a_refused_refresh_is_told_when_nobody_looks,
    _closed_it_ends,
    _a_button_works_after_the_program_has_ended,
    _a_refresh_that_fails_is_told_too,
    _an_account_that_is_not_known_does_nothing_bad,
    _the_actions_of_the_desktop_file_open_the_window,
    _the_shell_searches_by_name_and_asks_nobody,
    _a_result_is_shown_and_a_search_goes_on_in_the_window,
    _with_no_portal_it_runs_on_by_itself,
    _started_again_it_is_the_same_and_quit_ends_it,
    _the_portal_is_asked_and_told,
    _a_no_switches_it_back_and_says_so,
    _a_refresh_token_is_copied_only_when_that_is_wanted,
    _no_notification_says_a_secret,
    _nothing_secret_lies_about,
    _no_program_complains,
)
