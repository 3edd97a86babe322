#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bureauctl lets agents do, without a server outside: import, run to the end, teach, the sample."""
import os
import pathlib

import tap
from bureauctl import Desk

SAMPLE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"]) / "data/templates/lead-intake/sample"


def test_until_idle():
    """Import, run to the end, and the same file again is no second message."""
    with Desk("lead-intake") as desk:
        file = SAMPLE / "01-cafe-logo.eml"
        (item,) = desk.ask("import", file)
        assert item["file"] == str(file) and item["new"] and item["message"].isdigit(), item
        desk.do("run", "--until-idle")
        (draft,) = desk.ask("drafts")
        (again,) = desk.ask("import", file)
        assert again["message"] == item["message"] and not again["new"], again
        desk.do("run", "--until-idle")
        assert len(desk.ask("drafts")) == 1
        runs = desk.ask("runs")
        assert {r["workflow"] for r in runs} == {"sorting", "reading", "replying"}
        for run in runs:
            assert run["state"] == "done" and run["id"].isdigit() and isinstance(run["cause"], dict) and "cost" in run
            for step in run["steps"]:
                assert set(step) >= {"id", "do", "agent", "state", "error"} and step["state"] == "done", step
        inquiry = desk.ask("show", draft["record"])
        assert inquiry["collection"] == "inquiries" and inquiry["fields"]["contact"] and inquiry["evidence"]
        assert desk.ask("search", inquiry["fields"]["contact"])
        check_past(desk, inquiry, item["message"])
        said = desk.run("run", "--until-idle", "--verbose")
        assert said.status == 0 and said.out == "", said


def check_past(desk, inquiry, message):
    """What was known when it was made, what was not yet, and that it was not there before."""
    made = desk.ask("journal", inquiry["id"])[-1]["at"]
    then = desk.ask("show", inquiry["id"], "--at", made)
    assert then["id"] == inquiry["id"] and then["fields"]["contact"] == inquiry["fields"]["contact"], then
    came = desk.ask("journal", message)[-1]["at"]
    assert desk.ask("show", message, "--at", came)["fields"]["label"] is None
    assert desk.ask("show", message)["fields"]["label"] == "inquiry"
    desk.refuse(1, "did not exist", "show", inquiry["id"], "--at", "2020-01-01")
    desk.refuse(2, "is no time", "show", inquiry["id"], "--at", "yesterday")


def test_import():
    with Desk("lead-intake") as desk:
        table = desk.folder / "clients.csv"
        table.write_text("name,email,colour\nMüller GmbH,info@mueller.example,blue\n\"Roe, Inc\",roe@example.org,\n")
        (item,) = desk.ask("import", table, "--into", "clients")
        assert item["records"] == 2, item
        rows = desk.ask("query", "SELECT name, meta ->> 'colour' FROM clients ORDER BY id")["rows"]
        assert rows == [["Müller GmbH", "blue"], ["Roe, Inc", None]], rows
        odd = desk.folder / "odd.pdf"
        odd.write_bytes(b"\0\1\2" * 100)
        answer = desk.run("import", odd, SAMPLE / "01-cafe-logo.eml", "--json")
        assert answer.status == 1, answer
        assert "error" in answer.json[0] and "message" in answer.json[1], answer.json
        assert "could not be taken in" in desk.run("import", odd).out
        desk.refuse(1, "There is no collection", "import", table, "--into", "nonsense")
        assert desk.run("import", desk.folder / "none.eml").status == 1


def test_label():
    """What the operator says of a message starts what waits for it."""
    with Desk("lead-intake") as desk:
        mail = desk.folder / "odd.eml"
        mail.write_text("From: Bo <bo@example.org>\nTo: hello@studio.example\nSubject: qwerty\nMessage-ID: <1@example.org>\n"
                        "Date: Sun, 22 Nov 2026 10:00:00 +0000\n\nlorem ipsum dolor sit amet\n")
        (item,) = desk.ask("import", mail)
        desk.do("run", "--until-idle")
        assert desk.ask("drafts") == []
        desk.do("label", item["message"], "inquiry")
        desk.do("run", "--until-idle")
        assert len(desk.ask("drafts")) == 1
        desk.refuse(1, "cannot be a label", "label", item["message"], "No Label!")


def test_demo():
    with Desk(make=False) as desk:
        filled = desk.ask("demo")
        assert filled == {"messages": 14, "drafts": 3}, filled
        assert len(desk.ask("drafts")) == 3
        assert {d["state"] for d in desk.ask("deliveries")} == {"sent"}
        counts = desk.ask("query", "SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM projects), "
                          "(SELECT count(*) FROM inquiries)")["rows"][0]
        assert counts[0] >= 5 and counts[1] >= 20 and counts[2] == 12, counts
        assert desk.ask("connections") == [] and desk.ask("verify")["ok"]
        desk.refuse(1, "exists already", "demo")


tap.main(test_until_idle, test_import, test_label, test_demo)
