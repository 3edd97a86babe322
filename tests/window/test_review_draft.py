#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One draft in the real window: who gets it, what it rests on, what goes with it, and what happens where it
is changed under a person's hands."""
import json

import desk
import review
import tap
from review import rows

MARGIN = 9  # above the first line of the draft, in pixels
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


def place(program):
    """Where a person is in the words: before which letter, and how many pixels down."""
    body = program.look("text", "The draft")
    try:
        first = desk.Atspi.Text.get_character_extents(body, 0, desk.Atspi.CoordType.WINDOW)
        edge = body.get_component_iface().get_extents(desk.Atspi.CoordType.WINDOW)
        return desk.Atspi.Text.get_caret_offset(body), edge.y + MARGIN - first.y
    except (AttributeError, TypeError, desk.GLib.Error):
        return 0, 0


def is_near(one, other):
    """The same place; of a pixel, a part may be lost."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= 1


def write_long(program):
    """Many lines at the head of the draft; the cursor is put among the first, and they are scrolled away."""
    review.write(program)
    desk.type_words("Half a thou")
    desk.type_keys(*["Return"] * 60, "ctrl+Home", *["Right"] * 4)
    program.wait_for_text("text", "The draft", "Half a thou" + 60 * "\n")
    assert program.wait(lambda: place(program)[0] == 4), place(program)
    program.scroll("text", "The draft")
    assert program.wait(lambda: place(program)[1] > 50), "it does not scroll"


def kept_place(file):
    """What the file says of where the person is."""
    found = rows(file, """SELECT value ->> 'cursor', value ->> 'scroll' FROM bureau_scratch
                          WHERE key LIKE 'words:%' AND value LIKE '%Half a thou%'""")
    return found[0] if found else (0, 0)


def test_place_survives_a_kill():
    """The draft that was looked at is there again, with its words, the cursor, and what was in sight."""
    with review.workspace() as file:
        with desk.Program("--workspace", file) as program:
            review.waits(program, 3)
            first = review.send_button(program)
            desk.type_keys("alt+Down")
            assert program.wait(lambda: review.send_button(program) != first)
            second = review.send_button(program)
            write_long(program)
            assert program.wait(lambda: is_near(kept_place(file), place(program))), (kept_place(file), place(program))
            before = place(program)
            program.process.kill()
        with desk.Program("--workspace", file) as program:
            program.wait_for_text("text", "The draft", "Half a thou")
            assert review.send_button(program) == second
            assert program.wait(lambda: is_near(place(program), before)), (place(program), before)


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
         test_place_survives_a_kill, test_recipients_are_marked, test_facts_lead_to_their_grounds)
