# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine at work, cut off at every point: it ends where it would have ended undisturbed."""
import collections
import contextlib
import pathlib
import re
import tempfile

import faults
import letters
import points
import tap
from bureauctl import LONG, Desk

PLACES = faults.places(("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "close"),
                       ("write",))
MAILS = range(3)
PAIRS = 100 if LONG else 6

# What a person or a later run builds on. The journal and what is only remembered for speed or
# recovery differ from run to run; so do ids and times.
NOT_COMPARED = ("bureau_journal", "bureau_search", "bureau_scratch", "bureau_cursor",
                "bureau_usage")
OWN_TO_EACH = {"id", "created_at", "updated_at", "at", "entry", "started_at", "finished_at",
               "attempt", "crashes"}
ID_OR_TIME = re.compile(r"\b\d{15,}\b|\b\d{4}-\d\d-\d\dT[\d:.]+Z\b")


def same_for_all(value):
    return ID_OR_TIME.sub("#", str(value))


def account(desk):
    """What stands in a workspace, as a count of equal rows for each table."""
    tables = [name for name, in desk.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
              if not name.startswith((*NOT_COMPARED, "sqlite_"))]
    rows = {}
    for table in tables:
        columns = [f'"{name}"' for name, in desk.rows("SELECT name FROM pragma_table_info(?)", table)
                   if name not in OWN_TO_EACH]
        found = desk.rows(f"SELECT {', '.join(columns)} FROM {table}")
        rows[table] = collections.Counter(tuple(map(same_for_all, row)) for row in found)
    return rows


def difference(is_there, expected):
    """A readable account of what is missing and what is too much."""
    lines = []
    for table in expected:
        lines += [f"missing in {table}: {row}" for row in expected[table] - is_there[table]]
        lines += [f"too much in {table}: {row}" for row in is_there[table] - expected[table]]
    return "\n".join(lines)


class Working:
    """A workspace with imported mails, and how it looks once they were worked through."""

    def __init__(self, desk, folder):
        self.prepared = desk
        desk.do("set", "engine_concurrency", "1")
        desk.do("import", *letters.write(pathlib.Path(folder), MAILS))
        self.surveyed = points.survey(desk, PLACES, "run", "--until-idle")
        self.tally = points.Tally("went_on", "different")
        with desk.copy() as undisturbed:
            undisturbed.do("run", "--until-idle")
            self.expected = account(undisturbed)
        assert len(self.expected["bureau_draft"]) == len(MAILS), self.expected["bureau_draft"]

    def check_mended(self, desk):
        """Another run takes up what is left, and does nothing a second time."""
        desk.do("run", "--until-idle")
        differs = difference(account(desk), self.expected)
        self.tally.add(went_on=1, different=bool(differs))
        assert not differs, differs
        desk.check_sound()

    def cut_off(self, desk, place, n):
        was_killed, _ = faults.run_killed(desk, place, n, "run", "--until-idle")
        return was_killed

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
def working():
    faults.need_strace()
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        yield Working(desk, folder)


def test_every_point():
    with working() as it:
        places = points.worth_visiting(PLACES, it.surveyed)
        reached = points.visit_all(places, lambda: contextlib.nullcontext(it.visit))
        tap.note(f"run: {reached}")
        tap.note(f"run: {it.tally}")
        assert reached["points"] > 0


def test_cut_off_again_while_mending():
    with working() as it:
        twice = sum(it.visit_pair(*pair) == 2 for pair in points.pairs(it.surveyed, PAIRS, seed=2))
        tap.note(f"run, twice in a row: {twice} of {PAIRS} pairs hit twice, {it.tally}")
        assert twice > 0


if __name__ == "__main__":
    tap.main(test_every_point, test_cut_off_again_while_mending)
