# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing, cut off at every point: what was acknowledged is there, and nothing is twice."""
import contextlib
import pathlib
import tempfile

import cutting
import faults
import letters
import tap
from bureauctl import Desk

MAILS = range(2)


class Importing(cutting.Cutting):
    def __init__(self, desk, folder):
        self.mails = letters.write(pathlib.Path(folder), MAILS)
        super().__init__(desk, ("acknowledged", "lost", "twice"), "import", *self.mails, "--json")

    def check_answer(self, desk, answer):
        """What the command had said is there, whatever became of it then."""
        ids = {int(item["message"]) for item in answer.json} if answer.out else set()
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


@contextlib.contextmanager
def importing():
    faults.need_strace()
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        yield Importing(desk, folder)


def test_every_point():
    with importing() as it:
        cutting.check_every_point("import", it)


def test_cut_off_again_while_mending():
    with importing() as it:
        cutting.check_pairs("import", it, seed=1)


tap.main(test_every_point, test_cut_off_again_while_mending)
