#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window costs beside an empty one (time to the first frame, memory, instructions), what ten times the accounts
cost, what the rows of 10,000 do to a search, and how often an idle window wakes. Fails where a bound is passed.

window.py start|sidebar|idle
"""

import contextlib
import os
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAIRS = int(os.environ.get("BENCH_PAIRS", "21"))
QUIET = 0.6                 # seconds without a frame and without a turn of the processor: it is idle
IDLE = 130                  # seconds that an idle window is looked at
FOLDER = Path(tempfile.mkdtemp(prefix="claimcheck-bench-"))
STORES = {"1,000 accounts": (100, 10), "10,000 accounts": (1000, 10), "10,000 accounts at 10 providers": (10, 1000)}
FIRST_FRAME, MEMORY, TEN_TIMES = 1.15, 1.10, 1.05


def start_desktop(stack):
    """A display, a session bus, a keyring and settings of its own: what a person's desktop has, and nothing else."""
    for name in ("home", "config/gtk-4.0", "cache", "run"):
        (FOLDER / name).mkdir(parents=True, mode=0o700)
    (FOLDER / "config/gtk-4.0/settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n")
    os.environ.update(
        HOME=str(FOLDER / "home"), XDG_CONFIG_HOME=str(FOLDER / "config"), XDG_CACHE_HOME=str(FOLDER / "cache"),
        XDG_RUNTIME_DIR=str(FOLDER / "run"), XDG_CURRENT_DESKTOP="GNOME", GSETTINGS_BACKEND="keyfile", GDK_BACKEND="x11",
        GSK_RENDERER="cairo", GDK_DISABLE="gl,vulkan", ADW_DISABLE_PORTAL="1", LC_ALL="C.UTF-8", TZ="UTC")
    for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "G_MESSAGES_DEBUG"):
        os.environ.pop(name, None)
    read, write = os.pipe()
    start(stack, ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"], pass_fds=[write])
    os.close(write)
    with open(read, encoding="ascii") as ready:
        os.environ["DISPLAY"] = ":" + ready.readline().strip()
    bus = start(stack, ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input="only for tests", text=True, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(stack, command, **options):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def make_store(name):
    folder = FOLDER / name / "claimcheck"
    if not folder.exists():
        subprocess.run([os.environ["RECORDS"], folder, *map(str, STORES[name])], check=True)
    return folder


def turns(pid):
    """How often its threads gave the processor away by themselves: they had waited, and were woken."""
    count = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):          # a thread that has ended meanwhile
            count += int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)[1])
    return count


class Window:
    """A program with a window, from its start; FRAMES are the times at which it painted, milliseconds from then."""

    def __init__(self, command, environment):
        self.read, write = os.pipe()
        begin = time.monotonic_ns()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[write],
            env={**os.environ, **environment, "FRAMES_FD": str(write), "LD_PRELOAD": os.environ["FIRST_FRAME"]})
        os.close(write)
        lines, seen = b"", None
        while select.select([self.read], [], [], QUIET if lines else 60)[0] or seen != (seen := turns(self.process.pid)):
            if select.select([self.read], [], [], 0)[0]:
                if not (read := os.read(self.read, 65536)):
                    sys.exit(f"{command[0]} ended by itself")
                lines += read
        self.frames = [(int(line) - begin) / 1e6 for line in lines.split()]

    def memory(self):
        """PSS, each page divided among the programs that have it, and RSS, MiB."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return [int(re.search(rf"^{kind}:\s+(\d+)", rollup, re.M)[1]) / 1024 for kind in ("Pss", "Rss")]

    def end(self):
        self.process.kill()
        self.process.wait()
        os.close(self.read)


def instructions(command, environment):
    """Millions until the first frame, by callgrind; None where that is not installed."""
    if shutil.which("valgrind") is None:
        return None
    read, write = os.pipe()
    log = FOLDER / "callgrind.log"
    process = subprocess.Popen(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={FOLDER / 'callgrind'}", f"--log-file={log}", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[write],
        env={**os.environ, **environment, "FRAMES_FD": str(write), "LD_PRELOAD": os.environ["FIRST_FRAME"]})
    os.close(write)
    select.select([read], [], [], 120)
    process.send_signal(signal.SIGTERM)
    process.wait()
    os.close(read)
    return int(re.search(r"Collected : (\d+)", log.read_text())[1]) / 1e6


def measure_start():
    programs = {"an empty window": ([os.environ["EMPTY_WINDOW"]], {})}
    for name in ("1,000 accounts", "10,000 accounts"):
        programs[name] = ([os.environ["CLAIMCHECK"]], {"XDG_DATA_HOME": str(make_store(name).parent)})
    # GTK's pages are shared by as many in each turn, whatever else runs on the machine: by this one at least.
    beside = Window([os.environ["EMPTY_WINDOW"], "--gapplication-app-id=io.github.claimcheck.Beside"], {})
    taken = {name: [] for name in programs}
    for turn in range(PAIRS + 1):
        for name, program in programs.items():      # in turns
            window = Window(*program)
            if turn > 0:                            # the first brings all files into memory
                taken[name].append([window.frames[0], window.frames[-1], *window.memory()])
            window.end()
    beside.end()
    medians = {name: [statistics.median(column) for column in zip(*figures, strict=True)] for name, figures in taken.items()}
    empty = medians["an empty window"]
    counts = {name: instructions(*program) for name, program in programs.items()}
    for name, figures in medians.items():
        count = counts[name]
        print(f"{name:16}", ", ".join(f"{what} {figure:.1f} {unit} ({figure / base:.2f})" for what, unit, figure, base in zip(
            ("first frame", "last of the start", "PSS", "RSS"), ("ms", "ms", "MiB", "MiB"), figures, empty, strict=True)),
            f", {count:.0f} million instructions to the first frame" if count else "", sep="")
    thousand, ten = medians["1,000 accounts"], medians["10,000 accounts"]
    # What ten times the accounts cost is less than what the clock differs by from run to run: instructions tell it.
    tenfold = counts["10,000 accounts"] / counts["1,000 accounts"] if all(counts.values()) else ten[0] / thousand[0]
    return check("first frame, in terms of the empty window's", thousand[0] / empty[0], FIRST_FRAME) \
        + check("memory (PSS), in terms of the empty window's", thousand[2] / empty[2], MEMORY) \
        + check("first frame with ten times the accounts", tenfold, TEN_TIMES)


def check(what, value, bound):
    print(f"{what}: {value:.2f}, at most {bound}{'' if value <= bound else ': MISSED'}")
    return int(value > bound)


def measure_sidebar():
    folders = [make_store(name) for name in ("10,000 accounts", "10,000 accounts at 10 providers")]
    return subprocess.run([os.environ["SIDEBAR"], *folders], check=False).returncode


def measure_idle():
    """A countdown is in sight, and no account is near its end."""
    window = Window([os.environ["CLAIMCHECK"]], {"XDG_DATA_HOME": str(make_store("1,000 accounts").parent)})
    time.sleep(20)              # threads without work end, and the bus has nothing more to tell
    end, known, last, wakes = time.monotonic() + IDLE, turns(window.process.pid), 0.0, 0
    while time.monotonic() < end:
        time.sleep(0.1)
        if known != (known := turns(window.process.pid)):
            wakes += time.monotonic() - last > 0.5          # what one wake brings about is one
            last = time.monotonic()
    window.end()
    return check(f"wakes of an idle window with a countdown in {IDLE} seconds", wakes, IDLE // 60 + 1)


with contextlib.ExitStack() as everything:
    everything.callback(shutil.rmtree, FOLDER, ignore_errors=True)
    start_desktop(everything)
    missed = {"start": measure_start, "sidebar": measure_sidebar, "idle": measure_idle}[sys.argv[1]]()
sys.exit(missed)
