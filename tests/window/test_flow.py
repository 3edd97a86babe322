#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows and Activity in the window: texts edited and taken back, bad documents refused in place,
questions answered where they are asked, a run that stopped tried again."""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import tempfile

import desk
import tap

folder = tempfile.TemporaryDirectory(prefix="bureau-flow-")
file = pathlib.Path(folder.name) / "studio.bureau"
subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", file, "demo"], check=True,
               stdout=subprocess.DEVNULL)

# The same without what happened in the sample: a screen reader's tree of few rows is read at once.
new = pathlib.Path(folder.name) / "new.bureau"
subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", new, "init", "--template", "lead-intake"], check=True,
               stdout=subprocess.DEVNULL)

MAIL = """From: Ida Holm <ida@holm.example>
To: studio@example.org
Subject: {subject}
Message-ID: <{subject}@holm.example>
Date: Mon, 2 Nov 2026 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

Could you tell us what a logo costs?
"""


def rows(statement, workspace=file):
    with contextlib.closing(sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def document(kind, name, workspace=file):
    return json.loads(rows(f"SELECT body FROM bureau_document WHERE kind = '{kind}' AND name = '{name}'",
                           workspace)[0][0])


def versions(kind, name, workspace=file):
    return rows(f"""SELECT count(*) FROM bureau_document_version v JOIN bureau_document d ON d.id = v.document
                    WHERE d.kind = '{kind}' AND d.name = '{name}'""", workspace)[0][0]


def bring(subject):
    mail = pathlib.Path(folder.name) / f"{subject}.eml"
    mail.write_text(MAIL.format(subject=subject))
    subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", new, "import", mail], check=True,
                   stdout=subprocess.DEVNULL)


def pressed(program, role, name):
    """Presses what comes for a moment only, as the button of a toast; whether it was there."""
    try:
        return program.look(role, name).get_action_iface().do_action(0)
    except (AttributeError, desk.GLib.Error):
        return False


def open_document(program, tab, title):
    program.find("page tab", tab)
    program.press("page tab", tab)
    program.find("list", tab)
    program.click("list item", title)
    program.find("page tab", "Texts")


def write_document(program, text):
    """Puts another text into the document."""
    program.press("page tab", "Document")
    program.find("text", "Document")
    program.focus("text", "Document")
    desk.type_keys("ctrl+a")
    desk.type_words(text)


def test_a_text_is_edited_and_taken_back():
    before = document("agent", "writer")
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        open_document(program, "Agents", "Writer")
        program.focus("text", "Instructions")
        desk.type_keys("ctrl+Home")
        desk.type_words("Be kind. ")
        program.press("button", "Save")
        assert program.wait(lambda: document("agent", "writer")["instructions"].startswith("Be kind. ")), \
            program.outline()
        after = document("agent", "writer")
        assert {**after, "instructions": before["instructions"]} == before
        assert program.wait(lambda: pressed(program, "button", "Undo")), program.outline()
        assert program.wait(lambda: document("agent", "writer") == before), program.outline()


def test_a_tool_is_given():
    before = document("agent", "writer")
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        open_document(program, "Agents", "Writer")
        program.flip("May Note a Fact")
        program.press("button", "Save")
        assert program.wait(lambda: document("agent", "writer") == {
            **before, "tools": ["search", "read", "note_fact"]}), program.outline()


def test_unsaved_words_wait():
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        open_document(program, "Agents", "Writer")
        program.focus("text", "Instructions")
        desk.type_keys("ctrl+Home")
        desk.type_words("Half a thought ")
        assert program.wait(lambda: "Half a thought" in str(
            rows("SELECT value FROM bureau_scratch WHERE key = 'words:agent:writer'"))), "not kept"
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        open_document(program, "Agents", "Writer")
        program.wait_for_text("text", "Instructions", "Half a thought")
        assert "Half a thought" not in document("agent", "writer")["instructions"]
        program.press("button", "Discard")
        assert program.wait(lambda: not rows("SELECT 1 FROM bureau_scratch WHERE key = 'words:agent:writer'"))


def test_a_bad_document_is_refused_at_its_line():
    before, count = document("workflow", "sorting"), versions("workflow", "sorting")
    with desk.Program("--workspace", file, "--page", "workflows") as program:
        open_document(program, "Workflows", "Sort what comes in")
        write_document(program, '{"workflow": "sorting", "on": {"message": "no_such_field = 1"}, "steps": []}')
        program.press("button", "Save")
        program.find("list", "What is wrong with the document")
        assert program.look("label", "Line 1"), program.outline()
        write_document(program, '{"workflow": ')
        program.press("button", "Save")
        program.find("list", "What is wrong with the document")
        assert document("workflow", "sorting") == before and versions("workflow", "sorting") == count


def test_a_question_is_answered_in_place():
    ask = {"workflow": "sorting", "title": "Ask first", "on": {"message": "automatic IS NULL"},
           "steps": [{"id": "may", "do": "ask", "question": "May we answer?", "choices": ["Gladly", "No"]}]}
    count = versions("workflow", "sorting", new)
    with desk.Program("--workspace", new, "--page", "workflows") as program:
        open_document(program, "Workflows", "Sort what comes in")
        write_document(program, json.dumps(ask))
        program.press("button", "Save")
        assert program.wait(lambda: document("workflow", "sorting", new) == ask), program.outline()
        bring("question")
        desk.type_keys("alt+6")
        program.find("page tab", "Questions (1)")
        program.press("page tab", "Questions (1)")
        program.click("button", "Gladly")
        assert program.wait(lambda: rows("SELECT state, answer FROM bureau_question", new)
                            == [("answered", "Gladly")]), program.outline()
        tab = program.find("page tab", "Questions")
        assert program.wait(lambda: tab.get_state_set().contains(desk.Atspi.StateType.FOCUSED)), program.outline()
        assert program.wait(lambda: rows("SELECT state FROM bureau_run ORDER BY id DESC LIMIT 1", new) == [("done",)])
    with desk.Program("--workspace", new, "--page", "workflows") as program:
        open_document(program, "Workflows", "Ask first")
        program.press("page tab", "Versions")
        program.press("button", "Revert to This")
        assert program.wait(lambda: versions("workflow", "sorting", new) == count + 2), program.outline()
        assert document("workflow", "sorting", new)["steps"][0]["do"] == "classify"


def test_a_run_shows_what_it_was_given():
    with desk.Program("--workspace", new, "--page", "activity") as program:
        program.find("list", "Runs")
        program.click("list item", "Sort what comes in")
        program.find("list", "Steps")
        program.click("list item", "Bureau asks you “May we answer?”")
        program.wait_for_text("text", "What Came Out", '"answer": "Gladly"')
        program.press("button", "Back")
        program.press("radio button", "Failed")
        program.find(None, "No Such Runs")


def begin(program, steps):
    """A workflow of these steps takes the place of sorting, and a message starts a run of it; gives how many there are."""
    count = rows("SELECT count(*) FROM bureau_run", new)[0][0]
    flow = {"workflow": "sorting", "title": "Try it", "on": {"message": "automatic IS NULL"}, "steps": steps}
    open_document(program, "Workflows", document("workflow", "sorting", new)["title"])
    write_document(program, json.dumps(flow))
    program.press("button", "Save")
    assert program.wait(lambda: document("workflow", "sorting", new) == flow), program.outline()
    bring(f"try-{count}")
    return count + 1


def open_newest(program):
    desk.type_keys("alt+6")
    tab = program.wait(lambda: next((n.get_name() for n in desk.descendants(program)
                                     if n.get_role_name() == "page tab" and n.get_name().startswith("Runs")), None))
    program.press("page tab", tab)
    program.find("list", "Runs")
    program.click("list item", "Try it")
    program.find("list", "Steps")


def test_a_run_is_cancelled():
    state = "SELECT state FROM bureau_run ORDER BY id DESC LIMIT 1"
    with desk.Program("--workspace", new, "--page", "workflows") as program:
        begin(program, [{"id": "may", "do": "ask", "question": "May we?", "choices": ["Yes", "No"]}])
        assert program.wait(lambda: rows(state, new) == [("waiting",)]), rows(state, new)
        open_newest(program)
        program.press("button", "Cancel Run")
        assert program.wait(lambda: rows(state, new) == [("cancelled",)]), rows(state, new)
        program.find("label", "Cancelled")
        assert program.wait(lambda: not program.look("button", "Cancel Run")), program.outline()


def test_a_run_is_tried_again():
    state = "SELECT state FROM bureau_run ORDER BY id DESC LIMIT 1"
    with desk.Program("--workspace", new, "--page", "workflows") as program:
        begin(program, [{"id": "look", "do": "query", "with": {"service": "message.subject"},
                         "sql": "SELECT abs(-9223372036854775807 - (length(:service) > 0)) AS n"}])
        assert program.wait(lambda: rows(state, new) == [("parked",)]), rows(state, new)
        open_newest(program)
        program.press("button", "Retry")
        retried = "SELECT count(*) FROM bureau_request WHERE kind = 'retry' AND state = 'done'"
        assert program.wait(lambda: rows(retried, new) == [(1,)]), program.outline()
        assert program.wait(lambda: rows(state, new) == [("parked",)]), rows(state, new)


tap.main(test_a_text_is_edited_and_taken_back, test_a_tool_is_given, test_unsaved_words_wait,
         test_a_bad_document_is_refused_at_its_line, test_a_question_is_answered_in_place,
         test_a_run_shows_what_it_was_given, test_a_run_is_cancelled,
         test_a_run_is_tried_again)
