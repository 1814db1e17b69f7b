#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_accidents.py WIDTH: what a person does by mistake, and what the machine does to them, in a window of this width.

A removal is taken back, a locked keyring is unlocked with its password, and the program is killed where it hurts. Each time
everything is there afterwards.
"""

import sys

import tap
from cck import assert_equal, cck
from desktop import Desktop, wait_until
from keyring import PASSWORD, Keyring
from providers import OidcProvider

WIDTH = int(sys.argv[1])

desktop = Desktop()
keyring = Keyring(desktop.bus_address)
provider = OidcProvider(desktop, 300)

from driver import application, applications, keys, type_words  # noqa: E402
from window import Window  # noqa: E402


def accounts():
    return cck(desktop, "accounts", "--json").json


def kept():
    """What must outlive every accident: providers, accounts, secrets, and the files that they are in."""
    desktop.add_secrets(*keyring.tokens())
    data = desktop.home / ".local/share/claimcheck"
    return {"providers": [one["name"] for one in cck(desktop, "provider", "list", "--json").json],
            "accounts": [(one["account"], one["state"]) for one in accounts()],
            "secrets": sorted(keyring.values("refresh_token")),
            "files": sorted(str(file.relative_to(data)) for folder in ("providers", "accounts") for file in (data / folder).rglob("*.json"))}


def assert_kept(before):
    for what, found in kept().items():
        assert_equal(found, before[what], what)


def remove_provider():
    window.go_back()
    window.choose("Acme Menu", -1)
    window.says("“Acme” removed")
    window.root.gone("button", "Acme Menu")


def assert_is_back(before):
    """The provider is, and where it was removed from."""
    window.find("button", "Acme Menu")
    assert_kept(before)
    if WIDTH < 620:
        window.open("alice")
    window.find("button", "Copy Access Token")


def prompt():
    """The keyring's own question for its password."""
    dialog = application("gcr-prompter").find("dialog", "Unlock Login Keyring")
    wait_until(lambda: any(thing.has("FOCUSED") for thing in dialog.everything()), "the keyboard to be in the prompt")
    return dialog


def _a_provider_is_signed_in_to():
    window.add_provider(provider, "Acme")
    window.find("button", "Copy Access Token")


def _a_removal_is_undone_from_its_toast():
    before = kept()
    remove_provider()
    window.press("Undo")
    assert_is_back(before)


def _a_removal_is_undone_by_its_key():
    before = kept()
    remove_provider()
    keys("ctrl+z")
    assert_is_back(before)
    assert_equal(window.root.find_all("button", "Undo"), [], "toasts")


def _a_locked_keyring_stays_locked_when_its_password_is_not_given():
    window.says("alice")
    keyring.lock()
    window.says("The keyring is locked")
    window.press("Unlock")
    prompt().find("button", "Cancel").press()
    wait_until(lambda: not any(one.find_all("dialog") for one in applications("gcr-prompter")), "the prompt to go")
    window.find("button", "Unlock")
    assert_equal(keyring.is_locked(), True, "the keyring is locked")


def _a_locked_keyring_is_unlocked_from_the_banner():
    window.press("Unlock")
    prompt()
    type_words(PASSWORD)
    keys("Return")
    window.root.gone("button", "Unlock")
    assert_equal(keyring.is_locked(), False, "the keyring is locked")
    window.show("Claims")
    window.says("alice@example.org")
    assert_equal((len(accounts()), keyring.items()), (1, 1), "accounts and secrets in the keyring")


def _killed_while_idle_it_comes_back_where_it_was():
    global window       # noqa: PLW0603    (the next tests go on in the new one)
    before = kept()
    window.show("History")
    window.says("Signed in")
    window.kill()
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    window.says("Signed in")
    wait_until(lambda: window.size() == (WIDTH, 640), "the window to be as large as it was")
    assert_kept(before)


def _killed_during_a_sign_in_nothing_of_it_is_left():
    global window       # noqa: PLW0603
    before, pages = kept(), desktop.pages_file.read_text()
    desktop.person("absent")
    window.go_back()
    window.sign_in_to_another_account("Acme")
    window.says("Waiting for the Browser")
    wait_until(lambda: desktop.pages_file.read_text() != pages, "the provider's page in the browser")
    window.kill()
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    assert_kept(before)
    assert_equal(window.root.find_all("button", "Open Again"), [], "a sign-in that nobody waits for")
    desktop.person("alice")


def _killed_during_a_refresh_the_session_lives():
    global window       # noqa: PLW0603
    before = kept()
    desktop.order("hold")
    window.press("Refresh")
    provider.program.line("HELD")
    window.kill()
    desktop.order("")
    window = Window(desktop)
    window.find("button", "Copy Access Token")
    assert_kept(before)
    window.press("Refresh")
    wait_until(lambda: accounts()[0]["rotation_count"] == 1, "the rotation")


def _the_history_outlives_the_kills():
    cck(desktop, "history", "--verify")
    window.show("History")
    for line in ("Signed in", "Tokens refreshed", "Refresh token rotated"):
        window.says(line)


def _a_removal_that_is_not_undone_is_for_good():
    remove_provider()
    assert_equal(window.close(), 0, "exit status")
    assert_equal(kept(), {"providers": [], "accounts": [], "secrets": [], "files": []}, "what is left")
    provider.program.line("REVOCATION 200")


def _nothing_secret_lies_about():
    if len(desktop.secrets()) < 6:
        return "the test knows too few secrets to look for"
    return desktop.leaks()


def _no_program_complains():
    provider.stop()
    return desktop.complaints()


window = Window(desktop)
window.resize(WIDTH)
tap.story(
    _a_provider_is_signed_in_to,
    _a_removal_is_undone_from_its_toast,
    _a_removal_is_undone_by_its_key,
    _a_locked_keyring_stays_locked_when_its_password_is_not_given,
    _a_locked_keyring_is_unlocked_from_the_banner,
    _killed_while_idle_it_comes_back_where_it_was,
    _killed_during_a_sign_in_nothing_of_it_is_left,
    _killed_during_a_refresh_the_session_lives,
    _the_history_outlives_the_kills,
    _a_removal_that_is_not_undone_is_for_good,
    _nothing_secret_lies_about,
    _no_program_complains,
)
