#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL at the I/O of making, copying and restoring a workspace: what is there afterwards is the old
or the new, whole."""
import shutil
import subprocess

import tap
from bureauctl import LONG, Desk

CALLS = "pwrite64,write,fsync,fdatasync,openat,rename,renameat2,link,linkat,unlink,ftruncate,fchmodat,chmod"
# So many kinds of call are told apart by strace's own counter; every point in the long form.
STEP = 1 if LONG else 7


def traced(desk, nth, *arguments):
    """Runs a command that is killed at its nth call; True where it ended by itself first."""
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e",
               f"inject={CALLS}:signal=KILL:when={nth}", *desk.command(*arguments)]
    environment = desk.environment | {"ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=0"}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60)
    return done.returncode == 0


def points(desk, *arguments, prepare, check):
    """Kills at one point after another until the command gets through."""
    if shutil.which("strace") is None:
        raise tap.Skip("there is no strace here")
    nth, n_killed = 1, 0
    while True:
        prepare()
        ended = traced(desk, nth, *arguments)
        check()
        if ended:
            print(f"# {arguments[0]}: {n_killed} kills", flush=True)
            assert n_killed > 5, n_killed
            return
        nth, n_killed = nth + STEP, n_killed + 1
        assert nth < 5000


def remove(*paths):
    for path in paths:
        for file in path.parent.glob(path.name + "*"):
            file.unlink()


def test_init():
    with Desk(make=False) as desk:
        def check():
            if desk.workspace.exists():
                assert desk.ask("verify")["ok"]
                desk.do("set", "firm", "x")
        points(desk, "init", prepare=lambda: remove(desk.workspace), check=check)


def test_backup():
    with Desk("lead-intake") as desk:
        copy = desk.folder / "copy"

        def check():
            assert desk.ask("verify")["ok"]
            if copy.exists():
                kept, desk.workspace = desk.workspace, copy
                assert desk.ask("verify")["ok"]
                desk.workspace = kept
        points(desk, "backup", copy, prepare=lambda: remove(copy), check=check)


def test_restore():
    with Desk("lead-intake") as desk:
        copy = desk.folder / "copy"
        desk.do("set", "firm", "Old")
        desk.do("backup", copy)
        new = desk.folder / "new"
        desk.do("set", "firm", "New")
        desk.do("backup", new)

        def prepare():
            remove(desk.workspace)
            desk.do("restore", new)

        def check():
            assert desk.ask("verify")["ok"]
            assert desk.ask("set", "firm")["firm"] in ("Old", "New")
            desk.do("set", "booking_link", "https://example.org")
        points(desk, "restore", copy, prepare=prepare, check=check)


tap.main(test_init, test_backup, test_restore)
