#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mock of language models that others wrote speaks every wire to us: our reading of them is not only our own.

It is llmock of the npm package @copilotkit/aimock 1.43.0, found in the PATH or by BUREAU_LLMOCK:

    npm install node@24 @copilotkit/aimock@1.43.0
    PATH=$PWD/node_modules/.bin:$PATH build-aux/test cli-models-peer
"""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import urllib.request

import tap
from bureauctl import Desk

SAMPLE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"]) / "data/templates/lead-intake/sample/01-cafe-logo.eml"
KEY = "sk-canary-peer-77aa01"
LETTER = {"subject": "Your logo", "body": "Dear café,\nthank you. 😀"}
ANSWERS = {
    "Choose the one label": {"label": "inquiry", "why": "They ask for a logo."},
    "Read the values": {"values": {"contact": "Somebody Else"}, "evidence": {}, "more": []},
    "Write the subject": LETTER,
    "Choose one of": {"choice": "yes"},
}
PATIENCE = 60
KINDS = ("anthropic", "openai", "openai-responses")


def wait_for(port, process):
    """Until it answers; it says nothing of that itself."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=PATIENCE).read()
    raise AssertionError(process.communicate()[1])


@contextlib.contextmanager
def peer(*first):
    program = os.environ.get("BUREAU_LLMOCK") or shutil.which("llmock")
    if program is None or shutil.which("node") is None:
        raise tap.Skip("there is no llmock here: npm install node@24 @copilotkit/aimock@1.43.0, and put it into the PATH")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Desk("lead-intake") as desk:
        fixtures = desk.folder / "fixtures.json"
        answers = [{"match": {"userMessage": words}, "response": {"content": json.dumps(answer)}} for words, answer in ANSWERS.items()]
        fixtures.write_text(json.dumps({"fixtures": [*first, *answers]}))
        process = subprocess.Popen([program, "-p", str(port), "-f", fixtures], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            wait_for(port, process)
            yield desk, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def test_every_wire():
    for kind in KINDS:
        with peer() as (desk, url):
            desk.environment["BUREAU_SECRET_PEER"] = KEY
            desk.do("provider", "add", "peer", "--kind", kind, "--base-url", url, "--model", "claude-opus-5-5")
            assert desk.ask("provider", "models", "peer"), kind
            assert "answers at" in desk.do("provider", "test", "peer").out
            desk.do("provider", "use", "peer")
            desk.do("import", SAMPLE)
            desk.do("run", "--until-idle")
            runs = desk.ask("runs")
            assert [run["state"] for run in runs] == ["done"] * 3, [run["cause"] for run in runs]
            (draft,) = desk.ask("drafts")
            assert {"subject": draft["subject"], "body": draft["body"]} == LETTER, draft


def test_tools():
    """It calls two tools at once, and answers once it has their results."""
    calls = [{"name": "search", "arguments": json.dumps({"words": "logo"})},
             {"name": "read", "arguments": json.dumps({"collection": "bureau_connection", "id": "1"})}]
    for kind in KINDS:
        with peer({"match": {"hasToolResult": True}, "response": {"content": json.dumps(LETTER)}},
                  {"match": {"userMessage": "Write the subject"}, "response": {"toolCalls": calls}}) as (desk, url):
            desk.environment["BUREAU_SECRET_PEER"] = KEY
            desk.do("provider", "add", "peer", "--kind", kind, "--base-url", url, "--model", "claude-opus-5-5")
            desk.do("provider", "use", "peer", "writer")
            with contextlib.closing(sqlite3.connect(desk.workspace)) as database, database:
                database.execute("UPDATE bureau_document SET body = json_set(body, '$.tools', json_array('search', 'read')) "
                                 "WHERE kind = 'agent' AND name = 'writer'")
            desk.do("import", SAMPLE)
            desk.do("run", "--until-idle")
            (draft,) = desk.ask("drafts")
            assert {"subject": draft["subject"], "body": draft["body"]} == LETTER, draft
            ((called,),) = desk.rows("SELECT json_extract(input, '$.calls') FROM bureau_step WHERE \"do\" = 'draft'")
            found, refused = json.loads(called)
            assert found["tool"] == "search" and "results" in found["result"], found
            assert refused["tool"] == "read" and "may not read" in refused["error"], refused


tap.main(test_every_wire, test_tools)
