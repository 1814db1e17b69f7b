#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# standin.sh TREE BRANCH: lay out the system that this runs in as org.gnome.Platform and org.gnome.Sdk and install both into
# FLATPAK_USER_DIR. They are no GNOME runtime: they have what Claimcheck needs of one, from Debian's packages, so that the
# sandbox can be tried where Flathub is out of reach.
set -euo pipefail
branch=$2
folder=$(mktemp -d "$(dirname "$FLATPAK_USER_DIR")/standin-XXXXXX")
trap 'rm -rf "$folder"' EXIT

rm -rf "$FLATPAK_USER_DIR"
mkdir -p "$FLATPAK_USER_DIR"
repository=$FLATPAK_USER_DIR/standin        # it stays: its objects are the installed ones
ostree --repo="$repository" init --mode=bare-user-only
runtime=$folder/org.gnome.Platform
mkdir -p "$runtime/files" "$runtime/var"
cp -a /usr "$runtime/usr"
rm -rf "$runtime"/usr/share/{doc,man,info,nodejs} "$runtime"/usr/lib/{debug,chromium} "$runtime/usr/etc"
# No runtime has programs that the desktop could start, a browser least of all.
rm -rf "$runtime/usr/share/applications"
cp -a /etc "$runtime/usr/etc"
rm -f "$runtime"/usr/etc/{resolv.conf,hostname,machine-id,ld.so.cache,shadow*,gshadow*}
[ -e "$runtime/usr/bin/ldconfig" ] || ln -s ../sbin/ldconfig "$runtime/usr/bin/ldconfig"
# What such a repository can hold: files that everybody may read, and nothing that changes who one is.
chmod -R u+rwX,go+rX,a-s,-t "$runtime/usr"
find "$runtime/usr" -not -type d -not -type f -not -type l -delete

for name in org.gnome.Platform org.gnome.Sdk; do
  [ -d "$folder/$name" ] || mv "$runtime" "$folder/$name"
  cat >"$folder/$name/metadata" <<END
[Runtime]
name=$name
runtime=org.gnome.Platform/$(flatpak --default-arch)/$branch
sdk=org.gnome.Sdk/$(flatpak --default-arch)/$branch

[Environment]
GI_TYPELIB_PATH=/app/lib/girepository-1.0
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
END
  flatpak build-export --runtime --disable-sandbox "$repository" "$folder/$name" "$branch"
  runtime=$folder/$name
done
flatpak --user remote-add --no-gpg-verify standin "file://$repository"
flatpak --user install --noninteractive standin "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch"
