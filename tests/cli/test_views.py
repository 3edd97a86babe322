#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Views without a window: added, shown, read with parameters, and refused with what to mend."""
import json
import os

import tap
from bureauctl import Desk

PROJECTS = os.path.join(os.environ["BUREAU_SOURCE_DIR"], "tests", "views", "views", "projects.json")


def read_projects():
    with open(PROJECTS, encoding="utf-8") as file:
        return json.load(file)


def write(desk, name, document):
    path = os.path.join(desk.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    return path


def find_projects(desk):
    return next((view for view in desk.ask("view", "list") if view["name"] == "projects"), None)


def test_add_and_read():
    with Desk(make=False) as desk:
        desk.do("demo")
        assert desk.ask("view", "check", PROJECTS)["ok"] is True
        assert desk.ask("view", "add", PROJECTS, "--note", "first")["id"].isdigit()
        assert find_projects(desk)["version"] == 1
        assert next(iter(json.loads(desk.do("view", "show", "projects").out))) == "spec"
        data = desk.ask("view", "data", "projects")
        assert set(data) == {"services", "total", "by_client", "rows"}
        assert len(data["rows"]["rows"]) == 30 and "projects" in data["rows"]["tables"]
        assert desk.ask("journal")[0]["actor"] == "operator:terminal"


def test_parameters():
    with Desk(make=False) as desk:
        desk.do("demo")
        ask = lambda *params: desk.ask("view", "data", PROJECTS, *[word for param in params for word in ("--param", param)])
        assert ask('started=2019-01-01..2019-12-31')["total"]["rows"] == [["EUR", 3050000, 3]]
        signs = ask('service=["signage"]')["total"]["rows"]
        assert signs == [["EUR", 540000, 1]], signs
        client = ask()["rows"]["rows"][0][2]
        assert {row[2] for row in ask(f"client={client}")["rows"]["rows"]} == {client}


def test_versions_and_undo():
    with Desk(make=False) as desk:
        desk.do("demo")
        desk.do("view", "add", PROJECTS)
        changed = read_projects() | {"title": "Fees"}
        desk.do("view", "add", write(desk, "changed.json", changed))
        assert find_projects(desk)["version"] == 2
        desk.do("view", "add", write(desk, "same.json", dict(reversed(changed.items()))))
        assert find_projects(desk)["version"] == 2
        desk.do("undo")
        assert find_projects(desk)["title"] == "Projects and fees"


def test_refused():
    with Desk(make=False) as desk:
        desk.do("demo")
        bad = read_projects()
        bad["elements"][4]["sort"] = "-startd"
        bad["data"][0]["sql"] = "DELETE FROM projects"
        path = write(desk, "bad.json", bad)
        for act in ("check", "add"):
            answer = desk.run("--json", "view", act, path).json
            assert answer["ok"] is False and len(answer["problems"]) >= 2, answer
            fixes = [problem["fix"] for problem in answer["problems"] if problem["fix"]]
            assert {"set": "/elements/4/sort", "to": "-started"} in fixes, fixes
        assert find_projects(desk) is None
        desk.refuse(1, "no view", "view", "show", "nothing")
        desk.refuse(1, "Make two views of it", "view", "add", write(desk, "large.json", {"id": "x" * 200000}))


tap.main(test_add_and_read, test_parameters, test_versions_and_undo, test_refused)
