# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# npm’s oidc-provider and oauth2-mock-server, for the tests that sign in at providers that are not ours: as tests/e2e/package-lock.json pins it.

node=$cache/node-$(sha256sum <"$top/tests/e2e/package-lock.json" | cut -c 1-12)

# It runs outside a tree, where the person's own npm settings are.
install_node_modules() {
  if [ -d "$node" ]; then
    touch "$node"
    return
  fi
  command -v npm >/dev/null || install_packages npm
  step "Installing two providers from npm, once" "npm ci must work on this machine: is its registry reachable?" npm_ci
}

npm_ci() {
  rm -rf "$node.part"
  mkdir -p "$node.part"
  cp "$top/tests/e2e/package.json" "$top/tests/e2e/package-lock.json" "$node.part"
  (cd "$node.part" && npm ci --ignore-scripts --no-audit --no-fund) && mv "$node.part" "$node"
}
