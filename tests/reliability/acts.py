# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with bureauctl, and how to see whether it was done, or not: never by half."""
import contextlib
import pathlib
import tempfile

import letters
from bureauctl import Desk

BODY = "Dear Nora,\n\nwe have time in March.\n\nKind regards\n"
NUMBER = 7


class Import:
    """A mail comes in."""

    def __init__(self, desk, folder):
        self.arguments = ("import", *letters.write(folder, [NUMBER]))

    def is_done(self, desk):
        wanted = letters.message_id(NUMBER)
        found = desk.rows("SELECT message_id, length(text) > 0 FROM bureau_message WHERE message_id = ?",
                          wanted)
        assert found in ([], [(wanted, 1)]), f"half a message, or two: {found}"
        return bool(found)


class Edit:
    """A person changes a draft."""

    def __init__(self, desk, folder):
        self.draft = desk.ask("drafts")[0]
        self.arguments = ("draft", "edit", self.draft["id"], "--body", BODY)

    def is_done(self, desk):
        (state, body), = desk.rows("SELECT state, body FROM bureau_draft WHERE id = ?",
                                   self.draft["id"])
        assert (state, body) in (("drafted", self.draft["body"]), ("edited", BODY)), \
            f"half an edit: {state}, {body}"
        return body == BODY


class Approve:
    """A person approves a draft."""

    def __init__(self, desk, folder):
        self.draft = desk.ask("drafts")[0]["id"]
        self.arguments = ("draft", "approve", self.draft)

    def is_done(self, desk):
        row, = desk.rows("SELECT state, (SELECT count(*) FROM bureau_approval WHERE draft = d.id),"
                         " (SELECT count(*) FROM bureau_delivery WHERE draft = d.id)"
                         " FROM bureau_draft AS d WHERE id = ?", self.draft)
        assert row in (("drafted", 0, 0), ("approved", 1, 1)), f"half an approval: {row}"
        return row[0] == "approved"


ALL = (Import, Edit, Approve)


def name(kind):
    return kind.__name__.lower()


@contextlib.contextmanager
def prepared(kind):
    """A workspace with a draft that waits, and the act that is about to be done there."""
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        desk.do("import", *letters.write(pathlib.Path(folder) / "before", [1]))
        desk.do("run", "--until-idle")
        yield desk, kind(desk, pathlib.Path(folder) / "mails")


def finish(act, desk):
    """Does the act where it is not done, and sees that all is well."""
    if not act.is_done(desk):
        desk.do(*act.arguments)
    assert act.is_done(desk)
    desk.check_sound()
