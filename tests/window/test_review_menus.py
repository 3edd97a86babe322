#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes with a draft, when it comes back, and which drafts are seen: attachments, Snooze and the filter."""
import datetime
import email.message
import hashlib
import json
import pathlib
import re
import tempfile

import desk
import drag
import review
import tap
from review import rows

WAITING = "SELECT id FROM bureau_draft WHERE state IN ('drafted', 'edited') ORDER BY id"
PRICES = "Logo;1200\nCarton;900\n"


def attached(file, draft):
    found = rows(file, f"SELECT attachments FROM bureau_draft WHERE id = {draft} AND state = 'approved'")
    return [(a["name"], a["size"], a["sha256"]) for a in json.loads(found[0][0])] if found else None


def pick(program, menu, steps):
    """Opens a menu and goes down so many items to the one that is meant."""
    program.press("toggle button", menu)
    program.find("menu", menu)
    desk.type_keys(*["Down"] * steps, "Return")


def listed(program):
    """Who is in the list, in its order, without the marks that come a moment later; nothing where it is not there."""
    names = [n.get_name() for n in desk.descendants(program) if n.get_role_name() == "list item"]
    return [found[0] for found in (re.match(r".*\S@\S+", name) for name in names) if found]


PLAN = "Ground floor, 120 square metres\n"
VIEWER = """[Desktop Entry]
Type=Application
Name=Viewer
Exec={viewer} %f
MimeType=text/plain;
"""


def letter_with_a_plan(place):
    message = email.message.EmailMessage()
    message["From"], message["To"] = "Ida Holm <ida@holm.example>", "hello@lindholm.example"
    message["Subject"], message["Message-ID"] = "Quote for a logo", "<plan@holm.example>"
    message.set_content("Could you send us a quote for a logo? The plan is attached.")
    message.add_attachment(PLAN, filename="plan.txt")
    file = place / "plan.eml"
    file.write_bytes(bytes(message))
    return file


def viewer(place):
    """A program that the desktop opens text with: it keeps what it was given."""
    script, seen = place / "viewer", place / "seen.txt"
    script.write_text(f'#!/bin/sh\ncat "$1" > {seen}.part && mv {seen}.part {seen}\n')
    script.chmod(0o755)
    applications = place / "applications"
    applications.mkdir()
    (applications / "viewer.desktop").write_text(VIEWER.format(viewer=script))
    (applications / "mimeapps.list").write_text("[Default Applications]\ntext/plain=viewer.desktop\n")
    return seen


def press_when_there(dialog, name):
    def pressed():
        button = dialog.look("button", name)
        return button is not None and button.get_action_iface().do_action(0)
    assert dialog.wait(pressed), dialog.outline()


def test_what_came_with_a_message():
    """An attachment is opened by the program that the desktop has for it, after a word of warning, and saved."""
    with review.workspace() as file, tempfile.TemporaryDirectory(prefix="bureau-plan-") as name:
        place = pathlib.Path(name)
        seen = viewer(place)
        review.bureauctl(file, "import", str(letter_with_a_plan(place)))
        review.bureauctl(file, "run", "--until-idle")
        with desk.Program("--workspace", file, environment={"XDG_DATA_HOME": name}) as program:
            review.waits(program, 4)
            program.activate("Re: Quote for a logo")
            program.press("button", "Open plan.txt")
            program.find("label", "Open This File?")
            program.press("button", "Open")
            assert program.wait(seen.exists), program.outline()
            assert seen.read_text() == PLAN
            for expected in ("plan.txt", "plan (2).txt"):
                program.press("button", "Open plan.txt")
                program.press("button", "Save…")
                dialog = program.child()
                kept = place / "kept"
                kept.mkdir(exist_ok=True)
                desk.type_keys("ctrl+l")
                dialog.fill("text", "", str(kept))
                press_when_there(dialog, "Select")
                assert program.wait(lambda: (kept / expected).exists()), program.outline()
                assert (kept / expected).read_text() == PLAN
                program.find("label", f"Saved as {kept / expected}")


def test_a_dropped_file_is_attached():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        draft = rows(file, WAITING)[0][0]
        review.send_button(program)
        prices = pathlib.Path(program.home.name) / "prices.csv"
        prices.write_text(PRICES)
        drag.drop(program, "text", "The draft", prices)
        program.press("button", "Remove prices.csv")
        assert program.wait(lambda: not program.look("button", "Remove prices.csv")), program.outline()
        with desk.clipboard(prices):
            program.focus("text", "The draft")
            desk.type_keys("ctrl+v")
            program.find("button", "Remove prices.csv")
        # It survives a kill as the words do.
        kept = "SELECT 1 FROM bureau_scratch WHERE key LIKE 'words:%' AND value LIKE '%prices.csv%'"
        assert program.wait(lambda: rows(file, kept)), "the attachment was not kept"
        desk.type_keys("ctrl+Return")
        review.waits(program, 2)
        assert program.wait(lambda: attached(file, draft) == [
            ("prices.csv", len(PRICES), hashlib.sha256(PRICES.encode()).hexdigest())]), attached(file, draft)


def test_snoozes():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        first, second, third = (row[0] for row in rows(file, WAITING))
        review.send_button(program)
        until = "SELECT snoozed_until FROM bureau_draft WHERE id = {} AND state = 'snoozed'"
        desk.type_keys("ctrl+shift+s")
        review.waits(program, 2)
        pick(program, "Snooze", 2)
        review.waits(program, 1)
        pick(program, "Snooze", 0)
        program.find("label", "Nothing Waits for You")
        tomorrow, week, today = [program.wait(lambda: rows(file, until.format(draft)))[0][0]
                                 for draft in (first, second, third)]
        now = datetime.datetime.now(datetime.UTC).isoformat()
        assert now < today < tomorrow <= week, (now, today, tomorrow, week)


def test_snoozes_until_a_chosen_time():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        draft = rows(file, WAITING)[0][0]
        review.send_button(program)
        pick(program, "Snooze", 3)
        program.find("alert", "Until When?")
        program.find("spin button", "Minute").get_value_iface().set_current_value(47)
        # The page behind has a button of this name too.
        dialog = program.look("alert", "Until When?")
        snooze = next(n for n, _ in desk.tree(dialog) if n.get_role_name() == "button" and n.get_name() == "Snooze")
        assert snooze.get_action_iface().do_action(0)
        review.waits(program, 2)
        state = f"SELECT state, substr(snoozed_until, 14, 4) FROM bureau_draft WHERE id = {draft}"
        assert program.wait(lambda: rows(file, state) == [("snoozed", ":47:")]), rows(file, state)


def test_filters():
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        names = program.wait(lambda: listed(program))
        desk.type_keys("ctrl+shift+s")
        review.waits(program, 2)
        pick(program, "Which Drafts", 2)
        assert program.wait(lambda: listed(program) == names[:1]), (listed(program), names)
        pick(program, "Which Drafts", 0)
        assert program.wait(lambda: listed(program) == names[1:]), (listed(program), names)
        desk.type_keys("ctrl+f")
        desk.type_words("zzyzx")
        program.find("label", "No Such Draft")


tap.main(test_what_came_with_a_message, test_a_dropped_file_is_attached, test_snoozes, test_snoozes_until_a_chosen_time, test_filters)
