#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The loop, whole: a mail falls into a watched folder, agents draft, a person edits, approves, takes it
back and approves again, and a real SMTP server has exactly one message, rightly threaded."""
import email
import email.policy
import os
import pathlib
import time

import tap
from bureauctl import Desk, Engine
from peers import Mailbox, wait_for

SAMPLE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"]) / "data/templates/lead-intake/sample"


def drop(folder, mail):
    """As a program would save it: under another name first."""
    part = folder / ".part"
    part.write_bytes(mail)
    part.rename(folder / "inquiry.eml")


def open_desk(desk, port, *settings):
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    desk.do("connect", "folder", inbox)
    desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", port, "--tls", "none",
            "--from", "Studio Lindholm <hello@studiolindholm.example>")
    desk.do("set", "identity.name", "Studio Lindholm")
    desk.do("set", "identity.address", "hello@studiolindholm.example")
    for key, value in settings:
        desk.do("set", key, value)
    return inbox


def delivery(desk, state):
    return lambda: [d for d in desk.ask("deliveries") if d["state"] == state]


def check_sent(sent, inquiry, text):
    assert sent["To"].addresses[0].addr_spec == "isobel@kestreltea.example", sent["To"]
    assert sent["From"].addresses[0].addr_spec == "hello@studiolindholm.example", sent["From"]
    assert sent["In-Reply-To"] == inquiry["Message-ID"], sent["In-Reply-To"]
    assert sent["References"].split()[-1] == inquiry["Message-ID"], sent["References"]
    assert sent["Message-ID"] and sent["Date"] and sent["Subject"] == "Re: Packaging for six teas"
    assert sent.get_body().get_content().strip() == text.strip(), sent.get_body().get_content()


def test_loop():
    raw = (SAMPLE / "03-tea-packaging.eml").read_bytes()
    inquiry = email.message_from_bytes(raw, policy=email.policy.default)
    text = "Hello Isobel,\n\nyes, gladly: we have room from the fifth. äöü 🙂\n\n.hidden dot\nMira\n"
    with Desk("lead-intake") as desk, Mailbox(desk.folder) as mailbox:
        inbox = open_desk(desk, mailbox.port, ("undo_seconds", "20"))
        with Engine(desk) as process:
            desk.refuse(3, str(process.pid), "run", "--until-idle")
            start = time.monotonic()
            drop(inbox, raw)
            (draft,) = wait_for("draft", lambda: desk.ask("drafts"), process)
            print(f"# {time.monotonic() - start:.1f} s from the file to its draft", flush=True)
            assert draft["to"] == ["isobel@kestreltea.example"], draft
            assert "budget around 5,000 euros." in draft["body"], draft["body"]
            why = desk.ask("why", draft["id"])
            assert why["message"]["subject"] == "Packaging for six teas"
            assert why["run"]["workflow"] == "replying" and why["steps"] and why["records"][0]["evidence"]
            edited = desk.ask("draft", "edit", draft["id"], "--body-file", "-", stdin=text)
            desk.refuse(1, "changed", "draft", "approve", draft["id"], "--if", draft["hash"])
            desk.do("draft", "approve", draft["id"], "--if", edited["hash"])
            desk.do("draft", "undo", draft["id"])
            assert [d["state"] for d in desk.ask("deliveries")] == ["undone"]
            desk.do("set", "undo_seconds", "0")
            again = desk.ask("draft", "approve", draft["id"])
            (sent,) = wait_for("delivery", delivery(desk, "sent"), process)
            assert sent["id"] == again["delivery"] and sent["attempts"][-1]["phase"] == "answered", sent
        messages = mailbox.messages()
        assert len(messages) == 1, len(messages)
        check_sent(messages[0], inquiry, text)
        assert messages[0]["Message-ID"].strip("<>") == sent["message_id"].strip("<>")
        assert desk.ask("drafts") == [] and desk.ask("verify")["ok"]
        desk.do("run", "--until-idle")
        assert len(mailbox.messages()) == 1


def test_requests():
    """What is asked while an engine runs is answered at once."""
    with Desk("lead-intake") as desk, Mailbox(desk.folder) as mailbox:
        open_desk(desk, mailbox.port)
        waiting = desk.ask("connect", "test", "smtp")
        assert waiting["state"] == "asked"
        with Engine(desk) as process:
            wait_for("answer", lambda: desk.ask("requests")[0]["state"] == "done", process)
            answered = desk.ask("connect", "test", "smtp")
            assert answered["state"] == "done" and answered["result"]["ok"], answered
            assert answered["result"]["verdict"] in desk.do("connect", "test", "smtp").out
            desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", "1", "--tls", "none", "--from", "a@example.org")
            assert desk.run("connect", "test", "smtp").status == 1
        assert mailbox.messages() == []


tap.main(test_requests, test_loop)
