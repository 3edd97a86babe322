#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions of agents in Review: counted beside the drafts, answered in place, with no draft behind
them that a key could send."""
import pathlib

import desk
import tap
from review import ASKING, bring, bureauctl, folder, put_workflow, rows, send_button, waits, workspace

OPEN = "SELECT count(*) FROM bureau_question WHERE state = 'open'"


def test_wait_beside_drafts():
    with workspace() as file:
        put_workflow(file, ASKING)
        with desk.Program("--workspace", file) as program:
            waits(program, 3)
            shown = send_button(program)
            bring(file, 1)
            waits(program, 4)
            program.press("button", "An agent asks you a question")
            program.find("label", "Is the secret number 4711?")
            desk.type_keys("ctrl+Return")
            bring(file, 2)
            program.find("button", "Agents ask you 2 questions")
            assert rows(file, "SELECT count(*) FROM bureau_draft WHERE state = 'drafted'") == [(3,)]
            program.press("button", "Yes")
            waits(program, 4)
            program.press("button", "Yes")
            waits(program, 3)
            assert rows(file, OPEN) == [(0,)]
            assert send_button(program) == shown


def test_are_all_that_waits():
    file = pathlib.Path(folder.name) / "asks.bureau"
    bureauctl(file, "init", "--template", "lead-intake")
    put_workflow(file, ASKING)
    with desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        bring(file, 3)
        program.find("label", "No Drafts Wait")
        program.press("button", "No")
        program.find("label", "Nothing Waits for You")
        assert rows(file, "SELECT answer FROM bureau_question") == [("No",)]


def test_a_draft_is_one_click_away():
    with workspace() as file:
        put_workflow(file, ASKING)
        with desk.Program("--workspace", file) as program:
            waits(program, 3)
            bring(file, 4)
            program.press("button", "An agent asks you a question")
            program.find("label", "Is the secret number 4711?")
            subject = rows(file, "SELECT subject FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")[0][0]
            program.activate(subject)
            send_button(program)


tap.main(test_wait_beside_drafts, test_are_all_that_waits, test_a_draft_is_one_click_away)
