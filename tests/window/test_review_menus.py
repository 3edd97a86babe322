#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes with a draft, when it comes back, and which drafts are seen: attachments, Snooze and the filter."""
import datetime
import hashlib
import json
import pathlib
import re

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


tap.main(test_a_dropped_file_is_attached, test_snoozes, test_snoozes_until_a_chosen_time, test_filters)
