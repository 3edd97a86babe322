#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another model would have answered: drafts, fields, time and cost side by side, and nothing changed."""
import os
import pathlib

import models
import tap
from bureauctl import Desk

SAMPLES = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"]) / "data/templates/lead-intake/sample"
FILES = [SAMPLES / "01-cafe-logo.eml", SAMPLES / "03-tea-packaging.eml"]
ANSWERS = {
    "classify": [{"label": "inquiry", "why": "They ask."}] * 9,
    "extract": [{"values": {"contact": "Somebody Else"}, "evidence": {"contact": "Somebody Else"}, "more": []}] * 9,
    "draft": [{"subject": "Your logo", "body": "Dear café,\nthat is 99,999 EUR."}] * 9,
}
# A hundredth of a cent for each token.
PRICES = '[{"models":["fine"],"currency":"EUR","input":100000000,"output":100000000}]'
TABLES = ("bureau_message", "bureau_draft", "bureau_run", "bureau_step", "inquiries", "bureau_evidence", "bureau_document",
          "bureau_delivery", "bureau_outcome", "bureau_question", "bureau_proposal")


def office(server):
    """A workspace whose rules answered two inquiries, and a model that answered nothing yet."""
    server.control = {"answers": {kind: list(all) for kind, all in ANSWERS.items()}}
    desk = Desk("lead-intake")
    desk.do("set", "prices", PRICES)
    desk.do("provider", "add", "model", "--kind", "openai", "--base-url", server.url, "--model", "fine")
    desk.do("import", *FILES)
    desk.do("run", "--until-idle")
    return desk


def everything(desk):
    """All rows of all that a replay must not touch."""
    return {table: desk.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}


def test_side_by_side():
    """The rules' answers beside a model's: each field, each draft, time and cost; not a row is different afterwards."""
    server = models.Models()
    with office(server) as desk:
        before = everything(desk)
        found = desk.ask("replay", "--on", "model")
        assert everything(desk) == before
        assert found["messages"] == 2 and len(found["items"]) == found["steps"] == len(server.log), found
        kinds = sorted(item["do"] for item in found["items"])
        assert kinds.count("draft") == 2 and "extract" in kinds, kinds
        draft = next(item["draft"] for item in found["items"] if item["do"] == "draft")
        assert draft["after"]["body"].endswith("99,999 EUR.") and draft["unsupported_after"] > draft["unsupported_before"], draft
        assert draft["before"]["body"] in [row["body"] for row in desk.ask("drafts")]
        fields = {f["field"]: f for item in found["items"] if item["do"] == "extract" for f in item["fields"]}
        assert fields["contact"]["after"] == "Somebody Else" and not fields["contact"]["same"], fields
        sum_ = found["sum"]
        assert sum_["cost_before"] == 0 and sum_["cost_after"] > 0 and sum_["failed"] == 0, sum_
        said = desk.do("replay", "--on", "model", "--last", "1")
        assert "{+99,999" in said.out and "Nothing was changed." in said.out, said.out
        assert "will cost about" in said.err, said.err
    server.close()


def test_said_beforehand():
    """The expected cost is said without asking anybody, and what is then spent lies within the most."""
    server = models.Models()
    with office(server) as desk:
        estimate = desk.ask("replay", "--on", "model", "--estimate")
        assert server.log == [] and estimate["is_known"] and estimate["calls"] == estimate["steps"], estimate
        spent = desk.ask("replay", "--on", "model")["sum"]["cost_after"]
        assert 0 < spent <= estimate["worst"] and estimate["expected"] <= estimate["worst"], (spent, estimate)
        (month,) = [row for row in desk.ask("usage", "--by", "month")["rows"]]
        assert month["micros"] == spent, (month, spent)
        desk.do("set", "prices", "[]")
        assert desk.ask("replay", "--on", "model", "--estimate")["worst"] == 0, "a model on this machine"
    server.close()


def test_limit_ends_it():
    """What would pass the limit is not asked; what was asked stays within it."""
    server = models.Models()
    with office(server) as desk:
        worst = desk.ask("replay", "--on", "model", "--estimate")["worst"]
        desk.do("set", "budget_per_month", str(worst // 10000 // 8))
        result = desk.run("--json", "replay", "--on", "model")
        found = result.json
        assert result.status == 1, result
        assert "all agents may cost in a month" in found["stopped"], found
        assert len(server.log) < found["steps"] and found["sum"].get("cost_after", 0) <= worst // 8, found
    server.close()


def test_one_that_fails():
    """A model that cannot answer is not asked thirty times; the reason is read."""
    server = models.Models()
    with office(server) as desk:
        found = desk.run("--json", "replay", "--on", "model", "--model", "status=401").json
        assert "does not take the key" in found["stopped"] and found["sum"]["failed"] == 2, found
        desk.refuse(2, "with --on", "replay")
        desk.refuse(1, "nobody", "replay", "--on", "nobody")
        desk.refuse(1, "no workflow", "replay", "nothing", "--on", "model")
        desk.refuse(2, "Between 1 and 50", "replay", "--on", "model", "--last", "51")
    server.close()


def test_rules_instead():
    """The other way round: what rules would have made of what a model answered costs nothing."""
    server = models.Models()
    with office(server) as desk:
        found = desk.ask("replay", "--on", "builtin")
        assert found["sum"]["fields_changed"] == 0 and found["sum"]["cost_after"] == 0 and server.log == [], found["sum"]
        for item in found["items"]:
            if item["do"] == "draft":
                assert item["draft"]["changed"] == 0, item
    server.close()


tap.main(test_side_by_side, test_said_beforehand, test_limit_ends_it, test_one_that_fails, test_rules_instead)
