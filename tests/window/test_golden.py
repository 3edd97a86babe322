#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader has of each page and dialog, in each state, against what it had when somebody last looked:
the files in tests/window/golden. `build-aux/test --golden` writes them anew."""
import difflib
import os
import re

import desk
import places
import tap
from gi.repository import Atspi
from walk import Walk

GOLDEN = places.SOURCE / "tests/window/golden"
WRITES = os.environ.get("BUREAU_TEST_GOLDEN") == "1"
# What only holds others together.
SILENT = {"panel", "grouping", "filler", "scroll pane", "separator", "unknown"}
STATES = (("checked", Atspi.StateType.CHECKED), ("selected", Atspi.StateType.SELECTED),
          ("expanded", Atspi.StateType.EXPANDED))
# What the clock, the machine or the order of ids says.
MOVING = ((r"\d{1,2} \w{3} \d{4}, \d\d:\d\d", "TIME"), (r"\d\d:\d\d", "TIME"), (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME"),
          (r"\b[0-9a-f]{8}-[0-9a-f-]{27}@", "ID@"), (r"\b(\d+ (min|h|days?)|now)$", "AGE"), (r"\b[\d.]+ m?s\b", "SPAN"), (r"/tmp/[^\s”]*", "PATH"))
LONGEST = 80
OF_TODAY = {"dialog-snooze-pick"}  # a calendar
# Beyond the pages and dialogs: tabs and what the first row of a list leads to.
DEEP = re.compile(r"\.(tab|row)")
PASSED_BY = re.compile(r"\.(menu|search)|\.row\.|^(review|views)\.row|^dialog-palette\.")


def plain(text):
    text = " ⏎ ".join(text.split("\n"))
    for pattern, word in MOVING:
        text = re.sub(pattern, word, text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def where(node, whole):
    """In which ninth of the window the middle of an element is; GTK makes up where a page behind another one is."""
    if node.get_role_name() == "panel":
        return "·"
    box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    column = min(2, max(0, 3 * (box.x + box.width // 2 - whole.x) // max(1, whole.width)))
    row = min(2, max(0, 3 * (box.y + box.height // 2 - whole.y) // max(1, whole.height)))
    return "┌┬┐├┼┤└┴┘"[3 * row + column]


def line(node, whole):
    states = node.get_state_set()
    words = [where(node, whole), node.get_role_name(), f"“{plain(node.get_name())}”"]
    if node.get_role_name() == "text":
        words.append(f"= “{plain(desk.text_of(node))}”")
    words += [word for word, state in STATES if states.contains(state)]
    return " ".join(words + (["insensitive"] if not states.contains(Atspi.StateType.SENSITIVE) else []))


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def lines(root, whole):
    """Each element that says what none around it says, or holds a text, further to the right than what it is in."""
    above = []  # how deep, and what was said there
    toast = None  # how deep one is: it goes by itself, sooner or later
    for node, depth in desk.tree(root):
        if toast is not None and depth > toast:
            continue
        toast = depth if node.get_role_name() == "alert" and not node.get_name() else None
        if toast is not None:
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        name = node.get_name()
        role = node.get_role_name()
        is_said = name in (said for _, said in above) and role != "text" if name else role in SILENT
        if not is_shown(node) or is_said:
            continue
        yield "  " * len(above) + line(node, whole)
        above.append((depth, name))


def root_of(place, nodes):
    """The dialog in front, the sidebar, the page beside it, or the window."""
    shown = list(filter(is_shown, nodes))
    name = "Bureau" if place == "window" else "Page"
    # A toast is an alert too, and has no name.
    return next((n for n in shown if n.get_role_name() in ("dialog", "alert") and n.get_name()),
                next((n for n in shown if n.get_name() == name and n.get_role_name() != "frame"), nodes[0]))


def dump(place, walk):
    """What there is, as text; nothing where it changed meanwhile, as by a toast that went."""
    walk.look_again()
    nodes = desk.descendants(walk)
    if not nodes:
        return None
    whole = nodes[0].get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return "\n".join(lines(root_of(place, nodes), whole)) + "\n"


def compare(name, text):
    """What differs from the file, as a diff; nothing where it is to be written."""
    file = GOLDEN / f"{name}.txt"
    if WRITES:
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text)
        return ""
    before = file.read_text() if file.exists() else ""
    return "\n".join(difflib.unified_diff(before.splitlines(), text.splitlines(), f"{name}, as it was", f"{name}, now",
                                          n=1, lineterm=""))


def check(workspace, state, called=None, only_pages=True, depth=0):
    """Gives the places that were compared."""
    faults = {}
    with Walk(workspace, "--depth", depth, "--state", state) as walk:
        for place in walk.each():
            if only_pages and place.startswith("dialog-"):
                break
            if not PASSED_BY.search(place) and place not in OF_TODAY and (depth == 0 or DEEP.search(place)):
                faults[place] = compare(f"{place}-{called or state}", walk.wait(lambda: dump(place, walk)))
    tap.note(f"{len(faults)} places")
    assert not any(faults.values()), "\n".join(filter(None, faults.values()))
    return set(faults)


def test_full():
    check(places.sample(), "full", only_pages=False)


def test_what_pages_lead_to():
    """Tabs of a page, and what its rows open: a record, a run, a delivery, what models cost."""
    seen = check(places.sample(), "full", only_pages=False, depth=2)
    wanted = {"activity.tab-questions", "activity.tab-requests", "activity.row", "memory.row", "outbox.row",
              "workflows.tab-agents", "review.tab-why",
              "dialog-preferences.tab-mail", "dialog-preferences.tab-models", "dialog-preferences.tab-models.row",
              "dialog-preferences.tab-work", "dialog-preferences.tab-snapshots"}
    assert wanted <= seen, wanted - seen


def test_set_up_of_ones_own():
    with Walk(places.sample(), "--depth", "0", "--state", "welcome") as walk:
        for place in walk.each():
            walk.press("button", "Set Up My Own")
            walk.find("text", "Name of the firm")
            fault = compare("window-setup", walk.wait(lambda: dump(place, walk)))
    assert not fault, fault


def test_empty():
    check(places.empty(), "full", called="empty")


def test_loading():
    check(places.sample(), "loading")


def test_error():
    check(places.sample(), "error")


def test_before_it_is_open():
    for state in ("opening", "welcome", "problem"):
        check(places.sample(), state)


tap.main(test_full, test_what_pages_lead_to, test_set_up_of_ones_own, test_empty, test_loading, test_error, test_before_it_is_open)
