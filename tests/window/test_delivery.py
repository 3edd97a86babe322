#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a delivery: what became of each recipient and each attempt, what can be done, and the
ways that lead to it."""
import contextlib
import sqlite3
import subprocess

import desk
import tap
from review import bureauctl, rows, send_button, waits, workspace


def put(file, *statements):
    """Into a workspace that nobody has open."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        for statement in statements:
            database.execute(statement)


def approve(file):
    """Approves the first draft; gives its id, its subject and the delivery's id. It is held for long."""
    bureauctl(file, "set", "undo_seconds", "3600")
    draft, subject = rows(file, "SELECT id, subject FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")[0]
    bureauctl(file, "draft", "approve", str(draft))
    return draft, subject, rows(file, f"SELECT id FROM bureau_delivery WHERE draft = {draft}")[0][0]


def state_of(file, delivery):
    return rows(file, f"SELECT state FROM bureau_delivery WHERE id = {delivery}")[0][0]


def found(program):
    """What Ctrl+K found, by name."""
    box = program.look("list", "What was found")
    return [n.get_name() for n in desk.children(box)] if box else []


def scrolled_to(program, name):
    """Turns the wheel over the page until a row of its end is in sight."""
    top = float(program.middle("list item", name)[1])
    if top > 600:
        subprocess.run(["xdotool", "mousemove", "860", "500", "click", "5"], check=True)
    return top <= 600


def test_is_taken_back():
    with workspace() as file:
        draft, subject, delivery = approve(file)
        with desk.Program("--workspace", file, "--page", "outbox") as program:
            program.find("list", "Outbox")
            program.click("list item", subject)
            program.find("list", "Who Gets It")
            program.find("label", "Leaves in a moment")
            program.press("button", "Back to Review")
            assert program.wait(lambda: state_of(file, delivery) == "undone"), state_of(file, delivery)
            program.find("label", "Taken back before it was sent")
            assert program.look("button", "Back to Review") is None, program.outline()
            program.click("list item", "The Draft")
            waits(program, 3)
            send_button(program)
            program.press("page tab", "History")
            program.click("list item", "Taken back before it was sent")
            program.find("list", "Who Gets It")


def test_says_what_is_uncertain():
    with workspace() as file:
        draft, subject, delivery = approve(file)
        put(file, f"""UPDATE bureau_delivery SET state = 'uncertain', tries = 1,
                      error = 'Bureau stopped while this was being sent.' WHERE id = {delivery}""",
            f"""INSERT INTO bureau_attempt VALUES (77, {delivery}, '2026-11-20T10:00:00.000Z', 'end', NULL,
                                                   '2026-11-20T10:00:02.000Z')""",
            f"""UPDATE bureau_delivery_recipient SET state = 'refused', reply = '550 No <b>such</b> user'
                WHERE delivery = {delivery}""")
        with desk.Program("--workspace", file, "--page", "outbox") as program:
            program.find("list", "Outbox")
            desk.type_keys("ctrl+k")
            program.find("entry", "Find or do anything")
            desk.type_words(subject.removeprefix("Re: "))
            asked = subject.removeprefix("Re: ")
            # The best that was found, the words as a wish, and the mail itself.
            assert program.wait(lambda: found(program)[:3] == [asked, asked, subject]), found(program)
            place = desk.children(program.look("list", "What was found"))[2].get_component_iface()
            extents = place.get_extents(desk.Atspi.CoordType.WINDOW)
            subprocess.run(["xdotool", "mousemove", str(extents.x + 40), str(extents.y + 20), "click", "1"], check=True)
            program.find("label", "May or may not have been sent")
            program.find("label", "Refused by the mail server · 550 No <b>such</b> user")
            program.find("label", "All was sent, and no answer came")
            assert not program.look("button", "Back to Review"), program.outline()
            program.press("button", "It Was Sent")
            assert program.wait(lambda: state_of(file, delivery) == "sent"), state_of(file, delivery)
            program.find("label", "Sent")
            program.click("list item", "The Draft")
            program.find("list item", subject)
            program.find("list", "What Happened")
            assert program.wait(lambda: scrolled_to(program, subject)), program.outline()
            program.click("list item", subject)
            program.find("list", "Attempts")


def test_a_failed_one_is_sent_again():
    with workspace() as file:
        draft, subject, delivery = approve(file)
        put(file, f"""UPDATE bureau_delivery SET state = 'failed', tries = 1, error = 'The mailbox is full.'
                      WHERE id = {delivery}""")
        with desk.Program("--workspace", file, "--page", "outbox") as program:
            program.find("list", "Outbox")
            program.click("list item", subject)
            program.find("label", "The mailbox is full.")
            program.press("button", "Send Again")
            assert program.wait(lambda: state_of(file, delivery) not in ("failed", "uncertain"))
            message = rows(file, f"SELECT m.subject FROM bureau_draft d JOIN bureau_message m ON m.id = d.message "
                                 f"WHERE d.id = {draft}")[0][0]
            program.click("list item", "The Message It Answers")
            program.find(None, message)


tap.main(test_is_taken_back, test_says_what_is_uncertain, test_a_failed_one_is_sent_again)
