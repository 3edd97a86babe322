#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mock of language models that others wrote speaks every wire to us: our reading of them is not only our own.

It is llmock of the npm package @copilotkit/aimock (tests/peers), which build-aux/test brings into the cache.
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
MODEL = "claude-opus-5-5"
PATIENCE = 60
KINDS = ("anthropic", "openai", "openai-responses")


class Peer:
    """The mock, which takes our key only; it is told what to answer while it runs."""

    def __init__(self, program):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.process = subprocess.Popen(
            [program, "--port", self.url.rpartition(":")[2], "--fixtures", os.devnull, "--log-level", "silent"],
            env=dict(os.environ, AIMOCK_API_KEYS=KEY), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def wait(self):
        """Until it answers; it says nothing of that itself."""
        while self.process.poll() is None:
            with contextlib.suppress(OSError):
                return self.ask("/health")
        raise AssertionError(self.process.communicate()[0])

    def ask(self, path, body=None):
        request = urllib.request.Request(self.url + path, json.dumps(body).encode() if body is not None else None,
                                         {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def say(self, *first):
        """Forgets what was asked; answers so from now on, the first that matches."""
        self.ask("/__aimock/reset", {})
        self.ask("/__aimock/fixtures", {"fixtures": [*first, *(fixture(words) for words in ANSWERS)]})

    def questions(self):
        """What models were asked, as it understood it."""
        return [entry for entry in self.ask("/__aimock/journal") if entry["body"] and "messages" in entry["body"]]

    def close(self):
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


def fixture(words, answer=None, response=None, once=False, **more):
    """What is answered where a question has these words; @once to the first such only."""
    match = {"userMessage": words} | ({"sequenceIndex": 0} if once else {})
    return {"match": match, "response": {"content": json.dumps(answer or ANSWERS[words])} | (response or {}), **more}


@contextlib.contextmanager
def peer(*first):
    program = shutil.which("llmock", path=os.environ.get("BUREAU_PEERS", os.environ["PATH"]))
    if program is None or shutil.which("node") is None:
        raise tap.Skip("there is no llmock here; build-aux/test brings it where there is npm and a network")
    with Desk("lead-intake") as desk, contextlib.closing(Peer(program)) as other:
        other.wait()
        other.say(*first)
        desk.environment["BUREAU_SECRET_PEER"] = KEY
        yield desk, other


def connect(desk, other, kind):
    desk.do("provider", "add", "peer", "--kind", kind, "--base-url", other.url, "--model", MODEL, "--no-limit")


def answer_mail(desk):
    """Lets the agents answer the sample, and gives the drafts that are there afterwards."""
    desk.do("import", SAMPLE)
    desk.do("run", "--until-idle")
    return [{"subject": draft["subject"], "body": draft["body"]} for draft in desk.ask("drafts")]


def test_every_wire():
    """From a mail to a draft: streamed, with a schema for each answer, and a key that is asked for."""
    for kind in KINDS:
        with peer() as (desk, other):
            connect(desk, other, kind)
            desk.refuse(1, "does not take the key", "provider", "test", "peer", env={"BUREAU_SECRET_PEER": "sk-wrong"})
            assert desk.ask("provider", "models", "peer"), kind
            assert "answers at" in desk.do("provider", "test", "peer").out
            desk.do("provider", "use", "peer")
            other.say()
            assert answer_mail(desk) == [LETTER], kind
            runs = desk.ask("runs")
            assert [run["state"] for run in runs] == ["done"] * 3, [run["cause"] for run in runs]
            asked = other.questions()
            assert len(asked) == 3 and all(one["body"]["stream"] for one in asked), asked
            assert KEY not in json.dumps([one["body"] for one in asked])
            if kind == "openai":
                assert all(one["body"]["response_format"]["type"] == "json_schema" for one in asked), asked


def test_tools():
    """It calls two tools at once, and answers once it has their results."""
    calls = [{"name": "search", "arguments": json.dumps({"words": "logo"})},
             {"name": "read", "arguments": json.dumps({"collection": "bureau_connection", "id": "1"})}]
    for kind in KINDS:
        with peer({"match": {"hasToolResult": True}, "response": {"content": json.dumps(LETTER)}},
                  {"match": {"userMessage": "Write the subject"}, "response": {"toolCalls": calls}}) as (desk, other):
            connect(desk, other, kind)
            desk.do("provider", "use", "peer", "writer")
            with contextlib.closing(sqlite3.connect(desk.workspace)) as database, database:
                database.execute("UPDATE bureau_document SET body = json_set(body, '$.tools', json_array('search', 'read')) "
                                 "WHERE kind = 'agent' AND name = 'writer'")
            assert answer_mail(desk) == [LETTER], kind
            ((called,),) = desk.rows("SELECT json_extract(input, '$.calls') FROM bureau_step WHERE \"do\" = 'draft'")
            found, refused = json.loads(called)
            assert found["tool"] == "search" and "results" in found["result"], found
            assert refused["tool"] == "read" and "may not read" in refused["error"], refused


def refusal(status, **more):
    return {"response": {"error": {"message": "Not now", "type": "told"}, "status": status, **more}}


# What goes wrong with the first answer, how often it is asked then, and what is said where that was the end.
FAULTS = {
    "slow": ({"latency": 20, "chunkSize": 3}, 1, None),
    "late": ({"chaos": {"latencyMs": 300}}, 1, None),
    "letter by letter": ({"chunkSize": 1}, 1, None),
    "thinking": ({"response": {"reasoning": "Let me see. Yes or no?"}}, 1, None),
    "rate limit": (refusal(429, retryAfter=1), 2, None),
    "rate limit by chance": ({"chaos": {"rateLimitRate": 1}}, 2, None),
    "rate limit for long": (refusal(429, retryAfter=3600), 1, "takes no more requests"),
    "no credit": (refusal(402), 1, "no credit"),
    "internal error": (refusal(500), 2, None),
    "overloaded": (refusal(529), 2, None),
    "dropped": ({"chaos": {"dropRate": 1}}, 2, None),
    "disconnected before": ({"chaos": {"disconnectRate": 1}}, 1, "broke off"),
    "malformed": ({"chaos": {"malformedRate": 1}}, 1, "is not whole"),
    "truncated": ({"truncateAfterChunks": 3, "chunkSize": 2}, 1, "broke off"),
    "truncated while it comes": ({"truncateAfterChunks": 5, "latency": 20, "chunkSize": 2}, 1, "broke off"),
    "disconnected": ({"disconnectAfterMs": 50, "latency": 20, "chunkSize": 1}, 1, "broke off"),
}


def test_faults():
    """What may pass is asked again, what went out whole is not, and half an answer is none."""
    with peer() as (desk, other):
        for kind in KINDS:
            connect(desk, other, kind)
            for name, (fault, n_questions, said) in FAULTS.items():
                other.say(fixture("Choose one of", once=True, **fault))
                if said:
                    desk.refuse(1, said, "provider", "test", "peer")
                else:
                    desk.do("provider", "test", "peer")
                assert len(other.questions()) == n_questions, (kind, name, other.questions())
    tap.note(f"{len(FAULTS) * len(KINDS)} faults")


# How the first letter ends, and how often a model is asked for one then; too long a one waits for the operator.
BROKEN = {
    "truncated": ({"truncateAfterChunks": 6, "latency": 20, "chunkSize": 4}, 2),
    "malformed": ({"chaos": {"malformedRate": 1}}, 2),
    "no JSON": ({"response": {"content": "Dear café,"}}, 2),
    "too long": ({"response": {"content": '{"subject": "Your l', "finishReason": "length"}}, 1),
}


def test_half_a_letter():
    """What came of a letter that broke off never stands in a draft."""
    for kind in KINDS:
        for name, (fault, n_letters) in BROKEN.items():
            with peer(fixture("Write the subject", once=True, **fault)) as (desk, other):
                connect(desk, other, kind)
                desk.do("provider", "use", "peer", "writer")
                assert answer_mail(desk) == ([LETTER] if n_letters == 2 else []), (kind, name)
                assert len(other.questions()) == n_letters, (kind, name, other.questions())
                states = {run["workflow"]: run["state"] for run in desk.ask("runs")}
                assert states["replying"] == ("done" if n_letters == 2 else "parked"), (kind, name, states)


tap.main(test_every_wire, test_tools, test_faults, test_half_a_letter)
