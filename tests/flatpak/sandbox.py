# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak on a desktop of the test's own. Import it first: it makes the desktop, and without the Flatpak it ends the test as skipped."""

import os
import re
import subprocess
import sys
from pathlib import Path

APPLICATION = "io.github.claimcheck.Claimcheck"
BACKEND = "org.freedesktop.impl.portal.desktop.test"
PORTALS = """[preferred]
default=gtk
org.freedesktop.impl.portal.Background=test
org.freedesktop.impl.portal.Secret=gnome-keyring
"""
sys.path.insert(0, str(Path(__file__).parent.parent / "e2e"))

import tap  # noqa: E402


def _the_flatpak():
    raise tap.Skip("a sandbox of its own takes root")


if "FLATPAK_USER_DIR" not in os.environ:
    tap.run(_the_flatpak)
    sys.exit()

from desktop import Desktop  # noqa: E402

desktop = Desktop()
data = desktop.home / ".var/app" / APPLICATION      # what the sandbox has for its home


def _command(name, *options):
    """A program that runs the Flatpak, for tests that start one by its path."""
    path = desktop.folder / name
    # Claimcheck talks of everything, flatpak itself of nothing: it would do so on standard output.
    path.write_text("#!/bin/sh\nunset G_MESSAGES_DEBUG\n"
                    f'exec flatpak --user run --env=G_MESSAGES_DEBUG=all {" ".join(options)} {APPLICATION} "$@"\n')
    path.chmod(0o755)
    os.environ[name.upper()] = str(path)


_command("cck", "--command=cck")
_command("claimcheck")


def flatpak(*arguments):
    environment = {name: value for name, value in os.environ.items() if name != "G_MESSAGES_DEBUG"}
    return subprocess.run(["flatpak", "--user", *arguments], check=True, capture_output=True, text=True, env=environment).stdout


def _environment():
    """What the bus starts has the session's environment, and finds what the Flatpak exports. The runtime folder is where systems have it:
    the sandbox looks for the files of the document portal nowhere else."""
    exports = Path(os.environ["FLATPAK_USER_DIR"], "exports/share")
    os.environ["XDG_RUNTIME_DIR"] = f"/run/user/{os.getuid()}"
    os.environ["XDG_DATA_DIRS"] = f"{exports}:/usr/local/share:/usr/share"
    subprocess.run(["dbus-update-activation-environment", "--all"], check=True, stderr=subprocess.DEVNULL)


def _services():
    """What the bus can start, besides the system's. It reads this folder again when it is told."""
    folder = desktop.home / ".local/share/dbus-1/services"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _read_services_again():
    subprocess.run(["dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply", "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.ReloadConfig"], check=True, stdout=subprocess.DEVNULL)


def _make_startable():
    """By its bus name, as the exported file says; what it prints is kept where the test looks, for nobody reads the bus's output."""
    exported = Path(os.environ["FLATPAK_USER_DIR"], "exports/share/dbus-1/services", f"{APPLICATION}.service").read_text()
    command = re.search("^Exec=(.*)$", exported, re.MULTILINE)[1]
    script = desktop.folder / "activated"
    script.write_text(f"#!/bin/sh\nunset G_MESSAGES_DEBUG\nexec {command} >>'{desktop.home}/activated.log' 2>&1\n")
    script.chmod(0o755)
    (_services() / f"{APPLICATION}.service").write_text(exported.replace(command, str(script)))


def start_portals():
    """What a session does when it starts: the portals' settings, an environment for what the bus starts, and what the Flatpak exports."""
    settings = desktop.home / ".config/xdg-desktop-portal"
    settings.mkdir(parents=True)
    (settings / "portals.conf").write_text(PORTALS)
    backends = desktop.home / ".local/share/xdg-desktop-portal/portals"
    backends.mkdir(parents=True)
    (backends / "test.portal").write_text(f"[portal]\nDBusName={BACKEND}\nInterfaces=org.freedesktop.impl.portal.Background;\nUseIn=GNOME\n")
    _environment()
    _make_startable()
    _read_services_again()


def withhold_portals():
    """A desktop without any portal: the bus finds none to start."""
    for name in ("Desktop", "Documents"):
        (_services() / f"org.freedesktop.portal.{name}.service").write_text(
            f"[D-BUS Service]\nName=org.freedesktop.portal.{name}\nExec=/bin/false\n")
    _read_services_again()
    _environment()
