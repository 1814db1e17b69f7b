# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Where the build happens: on this system where it has the floor's libraries, else in a Debian 13 tree beside it; or in a tree of
# another Debian suite where the tool was asked for one.

# shellcheck source=tools/lib/say.sh
. "$top/tools/lib/say.sh"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimcheck
suite=${suite:-}            # of Debian, where one was asked for by name
builds=$cache/build-${suite:+$suite-}$({ printf '%s\n' "$top" && cat "$top/tools/packages.txt"; } | sha256sum | cut -c 1-12)
tree=
mkdir -p "$builds"
touch "$builds"
log=$builds/${0##*/}.log
: >"$log"

# The libraries whose versions decide (meson.build asks for the same), and the programs without which nothing is built.
floor=(
  'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'glib-2.0 >= 2.84' 'libsoup-3.0 >= 3.6' 'json-glib-1.0 >= 1.10'
  'libsecret-1 >= 0.21' 'gnutls >= 3.8.9' 'yyjson >= 0.10' 'libdex-1 >= 0.10' 'gtksourceview-5 >= 5.16'
)
programs=(cc meson ninja pkg-config blueprint-compiler msgfmt itstool)

# packages GROUP…: the names that tools/packages.txt has in these groups.
packages() {
  awk -v groups=" $* " '/^#/ { next } /^\[/ { gsub(/[][]/, ""); wanted = index(groups, " " $0 " "); next } wanted' \
    "$top/tools/packages.txt" | tr -s ' \n' '\n'
}

# choose_place GROUP…: find or make the place that has these groups of packages.
choose_place() {
  local missing names
  if [ -n "$suite" ]; then
    choose_tree
  elif debian_has_the_floor; then
    mapfile -t names < <(packages "$@")
    install_packages "${names[@]}"
  elif [ "$(os ID)" = debian ]; then
    choose_tree
  else
    missing=$(missing_here)
    [ -z "$missing" ] || die "This system lacks what Claimcheck is built from:" "$missing" \
      "Install it with your system's package manager, or use the Flatpak (flatpak/), or a Debian 13 container: podman run -it debian:13."
    say "Using this system's libraries."
  fi
  forget_the_unused
}

os() { (. /etc/os-release && printf '%s' "${!1:-}"); }

debian_has_the_floor() {
  [ "$(os ID)" = debian ] || return 1
  local version
  version=$(os VERSION_ID)
  [ -z "$version" ] || [ "${version%%.*}" -ge 13 ]       # testing and unstable have no number
}

missing_here() {
  local one
  for one in "${programs[@]}"; do
    command -v "$one" >/dev/null || printf '  the program %s\n' "$one"
  done
  command -v pkg-config >/dev/null || return 0
  for one in "${floor[@]}"; do
    pkg-config --exists "$one" || printf '  the library %s\n' "$one"
  done
}

# install_packages NAME…: those that are missing, by apt-get. Without any missing one it needs neither network nor rights.
install_packages() {
  local name missing=() become=()
  for name; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "Missing packages. As root: apt-get install ${missing[*]}"
    sudo -v || die "Missing packages, and sudo was refused. As root: apt-get install ${missing[*]}"
    become=(sudo)
  fi
  step "Reading the package lists" "Is the network up? apt-get update must work on this machine." \
    "${become[@]}" apt-get update -q
  step "Installing what is missing (${missing[*]:0:3}$([ ${#missing[@]} -le 3 ] || printf ' and %d more' $((${#missing[@]} - 3))))" "apt-get could not install: ${missing[*]}" \
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# choose_tree: one directory with a Debian in it, named after the package list. It has its name only once it is whole.
choose_tree() {
  local wanted mirror what="Debian ${suite:-13}"
  wanted=$(packages run test | sort -u | paste -sd ,)
  tree=$cache/tree-${suite:+$suite-}$(printf '%s' "$wanted" | sha256sum | cut -c 1-12)
  if [ ! -d "$tree" ]; then
    [ "$(id -u)" = 0 ] || die "Making a $what beside this system, for Claimcheck's libraries, takes root." \
      "Run this as root, or in a container (podman run -it debian:${suite:-13}), or install the Flatpak (flatpak/)."
    install_packages mmdebstrap bubblewrap debian-archive-keyring
    # shellcheck disable=SC2016   # apt's own variables
    mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Identifier: Packages' |
      awk -v release="$(os VERSION_CODENAME)" '$1 == release { print $2; exit }')
    [ -n "$mirror" ] || die "Found no Debian mirror for $(os VERSION_CODENAME) in this machine's apt sources."
    exec {lock}>"$cache/tree.lock"
    flock "$lock"
    [ -d "$tree" ] || step "Making a $what tree, once (2 GB in $tree)" \
      "$what packages are needed from $mirror: is the network up, and are there 3 GB free in $cache?" \
      make_tree "$wanted" "$mirror"
    exec {lock}>&-
  fi
  touch "$tree"
}

# forget_the_unused: what no tool has used for two weeks: trees of other package lists, builds of other checkouts.
forget_the_unused() {
  local one
  while IFS= read -r one; do
    step "Removing ${one##*/}, which nobody used for two weeks" "Remove it by hand: $one" rm -rf --one-file-system "$one"
  done < <(find "$cache" -maxdepth 1 -type d \( -name 'tree-*' -o -name 'build-*' -o -name 'node-*' \) -mtime +14)
}

make_tree() {
  # A mirror may lag: a suite that moves says until when its lists are good, and two weeks old ones serve a test. They are signed.
  local lag=()
  [ -z "$suite" ] || lag=(--aptopt='Acquire::Check-Valid-Until "false"')
  # In a mount namespace of its own: what mmdebstrap mounts there goes when it does, however it ends.
  rm -rf --one-file-system "$tree.part"
  unshare --mount mmdebstrap --variant=apt --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' "${lag[@]}" --include="$1" "${suite:-trixie}" "$tree.part" "$2" &&
    mv "$tree.part" "$tree"
}

# inside [OPTION…] -- COMMAND…: run COMMAND in the chosen place, with the checkout and the cache where they are outside.
# OPTIONs are bubblewrap's; they count in a tree only.
inside() {
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  if [ -z "$tree" ]; then
    "$@"
    return
  fi
  # Ctrl+C is the command's own affair: bubblewrap, waiting for it, must not die first.
  (
    trap '' INT
    exec bwrap --bind "$tree" / --proc /proc --dev-bind /dev /dev --tmpfs /dev/shm --ro-bind /sys /sys --tmpfs /tmp \
      --tmpfs /run --dir /run/user/0 --bind "$top" "$top" --bind "$cache" "$cache" --die-with-parent --clearenv \
      --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv LANG C.UTF-8 --setenv TERM "${TERM:-dumb}" \
      --setenv HOME /root --setenv XDG_RUNTIME_DIR /run/user/0 --setenv CI "${CI:-}" \
      "${options[@]}" --chdir "${folder_inside:-$top}" env --default-signal=INT "$@"
  )
}

# configure NAME OPTION…: a build directory of this checkout, set up once.
configure() {
  local name=$1
  shift
  # shellcheck disable=SC2016   # the inner shell's variables
  [ -f "$builds/$name/build.ninja" ] || step "Configuring the $name build" \
    "Something that meson.build asks for is missing; the lines above name it." \
    inside -- sh -c 'rm -rf "$1"; meson setup "$@"' sh "$builds/$name" "$top" "$@"
}

# configure_release: what a person gets, in tools/run and for the tests that look at it.
configure_release() { configure release --buildtype=release --prefix="$builds/usr" -Dtests=false; }
