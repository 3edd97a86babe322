# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine at work, cut off at every point: it ends where it would have ended undisturbed."""
import collections
import contextlib
import pathlib
import re
import tempfile

import cutting
import faults
import letters
import tap
from bureauctl import Desk

MAILS = range(3)

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


class Working(cutting.Cutting):
    """A workspace with imported mails, and how it looks once they were worked through."""

    def __init__(self, desk, folder):
        desk.do("set", "engine_concurrency", "1")
        desk.do("import", *letters.write(pathlib.Path(folder), MAILS))
        super().__init__(desk, ("went_on", "different"), "run", "--until-idle")
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


@contextlib.contextmanager
def working():
    faults.need_strace()
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        yield Working(desk, folder)


def test_every_point():
    with working() as it:
        cutting.check_every_point("run", it)


def test_cut_off_again_while_mending():
    with working() as it:
        cutting.check_pairs("run", it, seed=2)


if __name__ == "__main__":
    tap.main(test_every_point, test_cut_off_again_while_mending)
