#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person decides in the real window, about one draft and about several: what follows, where the
keyboard is, what is refused, and taking it back."""
import desk
import review
import tap
from review import rows

WAITING = "SELECT id FROM bureau_draft WHERE state IN ('drafted', 'edited') ORDER BY id"


def state_of(file, draft):
    return rows(file, f"SELECT state FROM bureau_draft WHERE id = {draft}")[0][0]


def drafts(file):
    return [row[0] for row in rows(file, WAITING)]


def has_focus(program, role, name):
    found = program.look(role, name)
    return found and found.get_state_set().contains(desk.Atspi.StateType.FOCUSED)


def chosen_row(program):
    """The row that is chosen, by its name."""
    return next((n.get_name() for n in desk.descendants(program) if n.get_role_name() == "list item"
                 and n.get_state_set().contains(desk.Atspi.StateType.SELECTED)
                 and "@" in n.get_name()), None)


def test_next_follows():
    """After a decision the next draft is there; the keyboard stays in the words. Undo brings the row back to
    its place with the keyboard on it."""
    with review.workspace() as file:
        review.bureauctl(file, "set", "undo_seconds", "60")
        next_follows(file)


def next_follows(file):
    with desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        first = review.send_button(program)
        row = program.wait(lambda: chosen_row(program))
        review.write(program)
        desk.type_keys("ctrl+Return")
        review.waits(program, 2)
        assert program.wait(lambda: review.send_button(program) != first)
        assert program.wait(lambda: has_focus(program, "text", "The draft")), program.outline()
        program.press("button", "Undo")
        review.waits(program, 3)
        assert program.wait(lambda: review.send_button(program) == first)
        assert program.wait(lambda: chosen_row(program) == row), (row, program.outline())
        names = [n.get_name() for n in desk.descendants(program) if n.get_role_name() == "list item"
                 and "@" in n.get_name()]
        assert names[0] == row, names


def choose_all(program):
    program.find("list", "Drafts that wait")
    desk.type_keys("ctrl+f", "Escape")
    row = program.find("list item", chosen_row(program))
    extents = row.get_component_iface().get_extents(desk.Atspi.CoordType.WINDOW)
    program.click("list item", row.get_name())
    desk.type_keys("shift+Down", "shift+Down")
    program.find("label", "3 drafts are chosen")
    return extents


def test_rejects_several():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        review.send_button(program)
        choose_all(program)
        program.press("button", "Reject All…")
        program.focus("text", "Reason")
        desk.type_words("we are full")
        desk.type_keys("Return")
        program.find("label", "Nothing Waits for You")
        rejected = "SELECT count(*) FROM bureau_draft WHERE state = 'rejected' AND reason = 'we are full'"
        assert program.wait(lambda: rows(file, rejected) == [(3,)]), rows(file, rejected)
        entries = """SELECT count(DISTINCT entry) FROM bureau_journal_item i JOIN bureau_draft d
                     ON d.id = i.record WHERE i.collection = 'bureau_draft' AND d.reason = 'we are full'
                     AND entry > (SELECT max(entry) - 3 FROM bureau_journal)"""
        assert rows(file, entries) == [(3,)], rows(file, entries)
        program.press("button", "Undo")
        review.waits(program, 3)
        assert program.wait(lambda: len(drafts(file)) == 3)


def is_marked(program, name):
    return program.find("check box", f"Choose the draft for {name}").get_state_set().contains(
        desk.Atspi.StateType.CHECKED)


def waiting_drafts(file):
    """Of each draft who gets it and what it is about."""
    return zip(*rows(file, """SELECT m.sender_name, d.subject FROM bureau_draft d JOIN bureau_message m
                              ON m.id = d.message WHERE d.state = 'drafted' ORDER BY d.id"""))


def test_several_by_pointer_alone():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        review.send_button(program)
        names, subjects = waiting_drafts(file)
        program.press("toggle button", "Choose Several")
        program.find("check box", f"Choose the draft for {names[0]}")
        program.activate(subjects[1])
        program.find("label", "2 drafts are chosen")
        # They are seen beside the rows already: there is nothing to go on to.
        assert not program.look("button", "Show 2 Drafts"), program.outline()
        program.activate(subjects[2])
        program.find("label", "3 drafts are chosen")
        program.activate(subjects[1])
        program.find("label", "2 drafts are chosen")
        # Each row has a mark with a name, for who does not see it.
        assert [is_marked(program, name) for name in names] == [True, False, True], program.outline()
        # Escape ends it, and what waits stays.
        desk.type_keys("Escape")
        review.send_button(program)
        assert program.wait(lambda: not program.look("check box", f"Choose the draft for {names[1]}"))
        assert len(drafts(file)) == 3


def test_several_on_a_phone():
    """Where the rows alone are seen, a button goes on to those that are chosen."""
    with review.workspace() as file:
        settings = file.parent / "config" / "glib-2.0" / "settings"
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text("[app/bureau/Bureau]\nwindow-width=400\n")
        names, subjects = waiting_drafts(file)
        with desk.Program("--workspace", file, environment={"XDG_CONFIG_HOME": str(file.parent / "config")}) as program:
            program.press("toggle button", "Choose Several")
            program.find("check box", f"Choose the draft for {names[1]}")
            program.activate(subjects[1])
            program.press("button", "Show 2 Drafts")
            program.find("label", "2 drafts are chosen")


def test_names_what_is_refused():
    """Of several, those go that can; one with unsent words, or to a look-alike, is named."""
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        first, _, last = drafts(file)
        known = rows(file, "SELECT email FROM clients WHERE email LIKE '%@%' ORDER BY id LIMIT 1")[0][0]
        name, domain = known.split("@")
        review.bureauctl(file, "draft", "edit", str(last), "--to", f"{name}@{domain[:3]}{domain[4:]}")
        review.send_button(program)
        review.write(program)
        desk.type_words("Unsent. ")
        program.wait_for_text("text", "The draft", "Unsent. ")
        assert program.wait(lambda: f"looks like {domain}" in program.outline()), program.outline()
        who = dict(rows(file, """SELECT d.id, m.sender_name FROM bureau_draft d
                                 JOIN bureau_message m ON m.id = d.message"""))
        choose_all(program)
        send = program.find("button", "Approve and Send 3")
        assert program.wait(lambda: send.get_state_set().contains(desk.Atspi.StateType.SENSITIVE))
        program.press("button", "Approve and Send 3")
        said = program.wait(lambda: next(
            (n.get_name() for n in desk.descendants(program)
             if f"{who[first]}: " in n.get_name() and f"{who[last]}: " in n.get_name()), None))
        assert said, program.outline()
        assert "looks like" in said and "did not send" in said, said
        review.waits(program, 2)
        assert drafts(file) == [first, last]


tap.main(test_next_follows, test_rejects_several, test_several_by_pointer_alone, test_several_on_a_phone, test_names_what_is_refused)
