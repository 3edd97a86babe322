#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine killed while a model is asked: what was answered is not asked again, and no row is there twice."""
import collections
import tempfile
import pathlib

import letters
import model_wires
import models
import tap
from bureauctl import Desk

ANSWERS = {
    "classify": [{"label": "inquiry", "why": "They ask for a quote."}],
    "extract": [{"values": {"contact": "Nora Feld"}, "evidence": {"contact": "Nora Feld"}, "more": []}],
    "draft": [{"subject": "Your inquiry", "body": "Thank you."}],
}
ROWS = ("bureau_message", "inquiries", "bureau_draft", "bureau_run", "bureau_evidence")
LIMIT = 60


def count(desk):
    return {table: desk.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ROWS}


def work(nth, kills):
    """One mail through three questions, with the engine killed so often while the nth is open; gives how often
    each kind was asked, and how many rows there are."""
    server = models.Models()
    server.control = {"answers": ANSWERS}
    with tempfile.TemporaryDirectory() as folder, Desk("lead-intake") as desk:
        desk.do("provider", "add", "model", "--kind", "openai", "--base-url", server.url, "--model", "fine")
        desk.do("provider", "use", "model")
        desk.do("import", *letters.write(pathlib.Path(folder), [1]))
        for _ in range(kills):
            server.held.clear()
            server.control["hold_at"] = server.n_calls + (nth if server.n_calls == 0 else 1)
            process = desk.start("run")
            assert server.held.wait(LIMIT), "the model was not asked"
            process.kill()
            process.communicate()
        server.release()
        desk.do("run", "--until-idle")
        assert [run["state"] for run in desk.ask("runs")] == ["done"] * 3, desk.ask("runs")
        asked = collections.Counter(model_wires.OpenAI(server, request["body"]).get_kind() for request in server.log)
        unknown = desk.rows("SELECT count(*) FROM bureau_usage WHERE state = 'unknown'")[0][0]
        rows = count(desk)
        desk.check_sound()
    server.close()
    return asked, rows, unknown


def test_repeats_at_most_the_call_that_was_open():
    expected = {table: 3 if table == "bureau_run" else 1 for table in ROWS}
    for kills in (1, 2):
        for nth, kind in enumerate(("classify", "extract", "draft"), start=1):
            asked, rows, unknown = work(nth, kills)
            once = collections.Counter({"classify": 1, "extract": 1, "draft": 1})
            assert asked == once + collections.Counter({kind: kills}), (nth, asked)
            assert rows == expected, (nth, rows)
            # What it may have cost is counted, too.
            assert unknown == kills, (nth, unknown)
    print("# 9 kills while a model was asked; as many calls repeated, 0 rows twice")


tap.main(test_repeats_at_most_the_call_that_was_open)
