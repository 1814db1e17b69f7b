# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the test's own: home, display, window manager, session bus, keyring and browser, and an eye on all that runs.

Making one changes os.environ, so everything that the test starts lives there.
"""

import atexit
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from displays import APPLICATION, X11
from waiting import PATIENCE, wait_until

HERE = Path(__file__).parent

# What no program may say, as GLib writes it with a domain and without one, and what a sanitizer says.
COMPLAINT = re.compile(r"(^|[-\s])(WARNING|CRITICAL|ERROR) \*\*|ERROR: \w+Sanitizer|WARNING: ThreadSanitizer|runtime error:")
# GTK 4.24.1 says this of its own frame clock on X11, now and then.
OF_GTK = "Gdk-WARNING **", "gdk_frame_timings_submitted() called on submitted frame"
# Who says it, where several programs write into one file: a sanitizer looks at ours alone.
OURS = re.compile(r"\((claimcheck|cck):\d+\)|Sanitizer|runtime error:")


def without_debug(output):
    """The last of what a program wrote, less the lines that only G_MESSAGES_DEBUG brings."""
    return "\n".join(line for line in output.splitlines() if "-DEBUG: " not in line and "-INFO: " not in line)[-2000:]


class Program:
    """A started program whose output goes to files. GIVEN is text for its standard input, or a descriptor that becomes it."""

    def __init__(self, desktop, name, command, environment, given=None):
        self.name = f"{len(desktop.programs)}-{name}"
        self.command = [str(part) for part in command]
        self.out, self.err = (desktop.outputs / f"{self.name}.{end}" for end in ("out", "err"))
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.process = subprocess.Popen(self.command, stdin={type(None): subprocess.DEVNULL, str: subprocess.PIPE}.get(type(given), given),
                                            stdout=out, stderr=err, env={**os.environ, **environment})
        if isinstance(given, str):
            with contextlib.suppress(BrokenPipeError), self.process.stdin as stream:
                stream.write(given.encode())
        desktop.programs.append(self)

    def line(self, begin):
        """The first line of standard output that begins so, once it is there."""
        def look():
            lines = [line for line in self.out.read_text(errors="replace").splitlines(keepends=True)
                     if line.startswith(begin) and line.endswith("\n")]
            if not lines and self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}: {without_debug(self.err.read_text())}")
            return lines[0].strip() if lines else None
        return wait_until(look, f"{self.name} to print {begin!r}")

    def end(self, patience=PATIENCE):
        """Its exit status, once it has ended by itself."""
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self.name} did not end: {without_debug(self.err.read_text())}") from None

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.end()


class Desktop:
    def __init__(self, display=X11):
        self.folder = Path(tempfile.mkdtemp(prefix="claimcheck-"))
        self.home, self.outputs = self.folder / "home", self.folder / "outputs"
        self.secrets_file, self.orders_file, self.pages_file, self.person_file = (
            self.folder / name for name in ("secrets", "orders", "pages", "person"))
        self.programs, self.servants, self.arguments = [], [], set()
        runtime = self.folder / "runtime"
        for folder in (self.home, self.outputs, runtime, self.folder / "tmp"):
            folder.mkdir(mode=0o700)
        self.secrets_file.touch()
        self.orders_file.touch()
        self.pages_file.touch()
        self.person("alice")
        os.environ.update(
            HOME=str(self.home), XDG_RUNTIME_DIR=str(runtime), TMPDIR=str(self.folder / "tmp"),
            XDG_CONFIG_HOME=str(self.home / ".config"), XDG_DATA_HOME=str(self.home / ".local/share"),
            XDG_CACHE_HOME=str(self.home / ".cache"), XDG_STATE_HOME=str(self.home / ".local/state"),
            TEST_PAGES=str(self.pages_file), TEST_PERSON=str(self.person_file), XDG_CURRENT_DESKTOP="GNOME", GSETTINGS_BACKEND="keyfile", G_MESSAGES_DEBUG="all",
            GSK_RENDERER="cairo", GDK_DISABLE="gl,vulkan", LIBGL_ALWAYS_SOFTWARE="1",
            GTK_A11Y="atspi", ADW_DISABLE_PORTAL="1", NO_AT_BRIDGE="0", LC_ALL="C.UTF-8", LANG="C.UTF-8", TZ="UTC",
            **display.environment)
        for name in (*display.absent, "DBUS_SESSION_BUS_ADDRESS", "SSL_CERT_FILE"):
            os.environ.pop(name, None)
        atexit.register(self.close)
        self._settings()
        display.start(self)
        self._bus()
        self._watch()

    def _settings(self):
        """The font and the browser, as a person has chosen them."""
        gtk, applications = self.home / ".config/gtk-4.0", self.home / ".local/share/applications"
        gtk.mkdir(parents=True)
        applications.mkdir(parents=True)
        (gtk / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\ngtk-enable-animations=false\n")
        (applications / "test-browser.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nExec={sys.executable} {HERE / 'browser.py'} %u\n"
            "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
        (self.home / ".config/mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\nx-scheme-handler/https=test-browser.desktop\n")

    def servant(self, command, **options):
        log = open(self.folder / f"{command[0]}.log", "wb")       # noqa: SIM115   (the servant's until it ends)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log, **options)
        self.servants.append(process)
        return process

    def _bus(self):
        self.bus_log = self.folder / "dbus-daemon.log"
        bus = self.servant(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.bus_address = bus.stdout.readline().strip()

    def _watch(self):
        """Collect the arguments of every process until the desktop is closed.

        They change when it becomes another program, soon after it was made as a rule: then it is looked at each time, else once
        a second. Reading all of them always would take more of the machine than what is tested.
        """
        def look():
            born, turn = {}, 0
            while not self.closed.wait(0.02):
                now, turn = time.monotonic(), turn + 1
                born = {process: born.get(process, now) for process in os.listdir("/proc") if process.isdigit()}
                for process, since in born.items():
                    if now - since < 0.5 or turn % 50 == 0:
                        with contextlib.suppress(OSError):
                            self.arguments.add(Path("/proc", process, "cmdline").read_bytes())
        self.closed = threading.Event()
        threading.Thread(target=look, daemon=True).start()

    def set(self, key, value):
        """A preference of Claimcheck, before it starts; the value is written as gsettings takes it."""
        subprocess.run(["gsettings", "set", APPLICATION, key, value], check=True, stdout=subprocess.DEVNULL)

    def start(self, name, *command, given=None, **environment):
        return Program(self, name, command, environment, given)

    def order(self, word):
        """Tell oidc-provider what to do wrong from now on; nothing with an empty word."""
        self.orders_file.write_text(word)

    def person(self, name):
        """Who is in front of the system's browser from now on; browser.py says what names there are."""
        self.person_file.write_text(name)

    def add_secrets(self, *secrets):
        """Secrets that the test has met itself, such as what cck token prints."""
        with open(self.secrets_file, "a", encoding="utf-8") as file:
            file.writelines(f"{secret}\n" for secret in secrets)

    def secrets(self):
        """Everything secret that has passed through a provider so far."""
        return {line for line in self.secrets_file.read_bytes().splitlines() if len(line) > 15}

    def complaints(self):
        """The lines in any program's output that no program may say; also in that of ours that the bus has started."""
        own = [(program.name, line) for program in self.programs for file in (program.out, program.err)
               for line in file.read_text(errors="replace").splitlines()]
        activated = [("started by the bus", line) for line in self.bus_log.read_text(errors="replace").splitlines()
                     if OURS.search(line)]
        return [f"{name}: {line}" for name, line in own + activated
                if COMPLAINT.search(line) and not all(words in line for words in OF_GTK)]

    def leaks(self, but=()):
        """Where a secret lies that the keyring alone may have; `but` names the programs that were asked to print one."""
        secrets = self.secrets()
        places = [(f"the output of {program.name} ({file.suffix[1:]})", file.read_bytes())
                  for program in self.programs for file in (program.out, program.err)
                  if not (program in but and file == program.out)]
        places += [(f"the file {path.relative_to(self.home)}", path.read_bytes()) for path in self.home.rglob("*")
                   if path.is_file() and "keyrings" not in path.parts]
        places += [(f"the arguments of {arguments.split(bytes(1))[0].decode(errors='replace')}", arguments)
                   for arguments in list(self.arguments)]
        return [f"{where} has a secret ({len(secret)} letters)" for where, content in places
                for secret in secrets if secret in content]

    def close(self):
        self.closed.set()
        for process in [program.process for program in self.programs] + self.servants[::-1]:
            if process.poll() is None:
                process.kill()
                process.wait()
        if "TEST_KEEP" not in os.environ:
            shutil.rmtree(self.folder, ignore_errors=True)
