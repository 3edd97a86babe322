#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole walks with the keyboard alone, through pages and dialogs. Each key goes on from where the one before
led to."""
import desk
import review
import tap
from desk import Atspi
from review import ASKING, add_view, bring, put_workflow, rows

MOST_STEPS = 40


def focused(program):
    """What has the keyboard; nothing while that changes."""
    return next((n for n in desk.descendants(program) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None)


def is_at(node, role, name):
    return node.get_role_name() == role and node.get_name() == name


def somewhere(program, not_at=None):
    """Waits until something has the focus, and something else than what had it."""
    def look():
        node = focused(program)
        return node if node is not None and node.path != not_at else None
    node = program.wait(look)
    assert node, f"the focus is lost or stays; there is:\n{program.outline()}"
    return node


def go(program, role, name, key="Tab"):
    """Presses a key until an element has the focus."""
    program.find(role, name)
    way = []
    node = somewhere(program)
    while not is_at(node, role, name) and len(way) < MOST_STEPS:
        way.append(f"{node.get_role_name()} {node.get_name()}")
        desk.type_keys(key)
        node = somewhere(program, node.path)
    assert is_at(node, role, name), f"{key} leads not to {name}, but to: {way}"


def command(program, words):
    desk.type_keys("ctrl+k")
    program.find("entry", "Find or do anything")
    desk.type_words(words)
    desk.type_keys("Return")


def test_a_view_is_opened_and_left():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        desk.type_keys("alt+3")
        program.find("list", "Views")
        go(program, "list item", "Pipeline", "Down")
        desk.type_keys("Return")
        program.find("label", "Inquiries by state")
        go(program, "button", "Back", "shift+Tab")
        desk.type_keys("Return")
        assert program.wait(lambda: (n := focused(program)) and is_at(n, "list item", "Pipeline")), \
            program.outline()


def test_a_view_is_described():
    views = "SELECT count(*) FROM bureau_document WHERE kind = 'view'"
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        before = rows(file, views)[0][0]
        command(program, "describe a view")
        program.find("dialog", "New View")
        assert program.wait(lambda: (n := focused(program)) and n.get_role_name() == "text"), program.outline()
        desk.type_words("inquiries by service")
        desk.type_keys("Return")
        keep = program.find("button", "Keep")
        assert program.wait(lambda: keep.get_state_set().contains(Atspi.StateType.SENSITIVE)), program.outline()
        go(program, "button", "Keep")
        desk.type_keys("Return")
        assert program.wait(lambda: rows(file, views)[0][0] == before + 1), program.outline()
        assert program.wait(lambda: not program.look("dialog", "New View")), program.outline()
        assert program.wait(lambda: (n := focused(program)) and is_at(n, "button", "Back")), program.outline()


def test_several_rows_are_changed_and_taken_back():
    """One question for those that were chosen, and one undo; no other row changes."""
    contacts = "SELECT name, contact FROM clients ORDER BY name"
    view = {"spec": "view/1", "id": "several", "title": "Several", "layout": [{"row": ["clients"]}],
            "data": [{"id": "clients", "rows": "many", "sql": "SELECT id, name FROM clients ORDER BY name",
                      "columns": [{"name": "id", "type": "ref", "entity": "clients"}, {"name": "name", "type": "text"}]}],
            "elements": [{"id": "clients", "type": "table", "title": "Clients", "data": "clients",
                          "columns": [{"col": "name"}], "bulk_actions": ["ask"]}],
            "actions": [{"id": "ask", "label": "Ask again", "do": "set", "entity": "clients", "per": "row",
                         "args": [{"arg": "contact", "const": "again"}]}]}
    with review.workspace() as file:
        add_view(file, view)
        before = rows(file, contacts)
        chosen = [before[0][0], before[2][0]]
        with desk.Program("--workspace", file, "--page", "views/several") as program:
            go(program, "check box", f"Choose {chosen[0]}")
            desk.type_keys("space")
            program.find("label", "1 row chosen")
            go(program, "table row", f"Choose {chosen[0]} {chosen[0]}", "shift+Tab")
            go(program, "table row", f"Choose {chosen[1]} {chosen[1]}", "Down")
            go(program, "check box", f"Choose {chosen[1]}")
            desk.type_keys("space")
            program.find("label", "2 rows chosen")
            go(program, "button", "Ask again")
            desk.type_keys("Return")
            program.find("label", "Ask again: 2 Rows?")
            go(program, "button", "Do It")
            desk.type_keys("Return")
            assert program.wait(lambda: rows(file, contacts) == [
                (name, "again" if name in chosen else contact) for name, contact in before]), rows(file, contacts)
            program.press("button", "Undo")
            assert program.wait(lambda: rows(file, contacts) == before), rows(file, contacts)


def test_a_model_is_looked_at():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        desk.type_keys("ctrl+comma")
        program.find("dialog", "Preferences")
        go(program, "page tab", "Business", "shift+Tab")
        go(program, "page tab", "Models", "Right")
        desk.type_keys("space")
        go(program, "button", "Add a Language Model")
        desk.type_keys("Return")
        program.find("text", "Model")
        somewhere(program)
        desk.type_keys("Escape")
        assert program.wait(lambda: (n := focused(program)) and is_at(n, "button", "Add a Language Model")), \
            program.outline()


def test_a_question_is_answered():
    with review.workspace() as file:
        put_workflow(file, ASKING)
        with desk.Program("--workspace", file) as program:
            review.waits(program, 3)
            bring(file, 1)
            review.waits(program, 4)
            go(program, "button", "An agent asks you a question", "shift+Tab")
            desk.type_keys("Return")
            go(program, "button", "Yes")
            desk.type_keys("Return")
            assert program.wait(lambda: rows(file, "SELECT answer FROM bureau_question") == [("Yes",)])
            review.waits(program, 3)
            review.send_button(program)
            assert program.wait(lambda: (n := focused(program)) and n.get_role_name() == "list item"), \
                program.outline()


def test_a_workflow_is_turned_off_and_on():
    on = "SELECT enabled FROM bureau_document WHERE kind = 'workflow' AND name = 'reading'"
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        desk.type_keys("alt+5")
        go(program, "check box", "Read inquiries")
        for expected in (0, 1):
            desk.type_keys("space")
            assert program.wait(lambda: rows(file, on) == [(expected,)]), rows(file, on)
            assert program.wait(lambda: (n := focused(program)) and is_at(n, "check box", "Read inquiries")), \
                program.outline()


tap.main(test_a_view_is_opened_and_left, test_a_view_is_described, test_several_rows_are_changed_and_taken_back,
         test_a_model_is_looked_at, test_a_question_is_answered, test_a_workflow_is_turned_off_and_on)
