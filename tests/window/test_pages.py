#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages beside Review, on the sample business."""
import contextlib
import pathlib
import sqlite3
import subprocess
import tempfile

import desk
import tap

folder = tempfile.TemporaryDirectory(prefix="bureau-pages-")
file = pathlib.Path(folder.name) / "studio.bureau"
subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", file, "demo"], check=True,
               stdout=subprocess.DEVNULL)


def rows(statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def test_a_workflow_is_turned_off():
    on = "SELECT count(*) FROM bureau_document WHERE kind = 'workflow' AND enabled"
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        before = rows(on)[0][0]
        program.find("list item", "Read inquiries")
        program.press("check box", "Read inquiries")
        assert program.wait(lambda: rows(on)[0][0] == before - 1), program.outline()


def test_activity_shows_runs():
    with desk.Program("--workspace", file, "--page", "activity") as program:
        program.find("list item", "Draft an answer")


def test_outbox_shows_what_was_sent():
    with desk.Program("--workspace", file, "--page", "outbox") as program:
        subject = rows("""SELECT d.subject FROM bureau_delivery v JOIN bureau_draft d ON d.id = v.draft
                          ORDER BY v.id DESC LIMIT 1""")[0][0]
        program.find("list item", subject)


def test_a_view_is_shown_on_real_rows():
    n = rows("SELECT count(*) FROM inquiries")[0][0]
    with desk.Program("--workspace", file, "--page", "views/inquiries") as program:
        program.find("label", "Not answered yet")
        program.find("label", str(n))
        program.find("label", "All inquiries")


def test_a_setting_is_stored():
    with desk.Program("--workspace", file) as program:
        program.find("list", "Drafts that wait")
        desk.type_keys("ctrl+comma")
        firm = "SELECT value FROM bureau_setting WHERE key = 'firm'"
        program.wait_for_text("text", "Name of the firm", rows(firm)[0][0].strip('"'))
        program.focus("text", "Name of the firm")
        desk.type_keys("ctrl+a")
        desk.type_words("Lamp & Sons")
        desk.type_keys("Return")
        assert program.wait(lambda: rows(firm) == [('"Lamp & Sons"',)]), rows(firm)


tap.main(test_a_workflow_is_turned_off, test_activity_shows_runs, test_outbox_shows_what_was_sent,
         test_a_view_is_shown_on_real_rows, test_a_setting_is_stored)
