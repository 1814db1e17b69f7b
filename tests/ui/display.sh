#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# display.sh CMD…: runs CMD with an X server, a home and a runtime directory that are its own.
set -eu

folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/run" "$folder/home"

export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
export GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DISABLE=gl,vulkan ADW_DISABLE_PORTAL=1 GTK_A11Y=test
export DBUS_SESSION_BUS_ADDRESS=unix:path=$folder/run/no-bus
export G_MESSAGES_DEBUG=claimcheck
unset WAYLAND_DISPLAY

Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$folder/display" >/dev/null 2>"$folder/log" &
server=$!
for _ in $(seq 200); do
  [ -s "$folder/display" ] && break
  sleep 0.05
done
DISPLAY=:$(cat "$folder/display")
export DISPLAY

"$@"
