#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Review by keyboard alone: single keys where a person wants them, and the rest through Ctrl+K."""
import desk
import review
import tap
from review import rows

WAITING = "SELECT id FROM bureau_draft WHERE state IN ('drafted', 'edited') ORDER BY id"


def command(program, words):
    desk.type_keys("ctrl+k")
    program.find("entry", "Find or do anything")
    desk.type_words(words)
    desk.type_keys("Return")


def single_keys(program):
    """Turns them on in the settings of this display."""
    done = desk.subprocess.run(["gsettings", "set", "app.bureau.Bureau", "single-keys", "true"],
                               env=program.environment)
    assert done.returncode == 0


def on_a_row(program):
    row = program.wait(lambda: next((n for n in desk.descendants(program) if n.get_role_name() == "list item"
                                     and "@" in n.get_name()), None))
    program.click("list item", row.get_name())


def test_teaches_what_it_is():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        review.send_button(program)
        draft = rows(file, WAITING)[0][0]
        message = rows(file, f"SELECT message FROM bureau_draft WHERE id = {draft}")[0][0]
        label = f"SELECT label, label_by FROM bureau_message WHERE id = {message}"
        taught = f"SELECT label FROM bureau_label WHERE message = {message}"
        command(program, "wrong kind of message")
        first = program.find("radio button", "Project")
        assert program.wait(lambda: first.get_state_set().contains(desk.Atspi.StateType.FOCUSED))
        desk.type_keys("space")
        teach = program.find("button", "Teach")
        assert program.wait(lambda: teach.get_state_set().contains(desk.Atspi.StateType.SENSITIVE)), \
            program.outline()
        program.press("button", "Teach")
        review.waits(program, 2)
        assert program.wait(lambda: rows(file, label) == [("project", "operator")]), rows(file, label)
        assert program.wait(lambda: rows(file, taught) == [("project",)]), "the classifier did not learn"
        command(program, "take the last decision")
        review.waits(program, 3)
        assert program.wait(lambda: rows(file, label)[0][0] == "inquiry"), rows(file, label)
        assert program.wait(lambda: not rows(file, taught)), "what was taken back is still learnt"


def test_asks_again():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        review.send_button(program)
        command(program, "ask again")
        program.find("text", "Note")
        desk.type_words("in German")
        desk.type_keys("Return")
        program.wait_for_text("text", "The draft", "Guten Tag")
        command(program, "ask again")
        program.find("text", "Note")
        desk.type_words("a little warmer")
        desk.type_keys("Return")
        assert program.wait(lambda: "The rules cannot follow “a little warmer”" in program.outline()), \
            program.outline()
        assert "Guten Tag" in program.text("text", "The draft")


def test_letters():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        first = review.send_button(program)
        single_keys(program)
        on_a_row(program)
        desk.type_keys("j")
        assert program.wait(lambda: review.send_button(program) != first)
        desk.type_keys("k")
        assert program.wait(lambda: review.send_button(program) == first)
        desk.type_keys("s")
        review.waits(program, 2)
        desk.type_keys("u")
        review.waits(program, 3)
        desk.type_keys("e")
        body = program.find("text", "The draft")
        assert program.wait(lambda: body.get_state_set().contains(desk.Atspi.StateType.FOCUSED))
        # In the words they are letters.
        desk.type_words("jks")
        program.wait_for_text("text", "The draft", "jks")
        review.waits(program, 3)


def test_sends_after_a_popover():
    """What had the keyboard goes with its draft, and with it the key's release: the next press is a press again."""
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        first = review.send_button(program)
        review.write(program)
        desk.type_keys("Tab", "Tab", "space")
        program.find("button", "Insert Into the Text")
        desk.type_keys("Escape")
        assert program.wait(lambda: not program.look("button", "Insert Into the Text")), program.outline()
        desk.type_keys("ctrl+Return")
        assert program.wait(lambda: len(rows(file, WAITING)) == 2), rows(file, WAITING)
        assert program.wait(lambda: review.send_button(program) != first)
        desk.type_keys("ctrl+Return")
        assert program.wait(lambda: len(rows(file, WAITING)) == 1), rows(file, WAITING)


tap.main(test_teaches_what_it_is, test_asks_again, test_letters, test_sends_after_a_popover)
