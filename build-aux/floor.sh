# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Finds or makes the place where Bureau is built and run. Sourced by build-aux/run and build-aux/test.
#
# floor_find   sets FLOOR_ROOT: empty = this system itself, else the folder of a Debian 13 root
# floor_in …   runs a command there, in the current folder, with the caller's arguments and files
# floor_exec … becomes that command

FLOOR_SUITE=trixie
FLOOR_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export HOME
FLOOR_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/bureau
FLOOR_PACKAGES=$FLOOR_SOURCE/build-aux/packages.txt
FLOOR_MODULES=('gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'libsoup-3.0 >= 3.6' 'json-glib-1.0 >= 1.10'
  'sqlite3 >= 3.46' 'libdex-1 >= 0.10' 'gmime-3.0 >= 3.2' 'libcurl >= 8.14' 'libsecret-1'
  'libportal-gtk4' 'libspelling-1' 'gtksourceview-5' 'md4c' 'blueprint-compiler >= 0.16')

say ()
{
  echo "bureau: $*" >&2
}

die ()
{
  say "$*"
  exit 1
}

# Prints "NAME VERSION" for each package of the list; VERSION is empty where any will do.
list_packages ()
{
  sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$FLOOR_PACKAGES" | awk '{ print $1, $2 }'
}

list_names ()
{
  list_packages | awk '{ print $1 }'
}

version_at_least ()
{
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

have_modules ()
{
  command -v pkg-config >/dev/null && pkg-config --exists "${FLOOR_MODULES[@]}" 2>/dev/null
}

have_tools ()
{
  command -v meson >/dev/null && command -v ninja >/dev/null \
    && version_at_least "$(meson --version)" 1.5
}

# Runs a command as root, directly or by sudo without a question; false where neither works.
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

can_be_root ()
{
  as_root true 2>/dev/null
}

apt ()
{
  as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 --option Dpkg::Use-Pty=0 "$@" \
    </dev/null >&2
}

# Installs packages from the system's own archive, or says the one command that does.
apt_install ()
{
  can_be_root || die "needs packages that only root can install. Run this once, then start again:
  sudo apt-get install --yes --no-install-recommends $*"
  say "installing: $*"
  apt install --yes --no-install-recommends "$@" \
    || { apt update && apt install --yes --no-install-recommends "$@"; } \
    || die "apt-get could not install them; its own message is above."
}

# Prints "NAME:CANDIDATE" for each package of the list that the system's archive knows.
archive_offers ()
{
  LC_ALL=C apt-cache policy $(list_names) 2>/dev/null \
    | awk '/^[^ ].*:$/ { name = $1 } /^  Candidate: [^(]/ { print name $2 }'
}

# Whether what the archive offers is the whole list, in versions that will do.
offers_will_do ()
{
  local name oldest candidate
  while read -r name oldest; do
    candidate=$(sed -n "s/^$name://p" <<<"$1" | head -n 1)
    [ -n "$candidate" ] || return 1
    [ -z "$oldest" ] || dpkg --compare-versions "${candidate#*:}" ge "$oldest" || return 1
  done < <(list_packages)
}

# Whether the system's own archive has the floor; an archive never asked is asked first.
archive_has_floor ()
{
  command -v apt-cache >/dev/null || return 1
  if ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 && can_be_root; then
    say "asking the system's archive what it has"
    apt update || return 1
  fi
  offers_will_do "$(archive_offers)"
}

missing_packages ()
{
  local name
  for name in $(list_names); do
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] \
      || echo "$name"
  done
}

# Where the root for today's list stands. The list's hash is part of the name.
root_path ()
{
  echo "$FLOOR_CACHE/$FLOOR_SUITE-$(list_names | sort | sha256sum | cut -c1-12)"
}

# What it takes to make a root: a namespace to enter it with, and mmdebstrap to fill it.
need_root_maker ()
{
  local missing=() commands=(mmdebstrap)
  [ "$(id -u)" = 0 ] || commands+=(newuidmap)
  for name in "${commands[@]}"; do
    command -v "$name" >/dev/null && continue
    [ "$name" = newuidmap ] && missing+=(uidmap) || missing+=("$name")
  done
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get >/dev/null \
    || die "this system is older than the floor in README.md and has no ${missing[*]} to make a Debian 13 root with. Install ${missing[*]}, then start again."
  apt_install "${missing[@]}"
}

can_enter_root ()
{
  if [ "$(id -u)" = 0 ]; then
    unshare --mount true 2>/dev/null
  else
    unshare --map-root-user --mount true 2>/dev/null
  fi
}

# Another list's root, newest first: as root it is copied and extended, which is faster than anew.
older_root ()
{
  [ "$(id -u)" = 0 ] || return 0
  ls -dt "$FLOOR_CACHE/$FLOOR_SUITE"-????????????/usr 2>/dev/null | head -n 1 | sed 's,/usr$,,'
}

fill_root_from_older ()
{
  say "adding what is new in build-aux/packages.txt to a copy of $1"
  cp --archive --reflink=auto "$1" "$2" \
    && "$FLOOR_SOURCE/build-aux/enter-root" --bare "$2" sh -c '
      export DEBIAN_FRONTEND=noninteractive
      set -e
      apt-get --quiet=2 update
      apt-get --quiet=2 --option Dpkg::Use-Pty=0 install --yes --no-install-recommends "$@"
      apt-get clean' - $(list_names) >&2 \
    && say "done; $1 may be removed when no other checkout needs it"
}

fill_root_anew ()
{
  local include
  include=$(list_names | paste --serial --delimiters=,)
  if [ "$(id -u)" = 0 ]; then
    # In a namespace of its own, so that no mount of an interrupted start outlives it.
    unshare --mount mmdebstrap --variant=apt --include="$include" "$FLOOR_SUITE" "$1"
  else
    # A plain user cannot keep Debian's owners, and needs none: everything becomes the user's own.
    mkdir "$1" && mmdebstrap --mode=unshare --variant=apt --include="$include" --format=tar \
      "$FLOOR_SUITE" - | tar --extract --directory="$1" --no-same-owner --exclude='./dev/*'
  fi
}

# Locales are made from the package's sources: the two of our translations and the caller's own.
finish_root ()
{
  rm -f "$1/etc/resolv.conf"
  : >"$1/etc/resolv.conf"
  "$FLOOR_SOURCE/build-aux/enter-root" --bare "$1" sh -c '
    for name in "$@"; do
      localedef --inputfile="${name%%.*}" --charmap=UTF-8 "${name%%.*}.UTF-8" 2>/dev/null || :
    done
    [ -s /etc/machine-id ] || dbus-uuidgen >/etc/machine-id' - en_US en_GB de_DE es_ES "${LC_ALL:-${LANG:-C}}"
}

make_root ()
{
  local root=$1 older partial
  mkdir -p "$FLOOR_CACHE"
  exec 8>"$FLOOR_CACHE/root.lock"
  flock --nonblock 8 || { say "another start is making the Debian 13 root; waiting for it"; flock 8; }
  [ ! -e "$root" ] || { exec 8>&-; return 0; }
  remove_partials
  can_enter_root || die "this system is older than the floor in README.md, and lets $(id -un) make no namespace to enter a Debian 13 root with. Start as root, or allow user namespaces."
  need_root_maker
  partial=$FLOOR_CACHE/partial.$$
  trap remove_partials EXIT
  older=$(older_root)
  if [ -z "$older" ] || ! fill_root_from_older "$older" "$partial"; then
    remove_partials
    say "this system is older than the floor; making a Debian 13 root, once: $root"
    say "about 1.4 GB and one to three minutes; what follows is mmdebstrap's own report"
    fill_root_anew "$partial" 2> >(tr '\r' '\n' | grep --line-buffered -E '^[IWE]: ' >&2) \
      || die "the root could not be made; the reason is above. Nothing half-made is kept."
  fi
  finish_root "$partial"
  mv "$partial" "$root"
  trap - EXIT
  say "the root is ready"
  exec 8>&-
}

# Only under the lock: whatever is unfinished then was left by a start that was interrupted.
remove_partials ()
{
  local partial
  for partial in "$FLOOR_CACHE"/partial.*; do
    [ -e "$partial" ] || continue
    [ "$(id -u)" = 0 ] || chmod -R u+rwX "$partial" 2>/dev/null || :
    rm -rf --one-file-system "$partial"
  done
}

# With "test", an apt system that has the floor also gets what only the tests need.
floor_find ()
{
  local missing
  FLOOR_ROOT=
  if have_modules && have_tools; then
    if [ "${1:-}" = test ] && command -v dpkg-query >/dev/null; then
      missing=$(missing_packages)
      [ -z "$missing" ] || ! can_be_root || apt_install $missing
    fi
    return
  fi
  FLOOR_ROOT=$(root_path)
  [ ! -e "$FLOOR_ROOT" ] || return 0
  if archive_has_floor; then
    FLOOR_ROOT=
    apt_install $(missing_packages)
    have_modules && have_tools || die "the packages of build-aux/packages.txt are installed, and pkg-config still does not find the floor: $(pkg-config --print-errors --exists "${FLOOR_MODULES[@]}" 2>&1 | head -n 1)"
    return
  fi
  make_root "$FLOOR_ROOT"
}

# Becomes a command there, so that its signals and its exit status are the command's own.
floor_exec ()
{
  if [ -z "$FLOOR_ROOT" ]; then
    exec "$@"
  fi
  exec "$FLOOR_SOURCE/build-aux/enter-root" "$FLOOR_ROOT" "$@"
}

floor_in ()
{
  (floor_exec "$@")
}

# One build folder per checkout, place and kind, outside the source tree.
floor_build_dir ()
{
  local key
  key=$(printf '%s' "$FLOOR_SOURCE:$FLOOR_ROOT" | sha256sum | cut -c1-12)
  echo "$FLOOR_CACHE/build/$(basename "$FLOOR_SOURCE")-$key-$1"
}

# Configures and builds; says nothing at all where there is nothing to do.
floor_build ()
{
  local dir=$1
  shift
  mkdir -p "$(dirname "$dir")"
  floor_in "$FLOOR_SOURCE/build-aux/build" "$FLOOR_SOURCE" "$dir" "$@" >&2
}
