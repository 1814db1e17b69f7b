# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the tools tell the person: each step with its time, and where a step fails, a sentence that helps.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# step WHAT HELP COMMAND…: run COMMAND with its output in the log, say what it does and how long it took.
step() {
  local what=$1 help=$2 begin=$EPOCHREALTIME status
  shift 2
  printf '%s … ' "$what" >&2
  printf '\n== %s: %s\n' "$what" "$*" >>"$log"
  if "$@" >>"$log" 2>&1 </dev/null; then
    printf '%s s\n' "$(since "$begin")" >&2
    return
  else
    status=$?
  fi
  printf 'failed after %s s\n\n' "$(since "$begin")" >&2
  tail -n 40 "$log" >&2
  printf '\n%s\nThe whole log: %s\n' "$help" "$log" >&2
  exit "$status"
}

# since BEGIN: the seconds since BEGIN ($EPOCHREALTIME), with one decimal.
since() {
  local tenths=$(((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}
