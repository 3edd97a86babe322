#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that answers, stays locked, denies: each says so in one sentence, and no letter is lost."""
import contextlib
import json
import pathlib
import resource
import shutil

import keyring
import peers
import sink
import tap
from bureauctl import Desk, Engine

PASSWORD = "canary-41c0-secret"
SECRET = ["--user", "anna", "--secret-stdin"]


@contextlib.contextmanager
def office():
    """A workspace with a mail account that wants a login, a keyring, and a letter that is approved."""
    if shutil.which("dbus-daemon") is None:
        raise tap.Skip("there is no dbus-daemon here")
    with keyring.running() as ring, sink.running(("anna", PASSWORD)) as mail, Desk("lead-intake") as desk:
        desk.environment["DBUS_SESSION_BUS_ADDRESS"] = ring.address
        desk.do("set", "undo_seconds", "0")
        yield desk, ring, mail


def connect(desk, mail):
    smtp = ["connect", "smtp", "--host", "127.0.0.1", "--port", mail.port, "--tls", "none", "--from", "s@example.net"]
    return desk.run(*smtp, *SECRET, stdin=f"{PASSWORD}\n")


def connected(desk, mail):
    answer = connect(desk, mail)
    assert answer.status == 0, answer


def approve(desk):
    letter = desk.folder / "a.eml"
    letter.write_text("From: Bo <bo@example.org>\nTo: s@example.net\nSubject: Quote for a brand identity\n"
                      "Message-ID: <a@example.org>\n\nCould you send us a quote for a brand identity?\n")
    desk.do("import", letter)
    desk.do("run", "--until-idle")
    (draft,) = desk.ask("drafts")
    desk.do("draft", "approve", draft["id"])


def send(desk):
    desk.do("run", "--until-idle")
    (delivery,) = desk.ask("deliveries")
    return delivery


def verdict(desk):
    """What the test of the connection says, whether it works or not."""
    asked = desk.ask("connect", "test", "smtp")
    desk.do("run", "--until-idle")
    (request,) = [request for request in desk.ask("requests") if request["id"] == asked["id"]]
    return request["state"], request["error"] or json.loads(request["result"])["verdict"]


def check_waits(desk, ring, mail, words):
    """It waits and says why; the keyring gives way, and it is sent once."""
    state, said = verdict(desk)
    assert state in ("failed", "refused") and words in said and said.endswith("."), (state, said)
    waiting = send(desk)
    assert waiting["state"] == "queued" and words in waiting["error"], waiting
    assert PASSWORD not in f"{said}{waiting}" and "GDBus" not in said, said
    ring.locked = ring.denies = False
    assert send(desk)["state"] == "sent" and len(mail.messages()) == 1
    state, said = verdict(desk)
    assert state == "done" and "accepts the login" in said, (state, said)


def test_answers():
    with office() as (desk, ring, mail):
        connected(desk, mail)
        assert ring.secrets() == [PASSWORD]
        approve(desk)
        assert send(desk)["state"] == "sent" and len(mail.messages()) == 1
        assert ring.prompts == 0
        connected(desk, mail)
        assert ring.secrets() == [PASSWORD], "stored twice"


def test_no_core_file():
    """Once a program has the secret, nothing of it is left behind by a crash, however much is allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if most == 0:
        raise tap.Skip("no program may leave a core file here")
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    with office() as (desk, ring, mail):
        desk.environment["ASAN_OPTIONS"] = desk.environment.get("ASAN_OPTIONS", "") + ":disable_coredump=0"
        connected(desk, mail)
        with Engine(desk) as process:
            desk.do("connect", "test", "smtp")
            peers.wait_for("the test of the connection", lambda: desk.ask("requests")[0]["state"] == "done")
            limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text()
        (line,) = [line for line in limits.splitlines() if line.startswith("Max core file size")]
        assert line.split()[4:6] == ["0", "0"], line


def test_unlocked_when_asked():
    with office() as (desk, ring, mail):
        connected(desk, mail)
        approve(desk)
        ring.locked = ring.unlocks = True
        assert send(desk)["state"] == "sent" and ring.prompts == 1


def test_stays_locked():
    """The person closes the prompt, and is not asked by one letter again and again."""
    with office() as (desk, ring, mail):
        connected(desk, mail)
        approve(desk)
        ring.locked = True
        assert send(desk)["state"] == "queued" and ring.prompts == 1
        check_waits(desk, ring, mail, "The keyring stayed locked")


def test_denies():
    with office() as (desk, ring, mail):
        connected(desk, mail)
        approve(desk)
        ring.denies = True
        check_waits(desk, ring, mail, "The keyring cannot be used (The keyring is closed to you)")


def test_stores_nothing():
    """What the keyring does not take is nowhere, and nobody says that it was stored."""
    with office() as (desk, ring, mail):
        ring.locked = True
        answer = connect(desk, mail)
        assert answer.status == 1 and "stayed locked, so the secret was not stored" in answer.err, answer
        ring.locked, ring.denies = False, True
        answer = connect(desk, mail)
        assert answer.status == 1 and "cannot be used, so the secret was not stored" in answer.err, answer
        assert ring.secrets() == []
        for path in desk.folder.rglob("*"):
            assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


def test_forgotten():
    """A keyring that answers and has no such secret: the account is to be connected again."""
    with office() as (desk, ring, mail):
        connected(desk, mail)
        approve(desk)
        ring.items.clear()
        waiting = send(desk)
        assert waiting["state"] == "queued" and "the keyring has none" in waiting["error"], waiting
        connected(desk, mail)
        assert send(desk)["state"] == "sent" and len(mail.messages()) == 1


tap.main(test_answers, test_no_core_file, test_unlocked_when_asked, test_stays_locked, test_denies, test_stores_nothing, test_forgotten)
