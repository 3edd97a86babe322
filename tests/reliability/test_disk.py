# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that fails or is full: what was acknowledged is there, the rest is said in one sentence."""
import contextlib
import os
import pathlib
import re
import subprocess
import tempfile

import faults
import letters
import points
import tap
from bureauctl import LONG, Desk

PLACES = faults.places(("pwrite64", "fsync", "fdatasync", "ftruncate", "openat", "unlink"))
ERRORS = ("EIO", "ENOSPC")
BODY = "Dear Nora,\n\nwe have time in March.\n\nKind regards\n"


class Import:
    """A mail comes in."""

    def __init__(self, desk, folder):
        self.mails = letters.write(pathlib.Path(folder), [7])
        self.arguments = ("import", *self.mails)

    def is_done(self, desk):
        found = desk.rows("SELECT message_id, length(text) > 0 FROM bureau_message WHERE message_id = ?",
                          letters.message_id(7))
        assert found in ([], [(letters.message_id(7), 1)]), f"half a message: {found}"
        return bool(found)


class Edit:
    """A person changes a draft."""

    def __init__(self, desk, folder):
        self.draft = desk.ask("drafts")[0]
        self.arguments = ("draft", "edit", self.draft["id"], "--body", BODY)

    def is_done(self, desk):
        (state, body), = desk.rows("SELECT state, body FROM bureau_draft WHERE id = ?", self.draft["id"])
        assert (state, body) in (("drafted", self.draft["body"]), ("edited", BODY)), (state, body)
        return body == BODY


class Approve:
    """A person approves a draft."""

    def __init__(self, desk, folder):
        self.draft = desk.ask("drafts")[0]["id"]
        self.arguments = ("draft", "approve", self.draft)

    def is_done(self, desk):
        (state, approvals, deliveries), = desk.rows(
            "SELECT state, (SELECT count(*) FROM bureau_approval WHERE draft = d.id),"
            " (SELECT count(*) FROM bureau_delivery WHERE draft = d.id)"
            " FROM bureau_draft AS d WHERE id = ?", self.draft)
        assert (state, approvals, deliveries) in (("drafted", 0, 0), ("approved", 1, 1)), \
            f"half an approval: {state}, {approvals}, {deliveries}"
        return state == "approved"


def check_sentence(answer):
    """One line that says what happened and what to do: of the command, or of the file it is about."""
    lines = answer.err.splitlines() or answer.out.splitlines()[:1]
    assert len(lines) == 1 and re.fullmatch(r"(bureauctl|/\S+): .+\.", lines[0]), answer
    assert answer.status in (1, 3), answer


def check_after(act, desk, answer, tally):
    """What the fault left behind, and that all is well once it is gone."""
    if answer.status == 0:
        tally.add(done=1, lost=not act.is_done(desk))
        assert act.is_done(desk), f"acknowledged and lost: {answer}"
    else:
        check_sentence(answer)
        tally.add(refused=1)
    if not act.is_done(desk):
        desk.do(*act.arguments)
    assert act.is_done(desk)
    desk.check_sound()


@contextlib.contextmanager
def prepared(kind):
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        desk.do("import", *letters.write(pathlib.Path(folder) / "before", [1]))
        desk.do("run", "--until-idle")
        yield desk, kind(desk, pathlib.Path(folder) / "mails")


def fail_everywhere(kind, error, forever):
    tally = points.Tally("done", "refused", "lost")
    with prepared(kind) as (before, act):

        def visit(place, n):
            with before.copy() as desk:
                failed, answer = faults.run_failing(desk, place, n, error, *act.arguments,
                                                    forever=forever)
                try:
                    if failed:
                        check_after(act, desk, answer, tally)
                except AssertionError as reason:
                    raise AssertionError(f"{kind.__name__}, {place} {n} {error}: {reason}") from None
            return failed

        places = points.worth_visiting(before, PLACES, *act.arguments)
        reached = points.visit_all(places, lambda: contextlib.nullcontext(visit))
    how = "for ever" if forever else "once"
    tap.note(f"{kind.__name__.lower()}, {error} {how}: {reached}; {tally}")
    assert reached["points"] > 0


def test_every_write_fails():
    faults.need_strace()
    for kind in (Import, Edit, Approve):
        for error in ERRORS:
            for forever in (False, True):
                fail_everywhere(kind, error, forever)


def limit_files(size):
    """No file may grow beyond this; by default the system kills who tries."""
    return ["prlimit", f"--fsize={size}"]


def test_files_may_not_grow():
    """A full disk as every system has it; it also proves that SIGXFSZ is no death."""
    for kind in (Import, Edit, Approve):
        with prepared(kind) as (before, act):
            tally = points.Tally("done", "refused", "lost")
            for size in range(0, 200_000, 1024 if LONG else 16_384):
                with before.copy() as desk:
                    answer = desk.run(*act.arguments, before=limit_files(size))
                    check_after(act, desk, answer, tally)
            tap.note(f"{kind.__name__.lower()}, files that may not grow: {tally}")
            assert tally["refused"] > 0


@contextlib.contextmanager
def small_disk(megabytes):
    """A disk of our own, which nobody else sees."""
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() != 0:
            raise tap.Skip("only root may mount a small disk here")
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
    """A file that takes what room there is; all of it comes free when it is removed."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (1 << 16, 1 << 10, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return filler


def test_full_disk():
    for kind in (Import, Edit, Approve):
        with prepared(kind) as (before, act), small_disk(4) as folder:
            with before.copy(inside=folder) as desk:
                filler = fill(folder)
                answer = desk.run(*act.arguments)
                assert answer.status != 0 and "full" in answer.err, answer
                filler.unlink()
                check_after(act, desk, answer, points.Tally())


tap.main(test_every_write_fails, test_files_may_not_grow, test_full_disk)
