#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bureauctl lets agents do, without a server outside: import, run to the end, teach, the sample."""
import contextlib
import contextlib
import os
import pathlib
import sqlite3
import sqlite3

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


def test_usage():
    """What models cost is money of the business, by whom and for whom; rules cost nothing."""
    with Desk("lead-intake") as desk:
        desk.do("import", SAMPLE / "01-cafe-logo.eml")
        desk.do("run", "--until-idle")
        assert "No model was asked." in desk.do("usage").out
        (run,) = desk.rows("SELECT id FROM bureau_run WHERE workflow = 'replying'")
        day = "2026-11-22"
        with contextlib.closing(sqlite3.connect(desk.workspace)) as database, database:
            for id, model, cost in (1, "big", 1234567), (2, "big", 10000), (3, "small", 4200):
                database.execute("INSERT INTO bureau_usage (id, at, run, step, agent, provider, model, state, "
                                 "input_tokens, output_tokens, reserved, cost, day, currency) "
                                 "VALUES (?, ?, ?, 'reply', 'writer', 'anthropic', ?, 'settled', 100, 10, 0, ?, ?, 'EUR')",
                                 (id, day, run[0], model, cost, day))
        report = desk.ask("usage", "--by", "model", "--month", "2026-11")
        assert [(row["name"], row["calls"], row["micros"]) for row in report["rows"]] == [
            ("big", 2, 1244567), ("small", 1, 4200)], report
        assert report["limits"][0] == {"agent": "", "title": "", "period": "month", "currency": "EUR",
                                       "spent": 0, "limit": -1}, report
        said = desk.do("usage", "--by", "model").out
        assert "1.25 EUR" in said and "0.0042 EUR" in said and "no limit" in said, said
        for by, name in ("agent", "writer"), ("workflow", "replying"), ("day", "2026-11-22"), ("month", "2026-11"), ("run", str(run[0])):
            (row,) = desk.ask("usage", "--by", by)["rows"]
            assert row["name"] == name and row["micros"] == 1248767, (by, row)
        (client,) = desk.ask("usage", "--by", "client")["rows"]
        assert "@" in client["name"] and client["title"], client
        assert desk.ask("usage", "--month", "2026-10")["rows"] == []
        desk.refuse(2, "not by “colour”", "usage", "--by", "colour")
        desk.refuse(1, "list of", "set", "prices", "[5]")
        desk.do("set", "exchange_rates", '{"USD": 0.93}')


def test_private():
    """A message as a provider would see it, and the mark that keeps it from all."""
    with Desk("lead-intake") as desk:
        mail = desk.folder / "iban.eml"
        mail.write_text("From: a@example.org\nSubject: Refund\nMessage-ID: <i@example.org>\n\n"
                        "Please pay to DE89 3704 0044 0532 0130 00.\n")
        (item,) = desk.ask("import", mail)
        seen = desk.ask("preview", item["message"])
        assert seen["hidden"] == "1 account number" and "DE89" not in seen["text"], seen
        desk.do("set", "redaction", "block")
        assert "Nothing would be sent" in desk.do("preview", item["message"]).out
        desk.do("set", "redaction", "off")
        assert "DE89" in desk.do("preview", item["message"]).out
        desk.refuse(1, "off|redact|block", "set", "redaction", "maybe")
        assert desk.ask("private") == []
        desk.do("private", item["message"])
        (mark,) = desk.ask("private")
        assert mark["id"] == item["message"] and mark["collection"] == "messages", mark
        desk.do("private", item["message"], "--off")
        assert desk.ask("private") == []
        desk.refuse(1, "nothing with the id 5", "private", "5")


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
        with contextlib.closing(sqlite3.connect(desk.workspace)) as database:
            learnt = {word for word, in database.execute("SELECT word FROM bureau_label_word")}
        assert learnt == {"domain:example.org", "qwerty", "lorem", "ipsum", "dolor", "sit", "amet"}, learnt
        desk.refuse(1, "cannot be a label", "label", item["message"], "No Label!")


def check_precedents(desk):
    """Each fee that stands in a draft rests on work that “why” names."""
    facts = {draft["id"]: desk.ask("why", draft["id"])["draft"]["facts"] for draft in desk.ask("drafts")}
    priced = {id: f["precedents"] for id, f in facts.items() if "precedents" in f}
    assert priced, facts
    for id, precedents in priced.items():
        shown = desk.do("why", id).out
        assert len(precedents) >= 3 and all(f'{one["title"]}, ' in shown for one in precedents), shown


def test_demo():
    with Desk(make=False) as desk:
        filled = desk.ask("demo")
        assert filled == {"messages": 14, "drafts": 3}, filled
        assert len(desk.ask("drafts")) == 3
        deliveries = desk.ask("deliveries")
        assert {d["state"] for d in deliveries} == {"sent"}
        with contextlib.closing(sqlite3.connect(desk.workspace)) as database:
            states = database.execute("SELECT delivery, state FROM bureau_delivery_recipient").fetchall()
        assert {str(id) for id, _ in states} == {d["id"] for d in deliveries} and {s for _, s in states} == {"accepted"}, states
        counts = desk.ask("query", "SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM projects), "
                          "(SELECT count(*) FROM inquiries)")["rows"][0]
        assert counts[0] >= 5 and counts[1] >= 20 and counts[2] == 12, counts
        assert desk.ask("connections") == [] and desk.ask("verify")["ok"]
        check_precedents(desk)
        desk.refuse(1, "exists already", "demo")


tap.main(test_until_idle, test_usage, test_private, test_import, test_label, test_demo)
