# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Programs of others that tests talk to. Sourced by build-aux/test, after floor.sh.
#
# peers_find   sets PEERS to the folder that has them; empty where they are not to be had, and says why
#
# tests/peers names them with version and hash. The machine's own npm brings them once into the cache,
# from wherever it gets its packages, and runs no script of theirs. Node itself is the floor's.

peers_path ()
{
  echo "$FLOOR_CACHE/peers-$(sha256sum <"$FLOOR_SOURCE/tests/peers/package-lock.json" | cut -c1-12)"
}

# npm looks at the hash of what came before it unpacks it, and trusts whom the machine trusts. Without a
# network it gives up at once.
fill_peers ()
{
  local machine=/etc/ssl/certs/ca-certificates.crt
  [ ! -r "$machine" ] || local -x NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$machine}
  cp "$FLOOR_SOURCE"/tests/peers/package*.json "$1" \
    && timeout 120 npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --no-update-notifier \
      --fetch-retries=0 --fetch-timeout=30000 --loglevel=error </dev/null >"$1/npm.log" 2>&1
}

peers_find ()
{
  local partial
  PEERS=$(peers_path)
  mkdir -p "$FLOOR_CACHE"
  exec 8>"$FLOOR_CACHE/peers.lock"
  flock 8
  if [ ! -e "$PEERS" ]; then
    partial=$FLOOR_CACHE/peers-partial
    rm -rf "$partial"
    mkdir "$partial"
    if ! command -v npm >/dev/null; then
      say "without npm on this machine, tests against programs of others are left out"
      PEERS=
    elif fill_peers "$partial"; then
      mv "$partial" "$PEERS"
    else
      say "npm could not bring the programs that some tests talk to; these tests are left out:"
      tail -n 3 "$partial/npm.log" >&2
      PEERS=
    fi
    rm -rf "$partial"
  fi
  exec 8>&-
}
