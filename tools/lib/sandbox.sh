# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The Flatpak: built with Flathub's runtime where it can be reached; else, in a Debian 13 tree, with a stand-in that is laid out
# from another one. Flatpak's own sandbox wants a /proc that nothing hides, so that tree is entered by chroot.

application=io.github.claimcheck.Claimcheck
manifest=$top/flatpak/$application.json
branch=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' "$manifest")
flathub=https://dl.flathub.org/repo/flathub.flatpakrepo
sandbox=$builds/flatpak
mkdir -p "$sandbox"

flathub_is_near() {
  command -v flatpak >/dev/null && command -v flatpak-builder >/dev/null && curl --silent --fail --head --max-time 10 "$flathub" >/dev/null
}

# in_tree COMMAND…: run COMMAND in the tree as its own system, with the checkout and the cache where they are outside. What is mounted
# there goes with the mount namespace, what is started with the process namespace.
in_tree() {
  # shellcheck disable=SC2016   # the inner shell's variables
  unshare --mount --pid --fork --kill-child --propagation private bash -c '
    set -e
    root=$1 top=$2 cache=$3
    shift 3
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --rbind /sys "$root/sys"
    mount -t tmpfs tmpfs "$root/run"
    mount -t tmpfs tmpfs "$root/tmp"
    mkdir -p -m 700 "$root/run/user/0" "$root$top" "$root$cache"
    mount --bind "$top" "$root$top"
    mount --bind "$cache" "$root$cache"
    cd "$root"
    pivot_root . mnt
    umount -l /mnt
    exec chroot . env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" CI="${CI:-}" XDG_RUNTIME_DIR=/run/user/0 \
      PATH=/usr/sbin:/usr/bin:/sbin:/bin FLATPAK_USER_DIR="$FLATPAK_USER_DIR" sh -c "cd \"\$1\" && shift && exec \"\$@\"" sh "$top" "$@"
  ' bash "$tree" "$top" "$cache" "$@"
}

# choose_standin: a tree with Flatpak in it, and the runtime laid out from it.
choose_standin() {
  choose_tree
  export FLATPAK_USER_DIR=$cache/flatpak-${tree#"$cache/tree-"}
  [ -d "$FLATPAK_USER_DIR/runtime/org.gnome.Sdk" ] ||
    step "Laying out a stand-in for GNOME's runtime, once (1 GB in $FLATPAK_USER_DIR)" "Are there 3 GB free in $cache?" \
      in_tree "$top/tools/lib/standin.sh" "$tree" "$branch"
  touch "$FLATPAK_USER_DIR"
}

# copy_checkout: with --sandbox a manifest may name nothing that is not below it.
copy_checkout() {
  rm -rf "$sandbox/source"
  mkdir -p "$sandbox/source/checkout"
  tar --create --directory "$top" --exclude=./.git --exclude=./build --exclude=./build-flatpak . |
    tar --extract --directory "$sandbox/source/checkout"
  python3 "$top/tools/lib/manifest.py" "$manifest" "$sandbox/source/manifest.json" checkout
}

# build_flatpak: a bundle out of this checkout, installed for the user.
build_flatpak() {
  local builder=(flatpak-builder --user --sandbox --disable-rofiles-fuse --force-clean --state-dir="$sandbox/state"
    --repo="$sandbox/repository" --default-branch=stable)
  if [ -n "$tree" ]; then
    copy_checkout
    step "Building the Flatpak, without network" "The compiler's words are above." \
      in_tree "${builder[@]}" "$sandbox/build" "$sandbox/source/manifest.json"
    step "Making a bundle" "Is there room in $cache?" in_tree flatpak build-bundle "$sandbox/repository" "$sandbox/claimcheck.flatpak" "$application" stable
    step "Installing the bundle" "The lines above say what is missing." in_tree flatpak --user install --noninteractive --reinstall --bundle "$sandbox/claimcheck.flatpak"
  else
    step "Building the Flatpak with Flathub's runtime" "The lines above say what is missing." \
      "${builder[@]}" --install-deps-from=flathub "$sandbox/build" "$manifest"
    step "Making a bundle" "Is there room in $cache?" flatpak build-bundle "$sandbox/repository" "$sandbox/claimcheck.flatpak" "$application" stable
    step "Installing the bundle" "The lines above say what is missing." flatpak --user install --noninteractive --reinstall --bundle "$sandbox/claimcheck.flatpak"
  fi
}
