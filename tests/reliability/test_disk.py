# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that fails or is full: what was acknowledged is there, the rest is said in one sentence."""
import contextlib
import itertools
import os
import pathlib
import re
import subprocess
import tempfile

import acts
import faults
import letters
import points
import tap
from bureauctl import LONG, Desk

PLACES = faults.places(("pwrite64", "fsync", "fdatasync", "ftruncate", "openat", "unlink"))
ERRORS = ("EIO", "ENOSPC")


def check_sentence(answer):
    """One line that says what happened and what to do: of the command, or of the file it is about."""
    lines = answer.err.splitlines() or answer.out.splitlines()[:1]
    assert len(lines) == 1 and re.fullmatch(r"(bureauctl|/\S+): .+\.", lines[0]), answer
    assert answer.status in (1, 3), answer
    assert "taken in" not in answer.out, "the file is blamed for what the disk did"


def check_after(act, desk, answer, tally):
    """What the fault left behind, and that all is well once it is gone."""
    if answer.status == 0:
        is_done = act.is_done(desk)
        tally.add(done=1, lost=not is_done)
        assert is_done, f"acknowledged and lost: {answer}"
    else:
        check_sentence(answer)
        tally.add(refused=1)
    acts.finish(act, desk)


def new_tally():
    return points.Tally("done", "refused", "lost")


def fail_everywhere(before, act, error, forever):
    """Lets each call fail, of a copy of @before each."""
    tally = new_tally()

    def visit(place, n):
        with before.copy() as desk:
            failed, answer = faults.run_failing(desk, place, n, error, *act.arguments,
                                                forever=forever)
            if failed:
                check_after(act, desk, answer, tally)
        return failed

    places = points.worth_visiting(PLACES, points.survey(before, PLACES, *act.arguments))
    reached = points.visit_all(places, lambda: contextlib.nullcontext(visit))
    assert reached["points"] > 0
    return f"{reached}; {tally}"


def test_every_write_fails():
    faults.need_strace()
    for kind in acts.ALL:
        with acts.prepared(kind) as (before, act):
            for error, forever in itertools.product(ERRORS, (False, True)):
                said = fail_everywhere(before, act, error, forever)
                tap.note(f"{acts.name(kind)}, {error} {'for ever' if forever else 'once'}: {said}")


def limit_files(size):
    """No file may grow beyond this; by default the system kills who tries."""
    return ["prlimit", f"--fsize={size}"]


def test_files_may_not_grow():
    """A full disk as every system has it; it also proves that SIGXFSZ is no death."""
    for kind in acts.ALL:
        tally = new_tally()
        with acts.prepared(kind) as (before, act):
            for size in range(0, 200_000, 1024 if LONG else 16_384):
                with before.copy() as desk:
                    answer = desk.run(*act.arguments, before=limit_files(size))
                    check_after(act, desk, answer, tally)
        tap.note(f"{acts.name(kind)}, files that may not grow: {tally}")
        assert tally["refused"] > 0 and tally["done"] > 0


@contextlib.contextmanager
def small_disk(megabytes):
    """A disk of our own, which nobody else sees."""
    if os.geteuid() != 0:
        raise tap.Skip("only root may mount a small disk here")
    with tempfile.TemporaryDirectory() as folder:
        try:
            os.unshare(os.CLONE_NEWNS)
        except OSError as error:
            raise tap.Skip(f"no disk of our own here: {error}") from None
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
                              stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise tap.Skip(f"no disk of our own here: {done.stderr.strip()}")
        try:
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def fill(folder):
    """A file that takes all the room there is; it comes free when the file is removed."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return filler


def test_nothing_half_is_made():
    """A workspace that could not be made whole is not there: the next try finds the way free."""
    tally = {"refused": 0, "made": 0}
    for kibibytes in (4, 128, 1 << 16):
        for command in (("init",), ("init", "--template", "lead-intake"), ("demo",)):
            with Desk(make=False) as desk:
                answer = desk.run(*command, before=("prlimit", f"--fsize={kibibytes << 10}"))
                tally["made" if answer.status == 0 else "refused"] += 1
                assert answer.status == 0 or not desk.workspace.exists(), (kibibytes, command, answer)
                if answer.status != 0:
                    desk.do(*command)
    tap.note(f"files that may not grow: {tally}")
    assert min(tally.values()) > 0, tally


def test_agents_say_so():
    """Whoever started the agents reads what keeps them from their work, and that they go on trying."""
    with Desk(template="lead-intake") as desk:
        desk.do("import", *letters.write(desk.folder, range(3)))
        command = [*limit_files(65_536), *desk.command("run", "--until-idle")]
        with subprocess.Popen(command, env=desk.environment, text=True,
                              stderr=subprocess.PIPE) as agents:
            told = next((line for line in agents.stderr if "try again" in line), None)
            agents.terminate()
        assert told and re.fullmatch(r"bureauctl: .+\. The agents try again .+\.\n", told), told
        desk.do("run", "--until-idle")
        assert len(desk.ask("drafts")) == 3


def test_full_disk():
    for kind in acts.ALL:
        with acts.prepared(kind) as (before, act), small_disk(4) as folder:
            with before.copy(inside=folder) as desk:
                filler = fill(folder)
                answer = desk.run(*act.arguments)
                assert answer.status != 0 and "full" in answer.err, answer
                filler.unlink()
                check_after(act, desk, answer, new_tally())


tap.main(test_every_write_fails, test_files_may_not_grow, test_nothing_half_is_made,
         test_agents_say_so, test_full_disk)
