#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: senders, a real mail server tried and cancelled, a folder that goes, snapshots."""
import contextlib
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import tempfile

import desk
import models
import peers
import tap

BUREAUCTL = desk.BUILD / "src" / "bureauctl"
PASSWORD = "not-to-be-in-a-row"


def bureauctl(file, *words):
    done = subprocess.run([BUREAUCTL, "--workspace", file, *words], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(file, statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


@contextlib.contextmanager
def preferences(page, *set_up, waits=0):
    """A window with the preferences open at a page; set_up is what bureauctl does before."""
    with tempfile.TemporaryDirectory(prefix="bureau-preferences-") as name:
        folder = pathlib.Path(name)
        file = folder / "own.bureau"
        bureauctl(file, "init", "--template", "lead-intake")
        for words in set_up:
            bureauctl(file, *[str(word).format(folder=folder) for word in words])
        keyring = {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": str(folder / "keyring"),
                   "SECRET_FILE_TEST_PASSWORD": "test"}
        with desk.Program("--workspace", file, environment=keyring) as program:
            program.find("label", "Nothing Waits for You") if waits == 0 else program.find("list", "Drafts that wait")
            desk.type_keys("ctrl+comma")
            program.click("page tab", page)
            yield program, file, folder


def put(program, name, words, role="text"):
    """Puts words into a field in place of what is there."""
    program.fill(role, name, words)
    program.wait_for_text(role, name, words)


def server(port):
    """What bureauctl does to connect a mail server on this computer."""
    return ("connect", "smtp", "--host", "127.0.0.1", "--port", str(port), "--tls", "none", "--from",
            "Anna <anna@studio.example>")


def test_senders():
    with preferences("Business") as (program, file, _):
        program.activate("No name yet")
        put(program, "Sender’s name", "Anna & Co")
        put(program, "Sender’s address", "no address")
        program.press("button", "Save")
        program.says("This is no address")
        put(program, "Sender’s address", "anna@studio.example")
        put(program, "Signature", "Anna\nStudio")
        program.press("button", "Save")
        program.find("label", "Anna & Co")
        first = json.loads(rows(file, "SELECT value FROM bureau_setting WHERE key = 'identity'")[0][0])
        assert first == {"name": "Anna & Co", "address": "anna@studio.example", "signature": "Anna\nStudio"}, first
        program.press("button", "Add a Sender")
        put(program, "Sender’s address", "office@studio.example")
        program.press("button", "Save")
        program.find("label", "office@studio.example")
        others = "SELECT value ->> '$[0].address' FROM bureau_setting WHERE key = 'identities'"
        assert rows(file, others) == [("office@studio.example",)], rows(file, others)
        # The list is laid out anew by what was stored; a press may come before that.
        assert program.wait(lambda: program.look("button", "Save") or program.activate("office@studio.example"))
        program.activate("Remove This Sender")
        assert program.wait(lambda: rows(file, others) == [(None,)]), rows(file, others)


@contextlib.contextmanager
def mailbox():
    with tempfile.TemporaryDirectory(prefix="bureau-mailbox-") as name, peers.Mailbox(pathlib.Path(name)) as box:
        yield box


def test_a_server_is_tried():
    with mailbox() as box, preferences("Mail", server(box.port)) as (program, file, _):
        program.activate("Anna <anna@studio.example>")
        program.press("button", "Save and Test")
        done = "SELECT state, result ->> '$.verdict' FROM bureau_request WHERE kind = 'test-connection'"
        assert program.wait(lambda: rows(file, done) and rows(file, done)[0][0] == "done"), rows(file, done)
        program.says(rows(file, done)[0][1])
        config = json.loads(rows(file, "SELECT config FROM bureau_connection WHERE name = 'smtp'")[0][0])
        assert config == {"host": "127.0.0.1", "port": box.port, "tls": "none",
                          "from": "Anna <anna@studio.example>"}, config
        assert not box.messages(), "a test sends nothing"


def test_what_does_not_work_says_why():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with preferences("Mail", server(port)) as (program, file, _):
        program.activate("Anna <anna@studio.example>")
        program.press("button", "Save and Test")
        failed = "SELECT error FROM bureau_request WHERE state IN ('failed', 'refused')"
        assert program.wait(lambda: rows(file, failed)), program.outline()
        program.says(rows(file, failed)[0][0])
        put(program, "Server", "")
        program.press("button", "Save and Test")
        program.says("Type the server’s name")
        put(program, "Server", "mail.example.org")
        program.press("button", "Save and Test")
        program.says("Without TLS the password")
        assert rows(file, "SELECT config ->> '$.host' FROM bureau_connection") == [("127.0.0.1",)]


def test_a_password_is_in_no_row():
    with mailbox() as box, preferences("Mail", server(box.port)) as (program, file, folder):
        program.activate("Anna <anna@studio.example>")
        put(program, "User", "anna")
        program.fill("text", "Password, kept in the keyring", PASSWORD)
        program.press("button", "Save and Test")
        answered = "SELECT 1 FROM bureau_request WHERE kind = 'test-connection' AND state NOT IN ('asked', 'doing')"
        assert program.wait(lambda: rows(file, answered)), program.outline()
        assert (folder / "keyring").exists(), "the keyring was not written"
        for part in folder.glob("own.bureau*"):
            assert PASSWORD.encode() not in part.read_bytes(), part


def test_a_test_is_cancelled():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        with preferences("Mail", server(deaf.getsockname()[1])) as (program, file, _):
            program.activate("Anna <anna@studio.example>")
            program.press("button", "Save and Test")
            program.press("button", "Cancel")
            program.says("Cancelled.")
            state = "SELECT state FROM bureau_request WHERE kind = 'test-connection'"
            assert program.wait(lambda: rows(file, state) == [("refused",)]), rows(file, state)


def test_a_folder_that_goes_is_told_and_comes_back():
    with tempfile.TemporaryDirectory(prefix="bureau-inbox-") as inbox:
        with preferences("Mail", ("connect", "folder", inbox)) as (program, file, _):
            program.activate(inbox)
            program.press("button", "Save and Test")
            program.says("The folder is there and can be read.")
            os.rename(inbox, inbox + ".away")
            program.press("button", "Save and Test")
            program.says("The folder cannot be read")
            os.rename(inbox + ".away", inbox)
            program.press("button", "Save and Test")
            program.says("The folder is there and can be read.")


def test_a_snapshot_is_made_and_listed():
    with preferences("Snapshots") as (program, file, folder):
        program.press("button", "Make One Now")
        found = program.wait(lambda: next((folder / "own-snapshots").glob("*.bureau"), None)
                             if (folder / "own-snapshots").is_dir() else None)
        assert found, program.outline()
        program.find("label", found.stem)
        assert json.loads(bureauctl(found, "verify", "--json"))["ok"]


BEFORE = (("set", "firm", "Earlier"), ("backup", "{folder}/own-snapshots/before.bureau"), ("set", "firm", "Later"))


def firm(file):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute("SELECT value FROM bureau_setting WHERE key = 'firm'").fetchone()


def go_back(program, name):
    program.find("list", "Snapshots")
    program.find("label", name)
    program.press("button", "Go Back…")
    program.find(None, "Go Back?")
    program.press("button", "Go Back")


def test_goes_back_to_a_snapshot():
    """What is there now is a snapshot first, and the window comes again with what was there then."""
    with preferences("Snapshots", *BEFORE) as (program, file, folder):
        assert firm(file) == ('"Later"',)
        go_back(program, "before")
        program.says("The workspace is as the snapshot has it")
        assert firm(file) == ('"Earlier"',), firm(file)
        kept = next((folder / "own-snapshots").glob("*before going back.bureau"))
        assert firm(kept) == ('"Later"',), firm(kept)
        program.find("list", "Pages")


def test_a_damaged_copy_changes_nothing():
    with preferences("Snapshots", *BEFORE) as (program, file, folder):
        copy = folder / "own-snapshots" / "before.bureau"
        data = bytearray(copy.read_bytes())
        data[len(data) // 2:] = b"x" * (len(data) - len(data) // 2)
        copy.write_bytes(data)
        go_back(program, "before")
        program.says("is damaged")
        assert firm(file) == ('"Later"',), firm(file)
        assert not list((folder / "own-snapshots").glob("*before going back*"))


def add_model(program, server):
    """What a person types; the last of the vendors is whoever speaks like one of them."""
    program.press("button", "Add a Language Model")
    program.activate("Provider")
    desk.type_keys("Home", "Down", "Down", "Down", "Return")
    put(program, "Address", server.url)
    program.fill("text", "Key, kept in the keyring", PASSWORD)
    put(program, "Model", "fine")
    program.press("button", "Save and Test")


def test_a_model_is_connected_and_used():
    server = models.Models()
    server.control = {"key": PASSWORD}
    with preferences("Models") as (program, file, folder):
        add_model(program, server)
        program.says(f"fine answers at {server.url}")
        program.find("label", "Choose from its models")
        config = json.loads(rows(file, "SELECT config FROM bureau_connection")[0][0])
        assert config == {"kind": "openai", "base_url": server.url, "model": "fine"}, config
        assert rows(file, "SELECT value FROM bureau_setting WHERE key = 'budget_per_month'") == [("1000",)]
        assert server.log[-1]["headers"]["authorization"] == f"Bearer {PASSWORD}"
        for name in ("own.bureau", "own.bureau-wal"):
            assert PASSWORD.encode() not in (folder / name).read_bytes(), name
        desk.type_keys("Escape")
        program.find("list item", "model")
        program.find("label", "fine")
        program.activate("The agents ask")
        desk.type_keys("End", "Return")
        asked = "SELECT DISTINCT body ->> '$.provider' FROM bureau_document WHERE kind = 'agent'"
        assert program.wait(lambda: rows(file, asked) == [("model",)]), rows(file, asked)
        program.activate("Views are made by")
        desk.type_keys("End", "Return")
        made = "SELECT value FROM bureau_setting WHERE key = 'view_provider'"
        assert program.wait(lambda: rows(file, made) == [('"model"',)]), rows(file, made)
    server.close()


SAMPLE = desk.SOURCE / "data/templates/lead-intake/sample/01-cafe-logo.eml"
LETTER = {"subject": "Your logo", "body": "Dear café, that is 99,999 EUR."}


def test_another_model_is_compared():
    """Its cost is said before it is asked; its draft stands beside the one there is, and nothing has changed."""
    server = models.Models()
    server.control = {"answers": {"classify": [{"label": "inquiry", "why": "They ask."}], "draft": [LETTER]}}
    prices = '[{{"models":["fine"],"currency":"EUR","input":100000000,"output":100000000}}]'
    with preferences("Models", ("set", "prices", prices), ("import", SAMPLE), ("run", "--until-idle"),
                     ("provider", "add", "model", "--kind", "openai", "--base-url", server.url, "--model", "fine"),
                     waits=1) as (program, file, _):
        before = rows(file, "SELECT * FROM bureau_draft"), rows(file, "SELECT * FROM inquiries")
        program.click("list item", "Compare with Another Model")
        program.press("button", "Estimate")
        program.says("questions about 1 message: probably ")
        assert server.log == [], server.log
        program.press("button", "Replay")
        program.find("button", "Let the Agents Ask It")
        program.says("of the words differ")
        assert program.wait(lambda: rows(file, "SELECT state FROM bureau_request") == [("done",)] * 2)
        assert (rows(file, "SELECT * FROM bureau_draft"), rows(file, "SELECT * FROM inquiries")) == before
        assert rows(file, "SELECT count(*) FROM bureau_usage WHERE cost > 0") == [(len(server.log),)]
        program.press("button", "Let the Agents Ask It")
        asked = "SELECT DISTINCT body ->> '$.provider' FROM bureau_document WHERE kind = 'agent'"
        assert program.wait(lambda: rows(file, asked) == [("model",)]), rows(file, asked)
    server.close()


def spend(file):
    """Two calls of a model for one agent, as rows."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        for id in 1, 2:
            database.execute("INSERT INTO bureau_usage (id, at, agent, provider, model, state, cost, day, currency) "
                             "VALUES (?, '2026-11-22', 'writer', 'anthropic', 'big', 'settled', 1500000, "
                             "strftime('%Y-%m-%d', 'now'), 'EUR')", (id,))
        database.execute("INSERT INTO bureau_spent VALUES ('', strftime('%Y-%m', 'now'), 'EUR', 3000000)")


def test_costs():
    """What was spent of the limit, by whom, and a banner where the limit is near."""
    with tempfile.TemporaryDirectory(prefix="bureau-preferences-") as name:
        file = pathlib.Path(name) / "own.bureau"
        bureauctl(file, "init", "--template", "lead-intake")
        bureauctl(file, "set", "budget_per_month", "350")
        spend(file)
        with desk.Program("--workspace", file) as program:
            program.find("label", "Models have cost 3 EUR of 3.50 EUR. At the limit agents wait.")
            desk.type_keys("ctrl+comma")
            program.click("page tab", "Models")
            program.click("list item", "Spent this month")
            program.find("label", "3 EUR spent, of 3.50 EUR")
            program.find("label", "3 EUR · 2 questions")
            program.find("image", "By Day, This Month")
            program.find("label", "Nobody said what it costs. With a limit, the agents wait until you do.")
            bureauctl(file, "price", "set", "big", "--input", "4", "--output", "20.5")
            program.find("label", "4 USD read, 20.50 USD written, as you say")


tap.main(test_costs, test_senders, test_a_server_is_tried, test_what_does_not_work_says_why, test_a_password_is_in_no_row,
         test_a_test_is_cancelled, test_a_folder_that_goes_is_told_and_comes_back,
         test_a_snapshot_is_made_and_listed, test_goes_back_to_a_snapshot, test_a_damaged_copy_changes_nothing,
         test_a_model_is_connected_and_used, test_another_model_is_compared)
