#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""browser.py URI: the system browser, with somebody in front of it who signs in and agrees.

Headless Chromium through chromedriver (W3C WebDriver). It ends with status 0 when the browser has been sent to another
address than the provider's, which is where Claimcheck listens, and prints the words on that page. TEST_USER is who signs in, or
TEST_PERSON names a file that says who it is, for a browser that gets its environment from elsewhere; else it is alice. nobody
declines, and with absent nobody is there: the page is opened, and that is all. TEST_PAGES names a file that gets the words on the
last page too. TEST_UNTIL is a part of the words that the last page has, where that is one of the provider's own, as at the end of
the device flow. TEST_LOCALHOST is what localhost stands for.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE = float(os.environ.get("TEST_PATIENCE", "40"))
OPTIONS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Browser:
    """One WebDriver session; a context manager."""

    def __enter__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True)
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                self.address = f"http://127.0.0.1:{line.rsplit(' ', 1)[1].strip().rstrip('.')}"
                break
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        rules = [f"--host-resolver-rules=MAP localhost {os.environ['TEST_LOCALHOST']}"] if "TEST_LOCALHOST" in os.environ else []
        wanted = {"alwaysMatch": {"goog:chromeOptions": {"args": OPTIONS + rules}}}
        self.session = "/session/" + self.call("POST", "/session", {"capabilities": wanted})["sessionId"]
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.call("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait()

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.address + path, method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with self.opener.open(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def go(self, uri):
        self.call("POST", self.session + "/url", {"url": uri})

    def where(self):
        return self.call("GET", self.session + "/url")

    def find(self, selector):
        found = self.call("POST", self.session + "/elements", {"using": "css selector", "value": selector})
        return f"{self.session}/element/{next(iter(found[0].values()))}" if found else None

    def text(self):
        return self.call("GET", self.find("body") + "/text")

    def click(self, element):
        self.call("POST", element + "/click", {})

    def type(self, element, words):
        self.call("POST", element + "/value", {"text": words})


# How somebody says no: ours, oidc-provider's, and that of its page for devices.
REFUSALS = ("button[name=person][value=nobody]", "a[href$='/abort']", "button[name=abort]")


def act(browser, user):
    """One step on the page that is shown, whichever provider's it is."""
    if user == "nobody":
        # The page that shows a device's code has no other way than on; the next one has.
        button = next(filter(None, map(browser.find, REFUSALS)), None) or browser.find("input[name=user_code] ~ * button[type=submit]")
        return button and browser.click(button)
    login, password = browser.find("input[name=login]"), browser.find("input[name=password]")
    if login and password:
        browser.type(login, user)
        browser.type(password, "any")
    for selector in (f"button[name=person][value={user}]", "button[name=decision][value=allow]", "button[type=submit]"):
        button = browser.find(selector)
        if button:
            return browser.click(button)
    return None


def sign_in(uri, user="alice", until=None):
    """Go through the provider's pages; the words on the page where it ends: elsewhere, or on a page with the words UNTIL."""
    provider = "{0.scheme}://{0.netloc}/".format(urllib.parse.urlsplit(uri))
    deadline = time.monotonic() + PATIENCE
    with Browser() as browser:
        browser.go(uri)
        if user == "absent":
            return browser.text()
        while time.monotonic() < deadline:
            # A click returns before the navigation is over, so an element may be gone: look again.
            try:
                if not browser.where().startswith(provider) or (until and until in browser.text()):
                    return browser.text()
                act(browser, user)
            except urllib.error.HTTPError as error:
                if error.code != 404:
                    raise
            time.sleep(0.05)        # another process's page: there is no event to wait for
        raise TimeoutError(f"still at the provider: {browser.text()[:300]}")


def person():
    if "TEST_PERSON" in os.environ and "TEST_USER" not in os.environ:
        return Path(os.environ["TEST_PERSON"]).read_text(encoding="utf-8")
    return os.environ.get("TEST_USER", "alice")


if __name__ == "__main__":
    last_page = sign_in(sys.argv[1], person(), os.environ.get("TEST_UNTIL"))
    print(last_page)
    if "TEST_PAGES" in os.environ:
        with open(os.environ["TEST_PAGES"], "a", encoding="utf-8") as pages:
            pages.write(last_page)
