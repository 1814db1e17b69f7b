# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of one window with its round corners and a shadow, and nothing of the desktop around it."""

import struct
import subprocess
import time

SHADOW = ["(", "+clone", "-background", "black", "-shadow", "35x14+0+8", ")", "+swap",
          "-background", "none", "-layers", "merge", "+repage"]


def take(window, path):
    """Save the X window (its number) as a PNG. A compositor must run, or the corners are not round."""
    dump = settled(window)
    width, height, pixels = read_xwd(dump)
    header = f"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n".encode()
    subprocess.run(["convert", "pam:-", *SHADOW, "-strip", "-define", "png:compression-level=9", str(path)], check=True,
                   input=header + pixels)


def settled(window):
    """A dump of the window that stayed the same for a while: nothing tells that the last frame has been drawn."""
    before = None
    for _ in range(20):
        time.sleep(0.7)
        dump = subprocess.run(["xwd", "-silent", "-id", window], check=True, capture_output=True).stdout
        if dump == before:
            return dump
        before = dump
    raise TimeoutError("the window keeps changing")


def read_xwd(dump):
    """(width, height, RGBA bytes) of an XWD version 7 dump with 32 bits a pixel, least significant byte first."""
    fields = struct.unpack(">25I", dump[:100])
    header_size, width, height, bits, stride, colors = (fields[index] for index in (0, 4, 5, 11, 12, 19))
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel, not 32")
    begin = header_size + 12 * colors
    out = bytearray()
    for row in range(height):
        line = dump[begin + row * stride:begin + row * stride + 4 * width]
        for blue, green, red, alpha in struct.iter_unpack("4B", line):
            out += straight(red, green, blue, alpha)
    return width, height, bytes(out)


def straight(red, green, blue, alpha):
    """X has colours multiplied by alpha, PNG has not. GTK's own shadow outside the corners (dark, thin) is left away."""
    if alpha == 255:
        return bytes((red, green, blue, 255))
    if alpha < 96:
        return bytes(4)
    return bytes((*(min(255, part * 255 // alpha) for part in (red, green, blue)), alpha))
