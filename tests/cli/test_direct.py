#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Views asked for in plain words: proposed, accepted, changed by words, rejected; and what is no view."""
import tap
from bureauctl import Desk


def test_words_to_view():
    with Desk(make=False) as desk:
        desk.do("demo")
        answer = desk.ask("direct", "fees", "by", "client")
        assert answer["kind"] == "proposal" and answer["understood"] and not answer["problems"], answer
        name = answer["view"]["id"]
        assert name not in [view["name"] for view in desk.ask("view", "list")]
        listed = desk.ask("proposals")
        assert [(p["id"], p["state"], p["level"]) for p in listed] == [(answer["proposal"], "open", "operator")]
        assert desk.ask("proposal", "show", answer["proposal"])["body"] == answer["view"]
        desk.do("proposal", "accept", answer["proposal"])
        assert name in [view["name"] for view in desk.ask("view", "list")]
        assert len(desk.ask("view", "data", name)["rows"]["rows"]) == 8
        assert desk.ask("proposal", "list") == []
        desk.refuse(1, "already accepted", "proposal", "accept", answer["proposal"])
        pie = desk.ask("direct", "make it a pie chart", "--view", name)
        assert [e["mark"] for e in pie["view"]["elements"] if e["type"] == "chart"] == ["pie"], pie
        assert [c["words"] for c in pie["diff"]] == ["chart, mark: “bar” becomes “pie”"], pie["diff"]
        desk.do("proposal", "reject", pie["proposal"], "--reason", "bars are better")
        assert desk.ask("proposals", "--all")[0]["reason"] == "bars are better"
        assert desk.ask("view", "show", name)["version"] == 1
        told = desk.do("direct", "remove the chart and call it Money", "--view", name).out
        assert "chart is removed" in told and "becomes “Money”" in told, told


def test_what_is_not_understood():
    with Desk(make=False) as desk:
        desk.do("demo")
        told = desk.do("direct", "projects by cleint").out
        assert "“cleint”" in told and "Is it “Client”?" in told, told
        answer = desk.run("direct", "send a mail to everybody")
        assert answer.status == 1 and "not understood yet" in answer.out, answer
        desk.refuse(1, "no view “nothing”", "direct", "projects", "--view", "nothing")
        desk.refuse(2, "missing", "direct")
        desk.refuse(2, "no id", "direct", "projects of this client", "--record", "this")
        desk.refuse(1, "nothing with the id 7", "direct", "projects of this client", "--record", 7)


tap.main(test_words_to_view, test_what_is_not_understood)
