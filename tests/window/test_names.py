#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control at every place of the window has a name, as a screen reader has it."""
import desk
import places
import tap
from gi.repository import GLib
from walk import Walk

CONTROLS = {"button", "toggle button", "check box", "radio button", "switch", "text", "entry", "combo box", "spin button",
            "table", "tree table", "link", "slider", "dialog"}
# GTK's own calendar names none of its arrows.
CALENDARS = ("menu-choose-a-day", "dialog-snooze-pick")


def fault(node):
    """What is to be said of a control without a name; None of all else, and of what has gone meanwhile."""
    try:
        if (node.get_role_name() not in CONTROLS or node.get_name()
                or not node.get_state_set().contains(desk.Atspi.StateType.SHOWING)):
            return None
        parent = node.get_parent()
        return f"a {node.get_role_name()} in {parent.get_role_name()} {parent.get_name()!r}"
    except GLib.Error:
        return None


def nameless(place, walk):
    if place.endswith(CALENDARS):
        return []
    return [f"{place}: {said}" for said in map(fault, desk.descendants(walk)) if said]


def check(workspace, *options):
    with Walk(workspace, *options) as walk:
        found = {said: None for place in walk.each() for said in nameless(place, walk)}
    assert not found, "\n".join(found)


def test_full():
    check(places.sample())


def test_full_on_a_phone():
    check(places.sample(), "--size", "360x640")


def test_welcome():
    check(places.sample(), "--state", "welcome")


tap.main(test_full, test_full_on_a_phone, test_welcome)
