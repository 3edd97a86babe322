#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every type of element from outside: a screen reader finds each by its name and reads what it shows."""
import json
import pathlib
import subprocess
import tempfile

import desk
import tap
from gi.repository import Atspi, GLib

GOLDEN = json.loads((desk.SOURCE / "tests/views/golden/views.json").read_text())
TYPES = {shape["properties"]["type"]["const"]
         for shape in json.loads((desk.SOURCE / "data/schemas/view.json").read_text())["$defs"]["element"]["oneOf"]}
folder = tempfile.TemporaryDirectory(prefix="bureau-elements-")
file = pathlib.Path(folder.name) / "studio.bureau"


def bureauctl(*words):
    subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", file, *words], check=True, stdout=subprocess.DEVNULL)


def golden(name, **more):
    """The first element of a golden view, with its name for a title."""
    element = next(view for view in GOLDEN["views"] if view["name"] == name)["elements"][0]
    return dict(element, id=name.replace("-", "_"), **more)


def actions(*names):
    found = (view.get("actions", []) for view in GOLDEN["views"] if view["name"] in names)
    return list({action["id"]: action for some in found for action in some}.values())


ELEMENTS = [
    golden("metric", title="How many"), golden("table", title="The table"), golden("list", title="The list"),
    golden("board", title="The board"), golden("detail", title="The client"), golden("form", title="The form"),
    golden("calendar-month", title="The plan"), golden("timeline", title="The past"), golden("chart-bar", title="The chart"),
    golden("progress", title="How far"), golden("text", title="The words"), golden("callout"),
    golden("actions", title="To do"), {"id": "filter", "type": "filter", "param": "service"},
    {"id": "group", "type": "group", "title": "The group", "elements": ["inner"]},
    {"id": "inner", "type": "metric", "title": "Inside", "data": "count", "value": "fees"},
]


def install():
    bureauctl("demo")
    document = {"spec": "view/1", "id": "all", "title": "All elements",
                "params": [{"id": "service", "type": "text", "label": "Service"}],
                "data": [dict(GOLDEN["sources"][name], id=name) for name in
                         ("count", "projects", "clients", "inquiries", "one_client", "plan", "events", "services")],
                "layout": [{"row": [element["id"]]} for element in ELEMENTS if element["id"] != "inner"],
                "elements": ELEMENTS, "actions": actions("table", "board", "form", "callout", "actions")}
    path = pathlib.Path(folder.name) / "all.json"
    path.write_text(json.dumps(document))
    bureauctl("view", "add", path)


def inside(node):
    return [found for found, depth in desk.tree(node) if depth > 0]


def names(node, role):
    return [found.get_name() for found in inside(node) if found.get_role_name() == role]


def holds(program, role, name, condition):
    """Waits until an element is there and its condition gives something true, which it gives."""
    def look():
        found = program.look(role, name)
        return found is not None and condition(found)
    value = program.wait(look)
    assert value, f"{name!r} does not say so:\n{program.outline()}"
    return value


def read_metric(program):
    holds(program, "grouping", "How many", lambda node: {"30", "+5 against before", "of 32"} <= set(names(node, "label")))


def read_table(program):
    heads = holds(program, "tree table", "The table",
                  lambda node: names(node, "filler")[:6] if len(names(node, "table row")) > 5 else None)
    assert heads == ["Project", "Client", "Service", "Fee", "Accepted", "Started"], heads
    table = program.find("tree table", "The table")
    row = next(node for node in inside(table) if node.get_name().startswith("Tidewater bottle labels "))
    assert names(row, "table cell") == ["Tidewater bottle labels", "Tidewater Cider", "packaging design", "5,600 EUR", "Accepted ✓",
                                        "28 Apr 2025", "Clear the fee"], names(row, "table cell")
    program.find("label", "Fee: 100,600 EUR")


def read_list(program):
    holds(program, "list", "The list", lambda node: [
        item for item in inside(node) if item.get_role_name() == "list item" and item.get_name() == "Casa Olivar"
        and item.get_description() == "Lucía Ferrer" and "25 Apr 2022" in names(item, "label")])


def read_board(program):
    for column, n in (("New", 0), ("Read", 3), ("Answered", 8), ("Closed", 1)):
        holds(program, "list", column, lambda node, n=n: len(names(node, "list item")) == n or None)
    holds(program, "list item", "Kestrel Tea", lambda node: {"packaging design", "Budget: 5,000 EUR"} <= set(names(node, "label")))


def read_detail(program):
    holds(program, "list", "The client", lambda node: ("E-mail", "lucia@casaolivar.example") in
          [(item.get_name(), item.get_description()) for item in inside(node)])


def read_form(program):
    for name in ("Name", "Since", "Note"):
        program.find("text", name)
    program.find("combo box", "City")
    program.wait_for_text("text", "Sector", "Bakery")
    program.find("button", "Add client")


def read_calendar(program):
    """Days have names, and what is on one stands in it; the month is the one that the clock has."""
    def days(node):
        return [day for day in names(node, "grouping") if len(day.split()) == 4 and day.split()[0].endswith("day")]
    n = holds(program, "grouping", "The plan", lambda node: len(days(node)))
    assert n in (35, 42), n
    for name in ("Earlier", "Later", "Today"):
        program.find("button", name)


def read_timeline(program):
    holds(program, "list item", "Norrland knot cards began", lambda node: node.get_description() == "2 Sep 2024"
          and "illustration" in names(node, "label"))


def read_chart(program):
    """What it shows, a line for each mark with its figure; and the mark that has the keyboard."""
    marks = holds(program, "image", "The chart", lambda node: node.get_description()).split("\n")
    assert marks[:3] == ["website design brought most: 66,500 EUR", "website design: 66,500 EUR", "brand identity: 46,700 EUR"], marks
    assert len(marks) == 8, marks


def read_progress(program):
    def reads(node):
        value = node.get_value_iface()
        return (value.get_current_value(), value.get_maximum_value()) in ((30, 40), (0.75, 1))
    holds(program, "progress bar", "How far", reads)
    program.find("label", "30 of 40")


def read_text(program):
    holds(program, "grouping", "The words", lambda node: {"30 projects", "They brought 212,200 EUR, and not less.", "two"}
          <= set(names(node, "label")))


def read_callout(program):
    holds(program, "grouping", "30 projects, 86.67 % accepted", lambda node: names(node, "button") == ["Read again"])


def read_actions(program):
    holds(program, "grouping", "To do", lambda node: names(node, "button") == ["Read again", "Save as CSV", "Only signage"])


def read_filter(program):
    holds(program, "grouping", "Service", lambda node: names(node, "entry") == ["Service"])


def read_group(program):
    holds(program, "grouping", "The group", lambda node: "Inside" in names(node, "grouping") and "212,200 EUR" in names(node, "label"))


READERS = {"metric": read_metric, "table": read_table, "list": read_list, "board": read_board, "detail": read_detail, "form": read_form,
           "calendar": read_calendar, "timeline": read_timeline, "chart": read_chart, "progress": read_progress, "text": read_text,
           "callout": read_callout, "actions": read_actions, "filter": read_filter, "group": read_group}


def test_every_element_is_read():
    assert set(READERS) == TYPES == {element["type"] for element in ELEMENTS}, TYPES ^ set(READERS)
    install()
    with desk.Program("--workspace", file, "--page", "views/all") as program:
        for read in READERS.values():
            read(program)


tap.main(test_every_element_is_read)
