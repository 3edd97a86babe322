#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Views as pages and as rows: whole, well-formed, without anything that runs, loads or leads away, and
without a cell that a spreadsheet would take for a formula."""
import csv
import json
import os
import xml.etree.ElementTree as ElementTree

import tap
from bureauctl import Desk

FOLDER = os.path.join(os.environ["BUREAU_SOURCE_DIR"], "tests", "views", "views")
NAUGHTY = "</title></td><script>alert(1)</script><img src=x onerror=alert(1)> & \" ' \u202e"
FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]


def export(desk, document, name, *options):
    path = os.path.join(desk.folder, "view.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    target = os.path.join(desk.folder, name)
    desk.do("view", "export", path, target, *options)
    with open(target, encoding="utf-8", newline="") as file:
        return file.read()


def read_page(page):
    """The page is XML as well, so that a strict parser says whether every tag is closed."""
    assert page.startswith("<!DOCTYPE html>\n")
    root = ElementTree.fromstring(page.split("\n", 1)[1])
    for element in root.iter():
        tag = element.tag.split("}")[-1]
        assert tag not in ("script", "iframe", "img", "link", "object", "a", "form", "base", "use"), tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on") and name.split("}")[-1] not in ("href", "src", "style"), (tag, name)
            assert "url(" not in value, value
    return root


def words_of(root, tag):
    return ["".join(element.itertext()).strip() for element in root.iter() if element.tag.split("}")[-1] == tag]


def test_projects():
    with Desk(make=False) as desk:
        desk.do("demo")
        with open(os.path.join(FOLDER, "projects.json"), encoding="utf-8") as file:
            document = json.load(file)
        root = read_page(export(desk, document, "projects.html"))
        assert words_of(root, "h1") == ["Projects and fees"]
        cells = words_of(root, "td")
        assert "Molenaar bakery identity" in cells and "6,800 EUR" in cells, cells[:20]
        assert len(words_of(root, "svg")) == 1 and "8 clients" in words_of(root, "figcaption")[0]
        assert "By client" in words_of(root, "h3") and "Table" in words_of(root, "h2")
        narrow = read_page(export(desk, document, "narrow.html", "--param", "started=2019-01-01..2019-12-31"))
        assert len(words_of(narrow, "td")) < len(cells)
        desk.refuse(2, "neither", "view", "export", os.path.join(FOLDER, "projects.json"), "x.exe")


def every_element():
    columns = [{"name": name, "type": kind} for name, kind in
               (("t", "text"), ("n", "int"), ("d", "date"), ("s", "text"))]
    sql = f"SELECT '{NAUGHTY.replace(chr(39), chr(39) * 2)}' AS t, 3 AS n, '2026-11-22' AS d, 'a' AS s"
    cells = [{"col": name} for name in "tnds"]
    elements = [
        {"type": "metric", "value": "n"}, {"type": "table", "columns": cells}, {"type": "list", "primary": "t", "secondary": "s"},
        {"type": "board", "group": "t", "card": {"title": "t"}}, {"type": "detail", "fields": cells},
        {"type": "calendar", "start": "d", "label": "t"}, {"type": "timeline", "time": "d", "text": "t"},
        {"type": "progress", "value": "n", "max": 10, "label": "t"},
        {"type": "text", "text": "# A *b* **c** `d`\n\n- {t}\n\n| x | y |\n|---|---|\n| {t} | 2 |"},
        {"type": "callout", "tone": "warn", "text": "{t}"}]
    for mark in ("bar", "line", "area", "pie", "funnel"):
        elements.append({"type": "chart", "mark": mark, "x": "t", "y": ["n"], "summary": "{first.t}"})
    elements.append({"type": "chart", "mark": "scatter", "x": "n", "y": ["n"], "summary": "{n}"})
    elements.append({"type": "chart", "mark": "heatmap", "x": "t", "y": ["s"], "value": "n", "summary": "{n}"})
    for i, element in enumerate(elements):
        element |= {"id": f"e{i}", "data": "d"}
        if element["type"] != "callout":
            element["title"] = NAUGHTY[:60]
    return {"spec": "view/1", "id": "every", "title": NAUGHTY[:60], "lang": "en",
            "data": [{"id": "d", "rows": "many", "sql": sql, "columns": columns}],
            "layout": [{"row": [e["id"]]} for e in elements], "elements": elements}


def test_bars_are_as_long_as_beside_each_other():
    with Desk() as desk:
        document = {"spec": "view/1", "id": "bars", "title": "Bars",
                    "data": [{"id": "d", "rows": "many", "sql": "SELECT 10 AS n UNION ALL SELECT 40",
                              "columns": [{"name": "n", "type": "int"}]}],
                    "layout": [{"row": ["e"]}],
                    "elements": [{"id": "e", "type": "table", "data": "d", "title": "T", "columns": [{"col": "n", "format": "bar"}]}]}
        page = read_page(export(desk, document, "bars.html"))
        bars = [element.get("value") for element in page.iter() if element.tag.split("}")[-1] == "progress"]
        assert bars == ["0.2500", "1.0000"] and words_of(page, "td") == ["10", "40"], bars


def test_every_element_is_only_text():
    with Desk() as desk:
        page = export(desk, every_element(), "every.html")
        root = read_page(page)
        assert "<script" not in page and "<img" not in page and "\u202e" not in page
        assert len(words_of(root, "svg")) == 7 and len(words_of(root, "section")) >= 17


def test_csv_has_no_formulas():
    with Desk() as desk:
        rows = " UNION ALL ".join(f"SELECT '{cell.replace(chr(39), chr(39) * 2)}' AS t" for cell in FORMULAS)
        document = {"spec": "view/1", "id": "formulas", "title": "Formulas",
                    "data": [{"id": "d", "rows": "many", "sql": rows, "columns": [{"name": "t", "type": "text"}]}],
                    "layout": [{"row": ["e"]}],
                    "elements": [{"id": "e", "type": "table", "data": "d", "title": "T", "columns": [{"col": "t"}]}]}
        cells = [row[0] for row in csv.reader(export(desk, document, "formulas.csv").splitlines())][1:]
        assert len(cells) == len(FORMULAS), cells
        for cell in cells:
            assert cell[0] not in "=+-@\t\r", cell


tap.main(test_projects, test_bars_are_as_long_as_beside_each_other, test_every_element_is_only_text, test_csv_has_no_formulas)
