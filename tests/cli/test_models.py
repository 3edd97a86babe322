#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Language models from the terminal: connected, tried, used and changed, and their key nowhere to be found."""
import os
import pathlib
import subprocess

import models
import tap
from bureauctl import Desk, Engine

CANARY = "sk-canary-5f3e9a77c1d2"
SAMPLE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"]) / "data/templates/lead-intake/sample/01-cafe-logo.eml"
LETTER = {"subject": "Your logo", "body": "Dear café,\nthank you."}
ANSWERS = {
    "classify": [{"label": "inquiry", "why": "They ask for a logo."}],
    "extract": [{"values": {"contact": "Somebody Else"}, "evidence": {"contact": "Somebody Else"}, "more": []}],
    "draft": [LETTER],
}


def office(kind, server, key=CANARY):
    """A workspace with a model that wants a key, which stands in the environment."""
    server.control = {"answers": ANSWERS, "key": key}
    desk = Desk("lead-intake")
    desk.environment["BUREAU_SECRET_MODEL"] = CANARY
    desk.do("provider", "add", "model", "--kind", kind, "--base-url", server.url, "--model", "fine")
    return desk


def test_every_wire():
    """The whole way from a mail to a draft, over each wire; and one setting goes back to rules."""
    for kind in ("anthropic", "openai", "openai-responses"):
        server = models.Models()
        with office(kind, server) as desk:
            assert "answers at" in desk.do("provider", "test", "model").out
            (test,) = desk.ask("usage")["rows"]
            assert (test["name"], test["calls"], test["unknown"]) == ("test", 1, 0) and test["input_tokens"] > 0, test
            assert desk.do("provider", "use", "model").out.startswith("From now on model answers for")
            desk.do("import", SAMPLE)
            desk.do("run", "--until-idle")
            (draft,) = desk.ask("drafts")
            assert draft["subject"] == LETTER["subject"] and draft["body"] == LETTER["body"], draft
            assert [r["state"] for r in desk.ask("runs")] == ["done"] * 3
            inquiry = desk.ask("show", draft["record"])
            (contact,) = [e for e in inquiry["evidence"] if e["field"] == "contact"]
            assert contact["inferred"], contact
            before = len(server.log)
            desk.do("provider", "use", "builtin")
            desk.do("import", SAMPLE.with_name("03-tea-packaging.eml"))
            desk.do("run", "--until-idle")
            assert len(server.log) == before and len(desk.ask("drafts")) == 2
        server.close()


def test_list():
    server = models.Models()
    with office("openai", server) as desk:
        assert "No model is connected" in say_empty_list()
        (provider,) = desk.ask("provider", "list")
        assert provider["name"] == "model" and provider["config"]["model"] == "fine", provider
        names = [m["id"] for m in desk.ask("provider", "models", "model")]
        assert names == ["mock-small", "mock-large"], names
        assert [m["id"] for m in desk.ask("provider", "models", "model", "LARGE")] == ["mock-large"]
        desk.do("provider", "add", "ollama", "--model", "llama3.2")
        assert desk.ask("set", "budget_per_month") == {"budget_per_month": -1}, "a model here costs nothing"
        desk.do("provider", "add", "open", "--kind", "openai", "--model", "x", "--no-limit")
        assert desk.ask("set", "budget_per_month") == {"budget_per_month": -1}
        assert "10.00 a month" in desk.do("provider", "add", "anthropic", "--model", "claude-opus-5-5").out
        assert desk.ask("set", "budget_per_month") == {"budget_per_month": 1000}
        desk.do("set", "budget_per_month", "5")
        desk.do("provider", "add", "openai", "--model", "x")
        assert desk.ask("set", "budget_per_month") == {"budget_per_month": 5}
        config = {p["name"]: p["config"] for p in desk.ask("provider", "list")}["ollama"]
        assert config == {"kind": "openai", "base_url": "http://localhost:11434", "model": "llama3.2"}, config
        desk.refuse(2, "is no kind of provider", "provider", "add", "x", "--kind", "psychic")
        desk.refuse(1, "no connection “nobody”", "provider", "use", "nobody")
        desk.refuse(1, "no such agent", "provider", "use", "builtin", "nobody")
    server.close()


def test_fallback():
    """Another answers only where the operator named one, and the step says so."""
    server = models.Models()
    with office("anthropic", server, key=None) as desk:
        desk.do("provider", "add", "broken", "--kind", "openai", "--base-url", server.url, "--model", "status=402")
        desk.do("provider", "use", "broken")
        desk.refuse(1, "no connection “nobody”", "provider", "fallback", "nobody")
        assert "model does for" in desk.do("provider", "fallback", "model").out
        desk.do("import", SAMPLE)
        desk.do("run", "--until-idle")
        (draft,) = desk.ask("drafts")
        assert draft["subject"] == LETTER["subject"], draft
        said = desk.rows("SELECT output ->> '$.instead' FROM bureau_step WHERE agent IS NOT NULL")
        assert said and all(text.startswith("“model” answered instead of “broken”: ") for text, in said), said
        assert "waits while their own does not answer" in desk.do("provider", "fallback").out
    server.close()


def say_empty_list():
    with Desk() as desk:
        return desk.do("provider", "list").out


def test_unknown_costs():
    """A server that does not say what it took counts as the worst case, until a person says better."""
    server = models.Models()
    with office("openai", server) as desk:
        desk.do("provider", "add", "model", "--kind", "openai", "--base-url", server.url, "--model", "nousage")
        desk.do("set", "prices", '[{"models":["nousage"],"currency":"EUR","input":100000000,"output":100000000}]')
        assert "it is known" in desk.do("usage", "unknown").out
        desk.do("provider", "test", "model")
        (test,) = desk.ask("usage", "unknown")
        assert test["agent"] == "test" and test["micros"] > 0, test
        desk.refuse(2, "is no amount", "usage", "correct", test["id"], "nothing")
        desk.do("usage", "correct", test["id"], "0.0042")
        assert desk.ask("usage", "unknown") == [] and desk.ask("usage")["rows"][0]["micros"] == 4200
        desk.refuse(1, "is no question whose cost is unknown", "usage", "correct", test["id"], "1")
        desk.do("set", "budget_per_month", "1")
        desk.refuse(1, "all agents may cost in a month", "provider", "test", "model")
    server.close()


def test_prices():
    """What a person says a model costs goes before the table, from its day on, and can be taken back."""
    server = models.Models()
    with office("openai", server) as desk:
        rows = {row["model"]: row for row in desk.ask("prices")}
        assert "price" not in rows["fine"] and rows["claude-opus-5-5"]["price"]["input"] == 4000000, rows["fine"]
        assert "not verified" in desk.do("prices", "mythos-5-2").out
        assert "not verified" not in desk.do("prices", "fable-5-2").out
        desk.refuse(2, "--output", "price", "set", "fine", "--input", "1")
        desk.refuse(1, "is a list of", "price", "set", "fine", "--input", "1", "--output", "2", "--currency", "euro")
        desk.do("price", "set", "fine", "--input", "100", "--output", "200", "--currency", "EUR")
        desk.do("price", "set", "fine", "--input", "50", "--output", "200", "--currency", "EUR", "--from", "2020-01-01")
        rows = {row["model"]: row for row in desk.ask("prices")}
        assert rows["fine"]["own"] and rows["fine"]["price"]["input"] == 100000000, rows["fine"]
        desk.do("provider", "test", "model")
        (test,) = desk.ask("usage")["rows"]
        assert test["micros"] == test["input_tokens"] * 100 + test["output_tokens"] * 200, test
        desk.do("price", "remove", "fine")
        desk.refuse(1, "no price of your own", "price", "remove", "fine")
    server.close()


def test_refusals():
    """A wrong key, and nobody there: one sentence that says what to do."""
    server = models.Models()
    with office("anthropic", server, key="another") as desk:
        desk.refuse(1, "does not take the key", "provider", "test", "model")
        server.close()
        desk.do("provider", "add", "model", "--kind", "openai", "--base-url", f"http://127.0.0.1:{server.port}", "--model", "fine")
        desk.refuse(1, f"Nothing answers at 127.0.0.1:{server.port}", "provider", "test", "model")
        del desk.environment["BUREAU_SECRET_MODEL"]
        desk.do("provider", "add", "far", "--kind", "anthropic", "--model", "claude-opus-5-5")
        desk.refuse(1, "BUREAU_SECRET_FAR", "provider", "test", "far")


# What is wrong with a certificate, how it is made, and what is said.
CERTIFICATES = (
    (("-subj", "/CN=elsewhere.example", "-days", "2"), "is for another server"),
    (("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-not_before", "20200101000000Z",
      "-not_after", "20200201000000Z"), "has expired"),
    (("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"), "was signed by nobody"),
)


def certificate(desk, how):
    key, file = desk.folder / "key.pem", desk.folder / "cert.pem"
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, *how],
                          capture_output=True)
    if made.returncode != 0:
        raise tap.Skip("openssl makes no such certificate here")
    return file, key


def test_certificates():
    """Nothing is sent to a server whose certificate is another's, too old or nobody's, over no wire."""
    for how, says in CERTIFICATES:
        with Desk() as desk:
            server = models.Models(tls=certificate(desk, how))
            for kind in ("anthropic", "openai", "openai-responses"):
                desk.do("provider", "add", "model", "--kind", kind, "--base-url", f"https://localhost:{server.port}",
                        "--model", "fine")
                said = desk.refuse(1, says, "provider", "test", "model", env={"BUREAU_SECRET_MODEL": CANARY})
                assert "nothing was sent" in said.err, said
            assert server.log == []
            server.close()


def test_canary():
    """The key goes to the server and nowhere else: no file, no output, no environment, no command line."""
    server = models.Models()
    with office("anthropic", server) as desk:
        desk.do("provider", "use", "model")
        desk.do("import", SAMPLE)
        said = [desk.do("provider", "test", "model"), desk.do("run", "--until-idle", "--verbose"), desk.do("connections"),
                desk.do("journal"), desk.do("usage"), desk.do("provider", "list"), desk.do("backup", desk.folder / "copy.bureau")]
        assert any(request["headers"].get("x-api-key") == CANARY for request in server.log)
        desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", 9, "--tls", "none", "--user", "me", "--from",
                "Me <me@example.org>", "--secret-env", "OFFICE_PASSWORD")
        desk.environment["OFFICE_PASSWORD"] = CANARY
        with Engine(desk) as process:
            desk.do("provider", "test", "model")
            look_into(process.pid)
        for answer in said:
            assert CANARY not in answer.out + answer.err
        files = [file for file in desk.folder.rglob("*") if file.is_file()]
        assert any("state" in file.parts for file in files) and desk.folder / "copy.bureau" in files, files
        for file in files:
            assert CANARY.encode() not in file.read_bytes(), file
    server.close()


def look_into(pid):
    for name in ("environ", "cmdline"):
        assert CANARY.encode() not in pathlib.Path(f"/proc/{pid}/{name}").read_bytes(), name


tap.main(test_every_wire, test_list, test_fallback, test_unknown_costs, test_prices, test_refusals, test_certificates, test_canary)
