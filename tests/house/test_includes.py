#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom. The layers meet only in memory, and GTK stops at widgets."""
import re

import house
import tap

# A room and what it may include besides itself. Anything else is an arrow that points up or across.
BELOW = {"base", "memory", "views", "workflows"}
ARROWS = {
    "base": set(),
    "memory": {"base"},
    "views": {"base", "memory"},
    "workflows": {"base", "memory"},
    "providers": BELOW,
    "channels": BELOW,
    "mcp": BELOW,
    "agents": BELOW | {"providers", "channels", "mcp"},
    "cli": BELOW | {"providers", "channels", "mcp", "agents"},
    "widgets": BELOW,
    "desk": BELOW | {"widgets"},
    "application": BELOW | {"providers", "channels", "mcp", "agents", "widgets", "desk"},
    "main": {"cli", "application"},
}

# A library's headers and the only rooms that may know it.
WINDOW = {"widgets", "desk", "application"}
LIBRARIES = {
    r"gtk/|gdk/|gsk/|adwaita\.h|gtksourceview/|libspelling\.h": WINDOW,
    r"libportal": WINDOW,
    r"sqlite3\.h": {"memory"},
    r"libsecret/": {"memory"},
    r"libsoup/": {"providers", "mcp", "channels"},
    r"gmime/|curl/|libetpan/|poppler": {"channels"},
}

INCLUDE = re.compile(r"^[ \t]*#[ \t]*(?:include|import|include_next)\b[ \t]*(.*?)[ \t]*$", re.MULTILINE)
GENERATED = re.compile(r"bureau-(core|desk)-resources\.h")


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text.replace("\\\n", ""), flags=re.DOTALL)


def wrong_room(room, path):
    other, slash, noun = path.partition("/")
    if not slash and GENERATED.fullmatch(path):
        return None
    if other not in ARROWS or "/" in noun:
        return "is not room/noun.h"
    if other == room:
        return None
    if other not in ARROWS[room]:
        return f"is an arrow from {room} to {other}"
    return "is private to its room" if noun.endswith("-private.h") else None


def wrong_library(room, path):
    if path.split("/")[0] in ARROWS:
        return "names a room as if it were a library"
    for pattern, rooms in LIBRARIES.items():
        if re.match(pattern, path) and room not in rooms:
            return f"belongs to {', '.join(sorted(rooms))}"
    return None


def violations(room, text):
    """What is wrong with the includes of a file of this room, one sentence each."""
    for found in INCLUDE.finditer(without_comments(text)):
        target = re.match(r'"([^"]+)"|<([^>]+)>', found[1])
        if target is None:
            reason = "cannot be read by this test"
        elif target[1] is not None:
            reason = wrong_room(room, target[1])
        else:
            reason = wrong_library(room, target[2])
        if reason is not None:
            yield f"{found[1]} {reason}"


def room_of(file):
    parts = file.relative_to(house.SOURCE / "src").parts
    return parts[0] if len(parts) > 1 else "main"


def test_every_folder_is_a_room():
    folders = {room_of(file) for file in house.files("src/**/*.[ch]")}
    assert folders and folders <= ARROWS.keys(), folders - ARROWS.keys()


def test_every_include():
    files = house.files("src/**/*.[ch]")
    wrong = [f"{file.relative_to(house.SOURCE)}: {reason}"
             for file in files for reason in violations(room_of(file), file.read_text())]
    print(f"# {len(files)} files")
    assert not wrong, "\n" + "\n".join(wrong)


def test_arrows_point_one_way():
    for room, others in ARROWS.items():
        for other in others:
            assert room not in ARROWS[other], f"{room} and {other} include each other"
            assert ARROWS[other] <= others or room == "main", f"{room} skips what {other} stands on"


def test_window_and_agents_never_meet():
    for room in ("desk", "widgets"):
        for other in ("agents", "providers", "channels", "mcp"):
            assert other not in ARROWS[room] and room not in ARROWS[other]


def test_a_forbidden_arrow_is_caught():
    rooms = [room for room in ARROWS if room != "main"]
    for room in ARROWS:
        for other in rooms:
            caught = list(violations(room, f'#include "{other}/thing.h"\n'))
            allowed = other == room or other in ARROWS[room]
            assert bool(caught) != allowed, (room, other, caught)


def test_a_forbidden_library_is_caught():
    for header, home in (("sqlite3.h", "memory"), ("gtk/gtk.h", "widgets"), ("adwaita.h", "desk"),
                         ("libsoup/soup.h", "mcp"), ("gmime/gmime.h", "channels"),
                         ("curl/curl.h", "channels"), ("libsecret/secret.h", "memory")):
        assert not list(violations(home, f"#include <{header}>")), header
        assert list(violations("views", f"#include <{header}>")), header
        assert list(violations("agents", f"#include <{header}>")), header


def test_no_way_round():
    for text in ('#include "../agents/run.h"', "#include <agents/run.h>", '  #  include   "agents/run.h"',
                 '#include "agents/deep/run.h"', '#include "run.h"', "#include RUN_HEADER",
                 '#include \\\n "agents/run.h"', '#import "agents/run.h"', '#include"agents/run.h"',
                 '#include /* why */ "agents/run.h"', '#include "memory/writer-private.h"'):
        assert list(violations("desk", text)), text
    for text in ('/* #include "agents/run.h" */', '#include "desk/row-private.h"', "#include <glib.h>",
                 '#include "bureau-desk-resources.h"', '#include "memory/draft.h" /* the only door */'):
        assert not list(violations("desk", text)), text


tap.main(test_every_folder_is_a_room, test_every_include, test_arrows_point_one_way,
         test_window_and_agents_never_meet, test_a_forbidden_arrow_is_caught,
         test_a_forbidden_library_is_caught, test_no_way_round)
