# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The release build, installed into the cache, and how it meets the person's own desktop from inside a tree.

prefix=$builds/usr

build_and_install() {
  configure_release
  step "Building Claimcheck" "The compiler's words are above; the build directory is $builds/release." \
    inside -- meson compile -C "$builds/release"
  step "Installing it into $prefix" "Is there room in $cache?" \
    inside -- meson install -C "$builds/release" --quiet --no-rebuild
}

# on_the_desktop COMMAND…: with the person's home, display, session bus and browser.
on_the_desktop() {
  local name address options=()
  local environment=(PATH="$prefix/bin:$PATH" XDG_DATA_DIRS="$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}")
  if [ -n "$tree" ]; then
    environment=(PATH="$prefix/bin:/usr/bin:/bin" XDG_DATA_DIRS="$prefix/share:/usr/share" HOME="$HOME" TZ="${TZ:-:/run/localtime}")
    options+=(--bind "$HOME" "$HOME" --bind "$cache" "$cache" --bind "$top" "$top")
    case $PWD in
      / | /bin* | /dev* | /etc* | /lib* | /proc* | /run | /sbin* | /sys* | /usr* | /var) ;;     # the tree's own
      *) options+=(--bind "$PWD" "$PWD") folder_inside=$PWD ;;
    esac
    options+=(--ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts
      --ro-bind-try /etc/localtime /run/localtime
      --ro-bind-try /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
      --ro-bind-try /tmp/.X11-unix /tmp/.X11-unix)
    # Wherever the person keeps data and settings: what is written there is there the next time.
    for name in XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME; do
      if [ -n "${!name:-}" ]; then
        mkdir -p "${!name}"
        options+=(--bind "${!name}" "${!name}")
      fi
    done
    if [ -n "${XDG_RUNTIME_DIR:-}" ]; then
      options+=(--bind-try "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")
    fi
    if [ -n "${XAUTHORITY:-}" ]; then
      options+=(--ro-bind-try "$XAUTHORITY" "$XAUTHORITY")
    fi
    address=${DBUS_SESSION_BUS_ADDRESS:-}
    address=${address#unix:path=}
    if [ -S "${address%%,*}" ]; then
      options+=(--bind "${address%%,*}" "${address%%,*}")
      environment+=(GTK_USE_PORTAL=1 GDK_DEBUG=portals)     # the browser and the file chooser are the person's, not the tree's
    fi
    for name in DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP XDG_SESSION_TYPE \
      XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME LANGUAGE NO_COLOR BROWSER G_MESSAGES_DEBUG; do
      [ -z "${!name+set}" ] || environment+=("$name=${!name}")
    done
  fi
  inside "${options[@]}" -- env "${environment[@]}" "$@"
}
