# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing, cut off at every point: what was acknowledged is there, and nothing is twice."""
import contextlib
import pathlib
import tempfile

import faults
import letters
import points
import tap
from bureauctl import LONG, Desk

PLACES = faults.places(("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "close"),
                       ("write",))
MAILS = range(2)
PAIRS = 100 if LONG else 6


class Importing:
    """A prepared workspace, copied for each point."""

    def __init__(self, desk, folder):
        self.prepared = desk
        self.mails = letters.write(pathlib.Path(folder), MAILS)
        self.surveyed = points.survey(desk, PLACES, "import", *self.mails)
        self.tally = points.Tally("acknowledged", "lost", "twice")

    def cut_off(self, desk, place, n):
        was_killed, answer = faults.run_killed(desk, place, n, "import", *self.mails, "--json")
        if answer.out:
            self.check_acknowledged(desk, {int(item["message"]) for item in answer.json})
        return was_killed

    def check_acknowledged(self, desk, ids):
        """What the command had said is there, whatever became of it then."""
        there = {id for id, in desk.rows("SELECT id FROM bureau_message")}
        self.tally.add(acknowledged=len(ids), lost=len(ids - there))
        assert ids <= there, f"acknowledged and lost: {ids - there}"

    def check_mended(self, desk):
        """Another import brings what is missing, and nothing a second time."""
        desk.do("import", *self.mails)
        there = sorted(id for id, in desk.rows("SELECT message_id FROM bureau_message"))
        self.tally.add(twice=len(there) - len(set(there)))
        assert there == sorted(map(letters.message_id, MAILS)), there
        desk.check_sound()

    def visit(self, place, n):
        with self.prepared.copy() as desk:
            was_killed = self.cut_off(desk, place, n)
            if was_killed:
                self.check_mended(desk)
        return was_killed

    def visit_pair(self, first, second):
        with self.prepared.copy() as desk:
            cuts = self.cut_off(desk, *first) + self.cut_off(desk, *second)
            self.check_mended(desk)
        return cuts


@contextlib.contextmanager
def importing():
    faults.need_strace()
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        yield Importing(desk, folder)


def test_every_point():
    with importing() as it:
        places = points.worth_visiting(PLACES, it.surveyed)
        reached = points.visit_all(places, lambda: contextlib.nullcontext(it.visit))
        tap.note(f"import: {reached}")
        tap.note(f"import: {it.tally}")
        assert reached["points"] > 0


def test_cut_off_again_while_mending():
    with importing() as it:
        twice = sum(it.visit_pair(*pair) == 2 for pair in points.pairs(it.surveyed, PAIRS, seed=1))
        tap.note(f"import, twice in a row: {twice} of {PAIRS} pairs hit twice, {it.tally}")
        assert twice > 0


tap.main(test_every_point, test_cut_off_again_while_mending)
