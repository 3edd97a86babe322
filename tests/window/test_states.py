#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that are empty and pages that cannot be shown, where the golden files of the pages do not come: each says so
and what to do, in the place of what is missing."""
import contextlib
import json
import pathlib
import sqlite3

import desk
import review
import tap
from review import rows


def change(file, *statements):
    """As another program would, behind the back of the workspace."""
    with contextlib.closing(sqlite3.connect(file, timeout=desk.LIMIT, isolation_level=None)) as database:
        database.execute("PRAGMA legacy_alter_table = ON")
        for statement in statements:
            database.execute(statement)


def test_nothing_is_there():
    with review.workspace() as file:
        change(file, "DELETE FROM bureau_document_version", "DELETE FROM bureau_document")
        with desk.Program("--workspace", file) as program:
            review.waits(program, 3)
            desk.type_keys("alt+3")
            program.find("label", "No Views Yet")
            desk.type_keys("alt+5")
            program.find("label", "No Workflows")
            program.press("page tab", "Agents")
            program.find("label", "No Agents")
            desk.type_keys("alt+6")
            program.press("page tab", "Questions")
            program.find("label", "No Questions")
            program.press("page tab", "Requests")
            program.find("label", "No Requests")
            desk.type_keys("alt+2")
            program.press("radio button", "Not Sent")
            program.find("label", "No Such Messages")


def test_what_cannot_be_shown():
    with review.workspace() as file:
        new = pathlib.Path(file).with_name("new.json")
        new.write_text(json.dumps([{"name": "Kite & Daughters"}]))
        review.bureauctl(file, "import", "--into", "clients", str(new))
        view, sent = rows(file, """SELECT (SELECT title FROM bureau_document WHERE kind = 'view' AND name = 'fees'),
                                          (SELECT d.subject FROM bureau_delivery v JOIN bureau_draft d
                                           ON d.id = v.draft ORDER BY v.id DESC LIMIT 1)""")[0]
        change(file, "UPDATE bureau_document SET body = '{}' WHERE kind = 'view' AND name = 'fees'")
        with desk.Program("--workspace", file) as program:
            review.waits(program, 3)
            change(file, "ALTER TABLE bureau_document_version RENAME TO lost_version",
                   "ALTER TABLE bureau_attempt RENAME TO lost_attempt")
            desk.type_keys("alt+6")
            program.activate("Draft an answer")
            program.find("label", "This Run Cannot Be Shown")
            desk.type_keys("alt+2")
            program.activate(sent)
            program.find("label", "This Delivery Cannot Be Shown")
            desk.type_keys("alt+3")
            program.activate(view)
            program.find("label", "This View Cannot Be Shown")
            desk.type_keys("ctrl+k")
            program.find("entry", "Find or do anything")
            desk.type_words("Daughters")
            program.find("list item", "Kite & Daughters")
            desk.type_keys("Return")
            program.find("list", "Fields")
            entry = rows(file, "SELECT max(entry) FROM bureau_journal_item WHERE collection = 'clients'")[0][0]
            review.bureauctl(file, "undo", str(entry))
            program.find("label", "Nothing to Show")
            change(file, "ALTER TABLE projects RENAME TO lost_projects")
            desk.type_keys("alt+4")
            program.activate("Projects")
            program.find("label", "These Records Cannot Be Read")


tap.main(test_nothing_is_there, test_what_cannot_be_shown)
