#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workflow started by hand about something a person picks, from the workflow and from there; and
a record that is made to point to another."""
import json

import desk
import tap
from review import rows, workspace


def newest_run(file):
    """Its workflow, what it is about, and what made it begin."""
    workflow, record, message, cause = rows(
        file, "SELECT workflow, record, message, cause FROM bureau_run ORDER BY id DESC LIMIT 1")[0]
    return workflow, record or message, json.loads(cause)["trigger"]


def pick(program, words):
    """Types words into the field of the picker and takes the first that has them."""
    program.find("dialog")
    desk.type_words(words)
    # The list is replaced as the words are typed; the first row stays as the last ones come.
    assert program.wait(lambda: words in first_of(program)), (words, first_of(program))
    desk.type_keys("Return")


def first_of(program):
    box = program.look("list", "What was found")
    rows_of = desk.children(box) if box else []
    return rows_of[0].get_name() if rows_of else ""


def test_about_a_record_that_is_picked():
    with workspace() as file, desk.Program("--workspace", file, "--page", "workflows") as program:
        who = rows(file, "SELECT id, contact FROM inquiries WHERE contact IS NOT NULL ORDER BY id LIMIT 1")[0]
        title = rows(file, "SELECT title FROM bureau_document WHERE kind = 'workflow' AND name = 'replying'")[0][0]
        program.find("list", "Workflows")
        program.click("list item", title)
        program.press("button", "Run Now…")
        pick(program, who[1])
        assert program.wait(lambda: newest_run(file) == ("replying", who[0], "hand")), newest_run(file)


def test_about_a_message_that_is_picked():
    with workspace() as file, desk.Program("--workspace", file, "--page", "workflows") as program:
        message, subject = rows(file, "SELECT id, subject FROM bureau_message ORDER BY id LIMIT 1")[0]
        title = rows(file, "SELECT title FROM bureau_document WHERE kind = 'workflow' AND name = 'sorting'")[0][0]
        program.find("list", "Workflows")
        program.click("list item", title)
        program.press("button", "Run Now…")
        pick(program, subject)
        begun = f"""SELECT count(*) FROM bureau_run WHERE workflow = 'sorting' AND message = {message}
                    AND json_extract(cause, '$.trigger') = 'hand'"""
        assert program.wait(lambda: rows(file, begun) == [(1,)]), newest_run(file)


def open_first(program, title):
    program.find("list", "Collections")
    desk.type_keys("ctrl+k")
    program.find("entry", "Find or do anything")
    pick(program, title)
    program.find("list", "Fields")


def test_from_a_message():
    with workspace() as file, desk.Program("--workspace", file, "--page", "memory") as program:
        message, subject = rows(file, """SELECT id, subject FROM bureau_message WHERE subject LIKE '% % % %'
                                         ORDER BY id DESC LIMIT 1""")[0]
        open_first(program, subject)
        program.press("button", "Run a Workflow…")
        program.find("label", "Run Which Workflow?")
        first = program.find("radio button", "Sorting")
        assert program.wait(lambda: first.get_state_set().contains(desk.Atspi.StateType.FOCUSED)), program.outline()
        desk.type_keys("space")
        run = program.find("button", "Run")
        assert program.wait(lambda: run.get_state_set().contains(desk.Atspi.StateType.SENSITIVE)), program.outline()
        program.press("button", "Run")
        begun = f"""SELECT count(*) FROM bureau_run WHERE workflow = 'sorting' AND message = {message}
                    AND json_extract(cause, '$.trigger') = 'hand'"""
        assert program.wait(lambda: rows(file, begun) == [(1,)]), newest_run(file)


def test_a_record_points_to_another():
    with workspace() as file, desk.Program("--workspace", file, "--page", "memory") as program:
        project, title, before = rows(file, "SELECT id, title, client FROM projects ORDER BY id DESC LIMIT 1")[0]
        client, name = rows(file, f"SELECT id, name FROM clients WHERE id <> {before or 0} ORDER BY id LIMIT 1")[0]
        open_first(program, title)
        program.press("button", "Choose Another Record")
        pick(program, name)
        points = f"SELECT client FROM projects WHERE id = {project}"
        assert program.wait(lambda: rows(file, points) == [(client,)]), rows(file, points)
        program.find("label", name)
        assert program.wait(lambda: program.look("button", "Undo")), program.outline()


def test_a_record_points_to_none():
    with workspace() as file, desk.Program("--workspace", file, "--page", "memory") as program:
        project, title, client = rows(file, "SELECT id, title, client FROM projects WHERE client IS NOT NULL LIMIT 1")[0]
        open_first(program, title)
        points = f"SELECT client FROM projects WHERE id = {project}"
        program.press("button", "Choose None")
        assert program.wait(lambda: rows(file, points) == [(None,)]), rows(file, points)
        assert program.wait(lambda: not program.look("button", "Choose None")), program.outline()
        program.press("button", "Undo")
        assert program.wait(lambda: rows(file, points) == [(client,)]), rows(file, points)
        program.find("button", "Choose None")


tap.main(test_about_a_record_that_is_picked, test_about_a_message_that_is_picked, test_from_a_message,
         test_a_record_points_to_another, test_a_record_points_to_none)
