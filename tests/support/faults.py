# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults put into a program from outside, at its n-th call of a kind, by strace."""
import collections
import contextlib
import functools
import os
import re
import shutil
import signal
import subprocess

import bureauctl
import tap

# LeakSanitizer cannot work in a process that is traced.
ENVIRONMENT = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


class Place(collections.namedtuple("Place", "call file")):
    """A system call, and the file it is about where only calls on that file count.

    strace counts calls per thread, and the first thread to come to its n-th is hit. Files are told
    apart, so that what one thread does to the one does not hide what another does to the other.
    """

    def __str__(self):
        return self.call if self.file is None else f"{self.call} {self.file}"


def places(on_files, on_anything=()):
    """Each call of @on_files on each file of a workspace, and each call of @on_anything."""
    return ([Place(call, file) for call in on_files for file in bureauctl.FILES]
            + [Place(call, None) for call in on_anything])


@functools.cache
def need_strace():
    """Skips the test where no process may be traced."""
    if shutil.which("strace") is None:
        raise tap.Skip("there is no strace here")
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise tap.Skip(f"strace cannot trace here: {done.stderr.strip()}")


def _strace(desk, place, effect, log="/dev/null"):
    path = [] if place.file is None else ["-P", str(desk.folder / place.file)]
    return ["strace", "-f", "-qq", "-o", str(log), *path,
            "-e", f"trace={place.call}", "-e", f"inject={place.call}:{effect}"]


def trace(desk, calls, *arguments):
    """What an undisturbed run calls, a line each, files by name."""
    log = desk.folder / "trace"
    desk.do(*arguments, env=ENVIRONMENT,
            before=["strace", "-f", "-y", "-qq", "-s", "4096", "-o", log, "-e", f"trace={calls}"])
    return log.read_text(errors="replace")


def occurring(desk, places, *arguments):
    """Those of @places that an undisturbed run comes to, each with how often one thread does."""
    lines = trace(desk, ",".join({place.call for place in places}), *arguments).splitlines()

    def count(place):
        about = "" if place.file is None else rf".*/{re.escape(place.file)}[\">]"
        calls = (re.match(rf"(\d+) +{place.call}\({about}", line) for line in lines)
        threads = collections.Counter(call[1] for call in calls if call)
        return max(threads.values(), default=0)

    return {place: n for place in places if (n := count(place)) > 0}


def run_killed(desk, place, n, *arguments):
    """Runs bureauctl so that it dies before its n-th call is made; says whether it did."""
    answer = desk.run(*arguments, before=_strace(desk, place, f"signal=KILL:when={n}"),
                      env=ENVIRONMENT)
    was_killed = answer.status in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert was_killed or answer.status == 0, f"{arguments}, {place} {n}: {answer}"
    return was_killed, answer


def run_failing(desk, place, n, error, *arguments, forever=False):
    """Runs bureauctl so that its n-th call fails, and where @forever all behind it; says whether
    any did."""
    log = desk.folder / "trace"
    effect = f"error={error}:when={n}{'+' if forever else ''}"
    answer = desk.run(*arguments, before=_strace(desk, place, effect, log), env=ENVIRONMENT)
    return "(INJECTED)" in log.read_text(errors="replace"), answer


@contextlib.contextmanager
def slow_disk(process):
    """Has everything that a running program stores take its time, for as long as it is needed."""
    need_strace()
    tracer = subprocess.Popen(["strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
                               "inject=fdatasync:delay_enter=500000", "-p", str(process)],
                              stderr=subprocess.PIPE, text=True)
    try:
        assert "attached" in tracer.stderr.readline(), f"{process} cannot be traced"
        yield
    finally:
        tracer.terminate()
        tracer.communicate()
