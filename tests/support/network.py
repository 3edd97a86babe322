# SPDX-License-Identifier: GPL-3.0-or-later
"""A network of this process's own, with nothing in it but itself, that can go away and come back.

To be entered before any thread is started.
"""
import contextlib
import ctypes
import fcntl
import os
import pathlib
import socket
import struct

import tap

# <linux/sockios.h>, <linux/if.h>, <linux/route.h>
SET_FLAGS, SET_ADDRESS, ADD_ROUTE, DELETE_ROUTE = 0x8914, 0x8916, 0x890B, 0x890C
UP = 1
ANYWHERE = struct.pack("=H14x", socket.AF_INET)


def _map_user(user, group):
    """Stays the same user in a namespace that a user without rights may make."""
    for file, words in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        pathlib.Path(f"/proc/self/{file}").write_text(words)


def enter():
    """Takes this process, and what it starts from here on, into a network of its own, which is there."""
    user, group = os.getuid(), os.getgid()
    try:
        os.unshare(os.CLONE_NEWNET | (os.CLONE_NEWUSER if user else 0))
        if user:
            _map_user(user, group)
    except (AttributeError, OSError) as reason:
        raise tap.Skip(f"no network of one's own can be made here: {reason}")
    with _control() as control:
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sH22x", b"lo", UP))
    _come()


@contextlib.contextmanager
def _control():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        yield control


def _address(address):
    with _control() as control:
        fcntl.ioctl(control, SET_ADDRESS, struct.pack("16sHH4s16x", b"lo", socket.AF_INET, 0, socket.inet_aton(address)))


def _route(request):
    """The way to everywhere else, which is what tells a desktop that it is online."""
    device = ctypes.create_string_buffer(b"lo")
    entry = struct.pack("@L16s16s16sHhLPhPLLH", 0, ANYWHERE, ANYWHERE, ANYWHERE, UP, 0, 0, 0, 0,
                        ctypes.addressof(device), 0, 0, 0)
    with _control() as control:
        fcntl.ioctl(control, request, entry)


def _come():
    _address("127.0.0.1")
    _route(ADD_ROUTE)


@contextlib.contextmanager
def away():
    """Meanwhile nothing is reached, not even what listens on 127.0.0.1."""
    _route(DELETE_ROUTE)
    _address("0.0.0.0")
    try:
        yield
    finally:
        _come()
