#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One draft in the real window: who gets it, what it rests on, what goes with it, and what happens where it
is changed under a person's hands."""
import json

import desk
import review
import tap
from review import rows

OVERTAKEN = "This draft was changed elsewhere while you edited it. Which text goes on?"


def begin(program):
    review.waits(program, 3)
    review.send_button(program)
    review.write(program)


def first(file):
    return rows(file, "SELECT id FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")[0][0]


def overtake(file, program):
    """The person writes, somebody else changes the same draft; gives its id."""
    begin(program)
    desk.type_words("Mine. ")
    program.wait_for_text("text", "The draft", "Mine. ")
    draft = first(file)
    review.bureauctl(file, "draft", "edit", str(draft), "--subject", "Theirs")
    program.find("label", OVERTAKEN)
    return draft


def test_both_texts_are_shown():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        overtake(file, program)
        program.wait_for_text("text", "Your text", "Mine. ")
        program.wait_for_text("text", "The other text", "Subject: Theirs")
        # Nothing can be sent before one of them was chosen.
        send = program.find("button", "Choose one of the two texts first")
        assert not send.get_state_set().contains(desk.Atspi.StateType.SENSITIVE)
        program.press("button", "Take the Other Text")
        program.wait_for_text("text", "Subject", "Theirs")
        assert "Mine. " not in program.text("text", "The draft")
        review.send_button(program)


def test_own_text_is_kept():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        draft = overtake(file, program)
        program.press("button", "Keep Mine")
        program.wait_for_text("text", "The draft", "Mine. ")
        review.send_button(program)
        desk.type_keys("ctrl+Return")
        approved = f"SELECT subject, body FROM bureau_draft WHERE id = {draft} AND state = 'approved'"
        assert program.wait(lambda: rows(file, approved)), program.outline()
        subject, body = rows(file, approved)[0]
        assert subject != "Theirs" and "Mine. " in body, (subject, body)


def test_overtaken_survives_a_kill():
    """The words are kept with what they began from: after a restart both texts are there again."""
    with review.workspace() as file:
        with desk.Program("--workspace", file) as program:
            begin(program)
            desk.type_words("Half a thou")
            kept = "SELECT value FROM bureau_scratch WHERE key LIKE 'words:%' AND value LIKE '%Half a thou%'"
            assert program.wait(lambda: rows(file, kept)), "the words were not kept"
            draft = first(file)
            program.process.kill()
        cursor = json.loads(rows(file, kept)[0][0])["cursor"]
        assert cursor == len("Half a thou"), cursor
        review.bureauctl(file, "draft", "edit", str(draft), "--body", "Somebody else was here.")
        with desk.Program("--workspace", file) as program:
            program.find("label", OVERTAKEN)
            program.wait_for_text("text", "Your text", "Half a thou")
            program.wait_for_text("text", "The other text", "Somebody else was here.")
            program.press("button", "Keep Mine")
            program.wait_for_text("text", "The draft", "Half a thou")


def test_cursor_survives_a_kill():
    with review.workspace() as file:
        with desk.Program("--workspace", file) as program:
            begin(program)
            desk.type_words("Half a thou")
            desk.type_keys("Left", "Left", "Left", "Left")
            kept = """SELECT 1 FROM bureau_scratch WHERE key LIKE 'words:%' AND value ->> 'cursor' = 7
                      AND value LIKE '%Half a thou%'"""
            assert program.wait(lambda: rows(file, kept)), "the cursor was not kept"
            program.process.kill()
        with desk.Program("--workspace", file) as program:
            program.wait_for_text("text", "The draft", "Half a thou")
            body = program.look("text", "The draft")
            assert program.wait(lambda: desk.Atspi.Text.get_caret_offset(body) == 7), \
                desk.Atspi.Text.get_caret_offset(body)


def test_recipients_are_marked():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        review.bureauctl(file, "query", "SELECT 1")
        known = rows(file, "SELECT email FROM clients WHERE email LIKE '%@%' ORDER BY id LIMIT 1")[0][0]
        name, domain = known.split("@")
        program.focus("text", "Add a recipient")
        desk.type_words(known)
        desk.type_keys("Return")
        program.find("button", f"Remove {known}")
        like = f"{name}@{domain[:3]}{domain[4:]}" if domain[3] != "." else f"{name}@x{domain}"
        desk.type_words(like)
        desk.type_keys("Return")
        program.find("button", f"Remove {like}")
        program.find("label", f"looks like {domain}")
        program.press("button", f"Remove {like}")
        assert program.wait(lambda: not program.look("label", f"looks like {domain}"))


def test_facts_lead_to_their_grounds():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        link = json.loads(rows(file, "SELECT value FROM bureau_setting WHERE key = 'booking_link'")[0][0])
        review.write(program)
        program.press("toggle button", "Booking link")
        program.press("button", "Insert Into the Text")
        assert program.wait(lambda: program.text("text", "The draft").startswith(link)), program.outline()


tap.main(test_both_texts_are_shown, test_own_text_is_kept, test_overtaken_survives_a_kill,
         test_cursor_survives_a_kill, test_recipients_are_marked, test_facts_lead_to_their_grounds)
