#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page, dialog, tab, menu and search of the window, in every state: nothing is cut off, nothing is
out of the keyboard's reach, and data is plain text."""
import json
import os
import re

import hostile
import naughty
import places
import tap

LONG = os.environ.get("BUREAU_TEST_LONG") == "1"
SHOWN = set()
ROWS = 12  # of each list that are opened in the normal form
NARROW = ("--size", "360x640")
STATES = ("loading", "error", "opening", "welcome", "problem")
# What changes how a line is read, and is nowhere to be seen.
TRICKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def own_words(language):
    """The strings that are ours and have no data in them."""
    words, text = set(), (places.SOURCE / f"po/{language}.po").read_text()
    for entry in re.findall(r'^msg(?:id|str) ((?:".*"\n?)+)', text, re.M):
        line = "".join(re.findall(r'"(.*)"', entry)).replace(r"\"", '"').replace("_", "")
        if "%" not in line:
            words.add(line)
    return words


def check(workspace, *options, language="de", **more):
    found = places.check(workspace, *options, **more)
    seen = {f["place"] for f in found}
    tap.note(f"{len(seen)} places")
    cut = {f"{f['place']}: cut off: {f['says']}" for f in found if f["kind"] == "ellipsized"} if "360x640" in options else set()
    words = own_words(language)
    faults = places.faults(found) + sorted(line for line in cut if line.split(": cut off: ")[1] in words)
    assert not faults, "\n".join(faults)
    return seen


def test_full_on_a_phone():
    seen = check(places.sample(), *NARROW)
    assert {"window", "review", "review.row.tab-why", "dialog-preferences", "dialog-reject"} <= seen, seen


def test_full_on_a_desk():
    check(places.sample())


def test_empty():
    check(places.empty(), *NARROW)


def test_other_states():
    for state in STATES:
        check(places.sample(), *NARROW, "--state", state)


def test_german_on_a_phone():
    tap.need_german()
    check(places.sample(), *NARROW, LANGUAGE="de", LC_ALL="de_DE.UTF-8")


def test_from_right_to_left():
    check(places.sample(), *NARROW, "--rtl")


def test_large_text_on_a_phone():
    """No page or dialog is wider than the window, nor a menu of it; a calendar of GTK's is. No heading is too long
    for its dialog."""
    tap.need_german()
    found = places.check(places.sample(), *NARROW, "--scale", 150, LANGUAGE="de", LC_ALL="de_DE.UTF-8")
    assert {"review.row", "workflows.row"} <= {f["place"] for f in found}, found[:5]
    wide = {f"{f['place']}: {f['says']}" for f in found
            if f["kind"] in ("wide", "warning") and "GtkGrid" not in f["says"]}
    assert not wide, "\n".join(sorted(wide))


def test_large_text():
    check(places.sample(), "--scale", 200, "--size", "720x900")


def begins_with(said, text):
    """Whether @said is @text: with words of ours behind it, or the rest left out for its length."""
    head, cut, _ = said.partition("…")
    return said.startswith(text[:40]) or bool(cut) and text.startswith(head[:40])


def shown_wrong(found, where):
    """Each mark that was found, with what stands behind it where that is not what was given."""
    marks, wrong = set(), []
    for finding in found:
        for mark, said in re.findall(r"(q\d+q)(.*?)(?=q\d+q|\Z)", finding["says"], re.S):
            marks.add(mark)
            place, text = where[mark]
            # A list is shown as JSON, with its escapes.
            forms = (text, json.dumps(text, ensure_ascii=False)[1:-1])
            if not any(begins_with(naughty.seen(said), naughty.seen(form)) for form in forms):
                wrong.append(f"{finding['place']}: {place}: {text[:60]!r} is shown as {said[:60]!r}")
        if finding["kind"] == "text" and TRICKS.search(finding["says"]):
            wrong.append(f"{finding['place']}: hidden characters: {finding['says'][:80]!r}")
    return marks, wrong


def check_hostile(size, turn, rows):
    workspace = places.copy(places.sample())
    where = hostile.Hostile(workspace, rows=103, turn=turn).where
    found = places.check(workspace, "--size", size, "--rows", rows)
    marks, wrong = shown_wrong([f for f in found if f["kind"] in ("text", "edit")], where)
    SHOWN.update(where[mark][1] for mark in marks)
    tap.note(f"{len(marks)} texts shown in {len({where[mark][0] for mark in marks})} kinds of place; {len(SHOWN)} different so far")
    faults = places.faults(found) + sorted(set(wrong))
    assert not faults, "\n".join(faults[:60])


def test_hostile_data_on_a_desk():
    check_hostile("1280x4000", 0, 103 if LONG else ROWS)


def test_hostile_data_on_a_phone():
    for turn in range(40, 45 if LONG else 41):
        check_hostile("360x4000", turn, 103 if LONG else ROWS)
    assert len(SHOWN) >= 515, len(SHOWN)


tap.main(test_full_on_a_phone, test_full_on_a_desk, test_empty, test_other_states, test_german_on_a_phone,
         test_from_right_to_left, test_large_text_on_a_phone, test_large_text, test_hostile_data_on_a_desk, test_hostile_data_on_a_phone)
