#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's frame: what it shows again after a crash, what its keys and the rows' menus do, and how a removal is undone or fails."""

import re

import tap
from cck import assert_equal, cck
from desktop import Desktop, wait_until
from keyring import PASSWORD, Keyring
from providers import PracticeProvider

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = PracticeProvider(desktop, 900)

from driver import focus_window, keys, xdotool  # noqa: E402
from window import Window  # noqa: E402

window = Window(desktop)


def crash():
    """The window is killed, and started again."""
    window.program.process.kill()
    window.program.process.wait()
    window.__init__(desktop)


def size():
    return [int(part) for part in re.findall(r"(?:WIDTH|HEIGHT)=(\d+)", xdotool("getwindowgeometry", "--shell", window.number))]


def providers():
    return sorted(one["name"] for one in cck(desktop, "provider", "list", "--json").json)


def press_key(name):
    focus_window()
    keys(name)


def menu_items():
    return wait_until(lambda: window.root.find_all("menu item"), "the menu")


def _two_providers_one_account():
    cck(desktop, "provider", "add", "Beta", "--issuer", "https://beta.example", "--client-id", "beta")
    window.add_provider(provider, "Acme")
    window.find("button", "Copy Access Token")
    assert_equal(providers(), ["Acme", "Beta"], "providers")


def _after_a_crash_the_same_is_to_be_seen():
    window.press("ID Token", role="radio button")
    window.show("Checks")
    window.says("Signature: passed")
    xdotool("windowsize", window.number, "1010", "770")
    wanted = wait_until(lambda: size() if size()[0] == 1010 else None, "the size")
    for setting in ("selected-view='checks'", "selected-token='id'", f"window-width={wanted[0]}", f"window-height={wanted[1]}"):
        wait_until(lambda setting=setting: setting in settings(), f"the setting {setting}")
    crash()
    window.says("Signature: passed")
    wait_until(lambda: window.find("radio button", "ID Token").has("CHECKED"), "the ID token to be chosen")
    assert_equal(size(), wanted, "the window's size")


def settings():
    return (desktop.home / ".config/glib-2.0/settings/keyfile").read_text()


def _after_a_crash_the_inspector_is_empty():
    press_key("ctrl+i")
    window.says("Token Inspector")
    window.find("text", "Token").set_text("eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2V4YW1wbGUuY29tIn0.")
    window.says("https://example.com")
    crash()
    window.find("text", "Token")
    assert_equal(window.find("text", "Token").text(), "", "the inspector's text")


def _the_menu_key_opens_the_main_menu():
    press_key("F10")
    assert_equal(len(menu_items()), 4, "items of the main menu")
    close_menu()


def account_has_focus():
    wait_until(lambda: any(row.has("FOCUSED") and row.name.startswith("alice") for row in window.root.find_all("list item")),
               "the account's row to have the focus")


def choose_account():
    """With the keyboard alone; its row has the focus then."""
    press_key("ctrl+f")
    window.find("entry", "Search Accounts")
    xdotool("type", "alice")
    wait_until(lambda: not window.root.find_all("list item", "Token Inspector"), "the rows to narrow")
    keys("Return")
    window.find("button", "Copy Access Token")
    account_has_focus()


def close_menu():
    keys("Escape")
    wait_until(lambda: not window.root.find_all("menu item"), "the menu to close")


def _a_row_has_its_menu():
    choose_account()
    press_key("Menu")
    assert_equal(len(menu_items()), 4, "items of the account's menu")
    close_menu()
    xdotool("mousemove", "--window", window.number, "120", "70", "click", "3")
    assert_equal(len(menu_items()), 1, "items of the inspector's menu")
    close_menu()


def _no_key_reaches_behind_a_dialog():
    press_key("ctrl+comma")
    window.says("Preferences")
    keys("Delete", "alt+Return", "F10")
    keys("Escape")
    wait_until(lambda: not window.root.find_all("dialog"), "no dialog")
    window.find("button", "Copy Access Token")


def _alt_return_edits_the_provider():
    press_key("alt+Return")
    assert_equal(window.find("text", "Name").text(), "Acme", "the name of the provider")
    keys("Escape")
    wait_until(lambda: not window.root.find_all("dialog"), "no dialog")


def _back_leads_to_the_row_that_was_left():
    xdotool("windowsize", window.number, "370", "640")
    window.find("button", "Back")
    press_key("ctrl+f")
    window.find("entry", "Search Accounts")
    xdotool("type", "alice")
    wait_until(lambda: not window.root.find_all("list item", "Token Inspector"), "the rows to narrow")
    keys("Return")
    window.find("button", "Copy Access Token")
    keys("alt+Left")
    account_has_focus()
    window.find("list item", "Token Inspector")
    keys("Return")
    window.find("button", "Copy Access Token")
    xdotool("windowsize", window.number, "1010", "770")
    window.find("list item", "Token Inspector")


def _delete_asks_before_a_sign_out():
    press_key("Delete")
    window.says("Sign Out?")
    keys("Escape")
    window.root.gone("button", "Sign Out")
    window.find("button", "Copy Access Token")


def _a_removal_that_fails_loses_nothing():
    keyring.lock()
    window.choose("Acme Menu", -1)
    window.says("“Acme” removed")
    window.says("“Acme” was not removed. ")
    window.find("toggle button", "Acme Menu")
    assert_equal(providers(), ["Acme", "Beta"], "providers")
    assert_equal(len(cck(desktop, "accounts", "--json").json), 1, "accounts")


def _unlock_unlocks_and_all_is_back():
    choose_account()
    window.says("The keyring is locked")
    window.press("Unlock")
    prompt = wait_until(lambda: xdotool("search", "--onlyvisible", "--class", "gcr-prompter").split()[:1], "the prompt")[0]
    xdotool("windowactivate", "--sync", prompt)
    xdotool("type", PASSWORD)
    xdotool("key", "Return")
    wait_until(lambda: not keyring.is_locked(), "the keyring to be unlocked")
    window.root.gone("button", "Unlock")
    window.says("Signature: passed")


def _the_last_removal_is_undone_and_typing_is_not():
    window.choose("Beta Menu", -1)
    window.says("“Beta” removed")
    press_key("ctrl+f")
    search = window.find("entry", "Search Accounts")
    xdotool("type", "ali")
    wait_until(lambda: search.text() == "ali", "the words")
    keys("ctrl+z")
    wait_until(lambda: search.text() != "ali", "the words to be undone")
    keys("Escape")
    wait_until(lambda: window.root.find_all("list item", "Token Inspector"), "all rows")
    assert_equal(window.root.find_all("toggle button", "Beta Menu"), [], "the provider that is removed")
    keys("ctrl+z")
    window.find("toggle button", "Beta Menu")
    assert_equal(providers(), ["Acme", "Beta"], "providers")


def _a_crash_before_the_toast_has_gone_removes_nothing():
    window.choose("Beta Menu", -1)
    window.says("“Beta” removed")
    crash()
    window.find("toggle button", "Beta Menu")
    assert_equal(providers(), ["Acme", "Beta"], "providers")


def _closing_finishes_what_was_not_undone():
    window.choose("Beta Menu", -1)
    window.says("“Beta” removed")
    assert_equal(window.close(), 0, "exit status")
    assert_equal(providers(), ["Acme"], "providers")


def _nothing_secret_lies_about():
    desktop.add_secrets(*keyring.tokens())
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


tap.run(
    _two_providers_one_account,
    _after_a_crash_the_same_is_to_be_seen,
    _after_a_crash_the_inspector_is_empty,
    _the_menu_key_opens_the_main_menu,
    _a_row_has_its_menu,
    _no_key_reaches_behind_a_dialog,
    _alt_return_edits_the_provider,
    _back_leads_to_the_row_that_was_left,
    _delete_asks_before_a_sign_out,
    _a_removal_that_fails_loses_nothing,
    _unlock_unlocks_and_all_is_back,
    _the_last_removal_is_undone_and_typing_is_not,
    _a_crash_before_the_toast_has_gone_removes_nothing,
    _closing_finishes_what_was_not_undone,
    _nothing_secret_lies_about,
    _no_program_complains,
)
