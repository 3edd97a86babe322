#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control at every place of the window has a name, and no row says it twice, as a screen reader has it."""
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


def is_twice(name):
    return bool(name) and name == " ".join([name[:len(name) // 2]] * 2)


def echo(node):
    """What is to be said of a row that is called by the same words twice; None of all else."""
    try:
        if node.get_role_name() == "list item" and is_twice(node.get_name()):
            return f"a row named {node.get_name()!r}"
    except GLib.Error:
        pass
    return None


def faults(place, walk):
    nodes = list(desk.descendants(walk))
    said = [] if place.endswith(CALENDARS) else [fault(node) for node in nodes]
    return [f"{place}: {words}" for words in said + [echo(node) for node in nodes] if words]


def check(workspace, *options):
    with Walk(workspace, *options) as walk:
        found = {said: None for place in walk.each() for said in faults(place, walk)}
    assert not found, "\n".join(found)


def test_full():
    check(places.sample())


def test_full_on_a_phone():
    check(places.sample(), "--size", "360x640")


def test_welcome():
    check(places.sample(), "--state", "welcome")


tap.main(test_full, test_full_on_a_phone, test_welcome)
