#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window costs beside an empty one: time to the first frame, memory, and instructions."""

import contextlib
import os
import re
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAIRS = int(os.environ.get("BENCH_PAIRS", "15"))
QUIET = 0.6                 # seconds without a frame, and without a turn of the processor: it is idle
FOLDER = Path(tempfile.mkdtemp(prefix="claimcheck-bench-"))
BOUNDS = {"first frame": 1.15, "memory": 1.10, "ten times": 1.05}


def start_desktop(stack):
    """A display, a session bus and settings of its own: what a person's desktop has, and nothing else."""
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


def turns(pid):
    """How often its threads were given the processor."""
    return sum(int(number) for task in Path(f"/proc/{pid}/task").iterdir()
               for number in re.findall(r"ctxt_switches:\s+(\d+)", (task / "status").read_text()))


def measure(command, environment):
    """Milliseconds to the first frame and to the last one of the start; kilobytes of memory (PSS) once it is idle."""
    read, write = os.pipe()
    begin = time.monotonic_ns()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[write],
                               env={**os.environ, **environment, "FRAMES_FD": str(write), "LD_PRELOAD": os.environ["FIRST_FRAME"]})
    os.close(write)
    frames, seen = b"", None
    while select.select([read], [], [], QUIET if frames else 30)[0] or seen != (seen := turns(process.pid)):
        if select.select([read], [], [], 0)[0]:
            frames += os.read(read, 65536)
    memory = int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process.pid}/smaps_rollup").read_text(), re.M)[1])
    process.kill()
    process.wait()
    os.close(read)
    times = [(int(line) - begin) / 1e6 for line in frames.split()]
    return times[0], times[-1], memory


def main():
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, FOLDER, ignore_errors=True)
        start_desktop(stack)
        programs = {"empty": ([os.environ["EMPTY_WINDOW"]], {})}
        for name, providers, accounts in (("none", 0, 0), ("1000", 100, 10), ("10000", 1000, 10)):
            data = FOLDER / name
            subprocess.run([os.environ["RECORDS"], data / "claimcheck", str(providers), str(accounts)], check=True)
            programs[name] = ([os.environ["CLAIMCHECK"]], {"XDG_DATA_HOME": str(data)})
        taken = {name: [] for name in programs}
        for turn in range(PAIRS + 1):
            for name, program in programs.items():
                figures = measure(*program)
                if turn > 0:
                    taken[name].append(figures)
        medians = {name: [statistics.median(column) for column in zip(*figures, strict=True)] for name, figures in taken.items()}
        for name, (first, last, memory) in medians.items():
            e = medians["empty"]
            print(f"{name:10} first {first:7.1f} ms {first/e[0]:.2f}  last {last:7.1f} ms {last/e[0]:.2f} PSS {memory / 1024:6.1f} MiB {memory/e[2]:.2f}")


sys.exit(main())
