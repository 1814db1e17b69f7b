# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screens of the picture book, in the order in which one start of the window goes through them."""

import base64
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import catalog
import languages
from desktop import Desktop, wait_until
from keyring import Keyring

HERE = Path(__file__).parent
PATIENCE = 10
PRACTICE_CLIENT = "claimcheck-practice"
CONTROLS = ("button", "toggle button", "radio button", "check box", "switch", "combo box", "spin button", "text", "page tab")
SETTLED = 0.15          # seconds without a change

# A token as others make them, which is full of claims and of what a hostile one tries.
CLAIMS = {
    "iss": "https://login.example.com/realms/acme", "sub": "248289761001", "aud": ["https://api.example.com/v1", "account"],
    "exp": 4102444800, "iat": 1700000000, "nbf": 1700000000, "auth_time": 1699999000, "azp": "desktop", "nonce": "n-0S6_WzA2Mj",
    "acr": "urn:mace:incommon:iap:silver", "amr": ["pwd", "otp", "hwk"], "scope": "openid profile email offline_access read:orders write:orders",
    "name": "Jane “JD” Doe", "given_name": "Jane", "family_name": "Doe", "preferred_username": "j.doe", "email": "janedoe@example.com",
    "email_verified": True, "phone_number": "+1 (310) 123-4567", "locale": "de-CH", "zoneinfo": "Europe/Zurich",
    "address": {"street_address": "Lange Straße 12", "locality": "Zürich", "country": "CH"}, "picture": "https://example.com/janedoe/me.jpg",
    "markup": "<b>not bold</b> & <span size='99999'>not big</span>", "override": "user‮nimda‬", "hebrew": "שלום עולם", "hidden": "ad​min",
    "lines": "first\nsecond\tthird", "long": "wide " * 400, "empty": "", "null": None, "list": [], "zero": 0,
    **{f"https://acme.example/claims/{word}": word * 3 for word in ("tenant", "department", "cost_centre", "manager", "badge", "office", "role")},
}
JWE = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00iLCJraWQiOiJkZW1vIn0.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe." \
      "48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ"


def encode(value):
    return base64.urlsafe_b64encode(json.dumps(value, ensure_ascii=False).encode()).rstrip(b"=").decode()


CROWDED_TOKEN = ".".join((encode({"alg": "RS256", "typ": "JWT", "kid": "2026-11"}), encode(CLAIMS), "c2lnbmF0dXJl" * 20))


class Book:
    def __init__(self, variant, folder):
        self.variant, self.folder, self.failed, self.number = variant, folder, [], 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self.desktop = Desktop()
        self.keyring = Keyring(self.desktop.bus_address)
        subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", f"Xft.dpi: {variant.dots}"], check=True)
        self.hold_the_browser()
        self.quick = self.practice("--auto-approve")
        self.asking = self.practice()
        self.failing = self.practice("--auto-approve", "--misbehave", "signature")

    def hold_the_browser(self):
        """The browser of the book goes where a provider sends it at once, and no further."""
        applications = self.desktop.home / ".local/share/applications/test-browser.desktop"
        applications.write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nMimeType=x-scheme-handler/http;\n"
            f"Exec={sys.executable} -c \"import sys; sys.path.insert(0, '{HERE}'); from visitor import visit; visit(sys.argv[1])\" %u\n")

    def practice(self, *options):
        program = self.desktop.start("practice", os.environ["CCK"], "practice", "--json", "--device-interval", "60", *options)
        return json.loads(program.line("{"))["issuer"]

    def people_are_there(self):
        """Providers and accounts of another time, signed out or not."""
        if not self.variant.people:
            return
        from cck import cck
        cck(self.desktop, "provider", "add", self.variant.provider, "--issuer", self.asking, "--client-id", PRACTICE_CLIENT,
            "--scope", "openid profile", "--allow-http-loopback")
        folder = self.desktop.home / ".local/share/claimcheck"
        provider = next((folder / "providers").glob("*.json")).stem
        (folder / "accounts").mkdir(exist_ok=True)
        for number, person in enumerate(self.variant.people):
            (folder / "accounts" / f"{self.account_id(provider, number)}.json").write_text(json.dumps({
                "format": 1, "provider": provider, "issuer": self.asking, "client_id": PRACTICE_CLIENT, "subject": str(number),
                "state": ("signed-in", "signed-out", "sign-in-again")[number % 3], "label": person, "issued_at": int(time.time()) - 3600,
                "expires_at": int(time.time()) + 500 * number - 3000}))

    def account_id(self, provider, subject):
        """As store/cck-account.c makes it."""
        parts = (provider, self.asking, PRACTICE_CLIENT, str(subject))
        return hashlib.sha256("".join(f"{part}\0" for part in parts).encode()).hexdigest()[:16]

    def start(self):
        import driver
        from driver import xdotool
        from window import Window
        self.xdotool = xdotool
        environment = dict(self.variant.environment)
        if self.variant.language:
            environment |= languages.environment(self.variant.language, self.desktop.folder)
            # Right to left alone leaves the words English.
            driver.language = self.variant.language if self.variant.language in catalog.LANGUAGES else None
        self.people_are_there()
        self.window = Window(self.desktop, ADW_DEBUG_COLOR_SCHEME=self.variant.scheme, G_MESSAGES_DEBUG="", **environment)
        self.resize(self.variant.columns, self.variant.rows)

    def resize(self, columns, rows):
        """Without a compositor the window has a border of five pixels, and no shadow."""
        self.xdotool("windowsize", self.window.number, str(columns + 10), str(rows + 10))
        self.xdotool("windowmove", self.window.number, "20", "20")

    @property
    def is_narrow(self):
        return self.variant.columns < 620

    def shot(self, name):
        self.number += 1
        self.xdotool("mousemove", "1270", "890")
        place = f"{self.variant.columns + 10}x{self.variant.rows + 10}+20+20"
        before, end = None, time.monotonic() + 3
        while time.monotonic() < end:
            time.sleep(SETTLED)
            picture = subprocess.run(["import", "-silent", "-window", "root", "-crop", place, "+repage", "png:-"], check=True, capture_output=True).stdout
            if picture == before:
                break
            before = picture
        (self.folder / f"{self.number:02}-{name}.png").write_bytes(picture)
        self.check_names(name)

    def check_names(self, screen):
        """What can be used can be said by a screen reader."""
        for thing in self.window.root.everything():
            if thing.role in CONTROLS and not thing.name and thing.has("FOCUSABLE"):
                self.failed.append(screen)
                print(f"{self.folder.name}: {screen}: a {thing.role} has no name", file=sys.stderr, flush=True)

    def screen(self, function):
        try:
            function(self)
        except Exception as error:      # whatever it is, the other screens are still to be seen
            self.failed.append(function.__name__)
            print(f"{self.folder.name}: {function.__name__}: {str(error)[:int(os.environ.get("BOOK_ERROR", "150"))]}", file=sys.stderr, flush=True)
            self.keys("Escape", "Escape", "Escape")

    def keys(self, *names):
        from driver import focus_window, keys
        focus_window()
        keys(*names)

    def press(self, name, role="button"):
        button = self.find(role, name)
        wait_until(lambda: button.has("SENSITIVE"), f"{role} {name!r} to be sensitive", PATIENCE)
        button.press()

    def find(self, role, name=None):
        return self.window.find(role, name, patience=PATIENCE)

    def says(self, words):
        self.window.says(words, patience=PATIENCE)

    def write(self, entry, words):
        self.find("text", entry).set_text(words)

    def menu(self, name, index=None):
        self.press(name, role="toggle button")
        items = wait_until(lambda: self.window.root.find_all("menu item"), "the menu", PATIENCE)
        if index is not None:
            items[index].press()

    def click(self, role, name):
        """With the mouse: a row offers no action."""
        thing = self.find(role, name)
        x, y = thing.middle()
        self.xdotool("mousemove", "--window", self.window.number, str(x), str(y), "click", "1")

    def scroll(self, ticks=10):
        self.xdotool("mousemove", "--window", self.window.number, str(self.variant.columns * 2 // 3), str(self.variant.rows // 2),
                     "click", "--repeat", str(abs(ticks)), "--delay", "5", "5" if ticks > 0 else "4")

    def show_sidebar(self):
        if self.is_narrow:
            self.keys("alt+Left")
            self.find("toggle button", "Search")


def empty(book):
    book.says("No Providers Yet")
    book.shot("empty")
    book.menu("Main Menu")
    book.shot("main-menu")
    book.keys("Escape")


def account(book):
    enter(book, book.quick, "Acme Staging" if book.variant.people else book.variant.provider)
    book.press("Save and Sign In")
    book.find("button", "Copy Access Token")
    book.shot("access-claims")
    book.scroll(30)
    book.shot("access-claims-below")
    for key, name in (("2", "checks"), ("3", "raw"), ("4", "history")):
        book.keys("alt+" + key)
        book.shot("access-" + name)
        book.scroll(30)
        book.shot(f"access-{name}-below")
    book.keys("alt+3", "ctrl+shift+r")
    book.scroll(30)
    book.shot("access-revealed")
    book.keys("alt+1")


def enter(book, issuer, name):
    """A provider's name and client, as far as the button that saves it."""
    book.keys("ctrl+n")
    book.write("Issuer URL", issuer)
    book.press("Continue")
    book.write("Name", name)
    book.write("Client ID", PRACTICE_CLIENT)


def kinds(book):
    for name in ("ID Token", "UserInfo", "Introspection"):
        short = {"ID Token": "ID", "Introspection": "Active"}
        known = [thing.name for thing in book.window.root.find_all("radio button")]
        label = name if name in known else next((one for one in known if one in short.get(name, name)), name)
        book.press(label, role="radio button")
        time.sleep(0.5)
        book.shot("kind-" + name.lower().replace(" ", "-"))
        if name == "ID Token":
            book.keys("alt+2")
            book.says("Signature: passed")
            book.shot("id-checks")
            book.scroll(30)
            book.shot("id-checks-below")
            book.keys("alt+1")
    book.press("Access" if "Access" in known else "Access Token", role="radio button")


def deeds(book):
    book.menu("More Actions")
    book.shot("more-actions")
    book.keys("Escape")
    book.press("Copy Access Token")
    book.says("Clears in 30 s")
    book.shot("toast")
    book.menu("More Actions", 2)
    book.find("button", "Copy")
    book.shot("snippet")
    book.keys("Escape")
    book.menu("More Actions", -2)
    book.says("Revoke Tokens?")
    book.shot("revoke")
    book.press("Cancel")
    book.press("Refresh")
    book.says("Tokens refreshed")
    book.keys("alt+4")
    book.says("Refresh token rotated")
    book.scroll(-60)
    book.shot("history-refreshed")
    book.keys("alt+1")


def dialogs(book):
    for key, words, name in (("ctrl+comma", "Tokens Are Kept In", "preferences"), ("ctrl+question", "Inspect Clipboard", "shortcuts")):
        book.keys(key)
        book.says(words)
        book.shot(name)
        book.scroll(30)
        book.shot(name + "-below")
        book.keys("Escape")
        book.window.root.gone("label", words)
    book.show_sidebar()
    book.menu("Main Menu", -1)
    book.says("Claimcheck")
    book.shot("about")
    book.keys("Escape")


def sidebar(book):
    book.show_sidebar()
    book.shot("sidebar")
    book.keys("ctrl+f")
    book.xdotool("type", "nobody of this name")
    book.says("No Results")
    book.shot("no-results")
    book.keys("Escape", "Escape")


def inspector(book):
    book.keys("ctrl+i")
    book.find("text", "Token")
    book.shot("inspector-empty")
    book.write("Token", "eyJhbGciOiJub25lIn0.e30*.c2ln")
    time.sleep(0.5)
    book.shot("inspector-bad")
    book.write("Token", JWE)
    time.sleep(0.5)
    book.shot("inspector-jwe")
    book.scroll(30)
    book.shot("inspector-jwe-below")
    book.write("Token", CROWDED_TOKEN)
    book.says("janedoe@example.com")
    book.shot("inspector-crowded")
    book.scroll(12)
    book.shot("inspector-crowded-middle")
    book.scroll(60)
    book.shot("inspector-crowded-below")
    book.keys("alt+2")
    book.shot("inspector-checks")
    book.scroll(60)
    book.shot("inspector-checks-below")
    book.keys("alt+3")
    book.shot("inspector-raw")
    book.scroll(60)
    book.shot("inspector-raw-below")
    book.keys("alt+1")


def compare(book):
    book.press("Compare…")
    book.write("Other Token", ".".join((encode({"alg": "ES256"}), encode({**CLAIMS, "name": "Joe", "scope": "openid", "new": 1}), "c2ln" * 20)))
    book.says("This Token")
    book.shot("compare")
    book.keys("Escape")


def code_points(book):
    next(thing for thing in book.window.root.find_all("button") if thing.name.startswith("Code Points")).press()
    time.sleep(0.3)
    book.shot("code-points")
    book.keys("Escape")


def add_provider(book):
    book.keys("ctrl+n")
    book.find("text", "Issuer URL")
    book.shot("add")
    book.scroll(60)
    book.shot("add-below")
    book.write("Issuer URL", "http://127.0.0.1:9")
    book.press("Continue")
    book.find("button", "Enter Manually")
    book.shot("discovery-failed")
    book.press("Enter Manually")
    book.find("text", "Client ID")
    book.shot("manual")
    book.scroll(60)
    book.shot("manual-below")
    book.keys("Escape")
    time.sleep(0.3)
    if book.window.root.find_all("text", "Issuer URL"):
        book.keys("Escape")


def preset(book):
    book.keys("ctrl+n")
    book.find("text", "Issuer URL")
    book.click("list item", "Keycloak")
    time.sleep(0.5)
    book.shot("preset")
    book.keys("Escape", "Escape")


def client(book):
    enter(book, book.asking, "Waiting")
    book.shot("client")
    book.scroll(60)
    book.shot("client-below")
    book.press("Save and Sign In")
    book.find("button", "Open Again")
    book.shot("waiting")
    book.press("Paste Callback…")
    book.find("text", "Address")
    book.shot("paste-callback")
    book.keys("Escape")
    book.press("Cancel")
    book.show_sidebar()
    book.shot("cancelled")
    book.menu("Waiting Menu", 1)
    book.find("button", "Copy Code")
    book.shot("device")
    book.press("Cancel")


def failure(book):
    enter(book, book.failing, "Forged")
    book.press("Save and Sign In")
    book.says("Sign-In Failed")
    book.shot("failure")
    book.scroll(60)
    book.shot("failure-below")
    book.press("Close")


def provider_menu(book):
    name = "Forged Menu"
    book.show_sidebar()
    book.menu(name)
    book.shot("provider-menu")
    book.keys("Escape")
    book.menu(name, 2)
    book.find("button", "Check Again")
    time.sleep(2)
    book.shot("check-up")
    book.scroll(60)
    book.shot("check-up-below")
    book.keys("Escape")
    book.menu(name, 4)
    book.find("text", "Client ID")
    book.shot("edit")
    book.keys("Escape")
    book.menu(name, -1)
    book.find("button", "Undo")
    book.shot("undo")


SCREENS = (account, kinds, deeds, dialogs, sidebar, inspector, compare, code_points, add_provider, preset, client, failure, provider_menu)


def take_all(variant, folder):
    """Every screen of a variant; the status is 1 where one could not be reached."""
    book = Book(variant, folder)
    book.start()
    screens = SCREENS if variant.people else (empty, *SCREENS)
    wanted = os.environ.get("PICTUREBOOK_SCREENS", "").split() or [function.__name__ for function in screens]
    for function in screens:
        if function.__name__ not in wanted:
            continue
        book.screen(function)
    for line in book.desktop.complaints():
        book.failed.append(line)
        print(f"{folder.name}: {line}", file=sys.stderr)
    sys.exit(bool(book.failed))
