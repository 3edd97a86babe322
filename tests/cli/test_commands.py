#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command that needs no engine: its happy path, wrong use, what is not there, and its JSON."""
import fcntl
import os
import shutil
import sqlite3
import subprocess

import tap
from bureauctl import Desk

NAUGHTY = ["Ωμέγα ‮reversed‬", "\x1b[31mred\x1b[0m \x07bell", "'; DROP TABLE inquiries; --", "🙂 " * 40,
           "NULL", "", " ", "a\tb\nc", "<b>bold</b> & \"quotes\"", "０１２", "%s%n%d", "--json", "\u202e\u2066x\u2069"]


def is_id(value):
    return isinstance(value, str) and value.isdigit()


def has(value, **members):
    """Asserts that members are there, each of its type."""
    for name, kind in members.items():
        assert name in value, (name, value)
        assert is_id(value[name]) if kind == "id" else isinstance(value[name], kind), (name, value)


def insert_draft(desk, **columns):
    """A draft as an agent would leave it; the engine's own way needs the engine."""
    row = {"id": 912000000000000001, "created_at": "2026-11-20T10:00:00.000Z", "updated_at": "2026-11-20T10:00:00.000Z",
           "kind": "mail", "state": "drafted", "agent": "writer", "workflow": "replying",
           "to": '[{"name":"Anna","address":"anna@example.org"}]', "subject": "Re: Loft", "body": "Dear Anna",
           "agent_subject": "Re: Loft", "agent_body": "Dear Anna"} | columns
    with sqlite3.connect(desk.workspace) as database:
        names = ", ".join(f'"{name}"' for name in row)
        database.execute(f"INSERT INTO bureau_draft ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        # As the writer does before each commit.
        database.execute("INSERT INTO bureau_search (rowid, title, body, collection)"
                         " SELECT id, title, body, collection FROM bureau_search_news")
        database.execute("DELETE FROM bureau_search_news")
    database.close()
    return str(row["id"])


def test_help_and_use():
    with Desk(make=False) as desk:
        assert "Exit status" in desk.do("--help", raw=True).out
        assert "Exit status" in desk.do("help", raw=True).out
        assert "--body-file" in desk.do("draft", "edit", "--help", raw=True).out
        assert "--body-file" in desk.do("help", "draft", "edit", raw=True).out
        assert desk.do("--version", raw=True).out.startswith("bureauctl ")
        desk.refuse(2, "Name a command", raw=True)
        desk.refuse(2, "did you mean “drafts”?", "drfts")
        desk.refuse(2, "did you mean “draft approve”?", "draft", "aprove", "1")
        desk.refuse(2, "takes one of: show, edit", "draft")
        desk.refuse(2, "There is no command “dance”", "dance", "words")
        desk.refuse(2, "Unknown option --nonsense", "drafts", "--nonsense")
        desk.refuse(2, "Something is missing", "show")
        desk.refuse(2, "too many", "drafts", "more")
        desk.refuse(1, "bureauctl init", "drafts")


def test_every_help():
    with Desk(make=False) as desk:
        lines = desk.do("--help", raw=True).out.splitlines()
        listed = [line[2:].split("  ")[0].split() for line in lines if line.startswith("  ") and line[2:3].isalpha()]
        names = [words[:2] if words[0] in ("draft", "delivery", "workflow", "view", "connect", "price", "proposal", "provider") else words[:1] for words in listed]
        assert len(names) > 30, names
        for words in names:
            assert desk.do(*words, "--help", raw=True).out.startswith(f"Usage: bureauctl {' '.join(words)}"), words


def test_init():
    with Desk(make=False) as desk:
        made = desk.ask("init", "--template", "lead-intake")
        assert made["template"] == "lead-intake" and made["workspace"] == str(desk.workspace)
        assert os.stat(desk.workspace).st_mode & 0o777 == 0o600
        desk.refuse(1, "exists already", "init")
        names = [c["collection"] for c in desk.ask("collections")]
        assert names == ["clients", "inquiries", "projects"], names
        assert desk.ask("set", "terminal_approval") == {"terminal_approval": True}
        assert desk.ask("verify") == {"ok": True, "entries": desk.ask("verify")["entries"], "problems": []}
    with Desk(make=False) as desk:
        desk.refuse(1, "There is no template “nonsense”", "init", "--template", "nonsense")
        desk.refuse(1, "There is no template", "init", "--template", "../../etc")
        assert not desk.workspace.exists()
        desk.do("init", raw=True)
        assert (desk.folder / "data" / "bureau" / "workspace.bureau").exists()


def test_templates():
    with Desk(make=False) as desk:
        templates = desk.ask("templates")
        assert [t["template"] for t in templates] == ["lead-intake"]
        has(templates[0], title=str, description=str, needs=list, never=list)
        assert "lead-intake" in desk.do("templates").out


def test_set():
    with Desk() as desk:
        assert "undo_seconds" in desk.do("set").out
        desk.do("set", "firm", "Weber & Sohn")
        assert desk.do("set", "firm").out == "Weber & Sohn\n"
        desk.do("set", "identity.name", "Anna Weber")
        desk.do("set", "identity.address", "anna@example.org")
        assert desk.ask("set", "identity") == {"identity": {"name": "Anna Weber", "address": "anna@example.org"}}
        desk.do("set", "undo_seconds", "0")
        assert desk.ask("set")["undo_seconds"] == 0
        desk.refuse(1, "from 0 to 3600", "set", "undo_seconds", "3601")
        desk.refuse(1, "three capital letters", "set", "currency", "euro")
        desk.refuse(1, "such as Europe/Berlin", "set", "time_zone", "Mars/Olympus")
        desk.refuse(1, "true or false", "set", "terminal_approval", '"yes"')
        desk.refuse(1, "true or false", "set", "terminal_approval", "maybe")
        desk.refuse(1, "from 0 to 3600", "set", "undo_seconds", "long")
        desk.do("set", "budget_per_day", "--", "-1")
        assert desk.ask("set", "budget_per_day") == {"budget_per_day": -1}
        desk.refuse(1, "There is no setting “frim”", "set", "frim", "x")
        desk.refuse(1, "identity", "set", "identity.address", "not an address")
        desk.refuse(1, "identity", "set", "identity.colour", "blue")


def test_naughty_settings():
    with Desk() as desk:
        for text in NAUGHTY:
            answer = desk.run("set", "firm", "--", text)
            assert answer.status == 0, (text, answer)
            assert desk.ask("set", "firm")["firm"] == text, text
            shown = desk.do("set", "firm").out
            assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown, repr(shown)
        assert desk.ask("verify")["ok"]


def test_drafts():
    with Desk() as desk:
        assert desk.ask("drafts") == []
        assert "No drafts" in desk.do("drafts").out
        draft = insert_draft(desk)
        listed = desk.ask("drafts")
        assert len(listed) == 1
        has(listed[0], id="id", kind=str, state=str, to=list, subject=str, body=str, workflow=str, hash=str, at=str)
        assert "run" in listed[0] and listed[0]["to"] == ["anna@example.org"]
        assert "Re: Loft" in desk.do("drafts").out
        shown = desk.ask("draft", "show", draft)
        assert shown["hash"] == listed[0]["hash"]
        assert shown["hash"] in desk.do("draft", "show", draft).out
        edited = desk.ask("draft", "edit", draft, "--body", "Dear Anna,\n\ngladly.", "--subject", "Loft")
        assert (edited["state"], edited["body"], edited["subject"]) == ("edited", "Dear Anna,\n\ngladly.", "Loft")
        assert edited["hash"] != shown["hash"]
        edited = desk.ask("draft", "edit", draft, "--body-file", "-", stdin="From a pipe: äöü\n")
        assert edited["body"] == "From a pipe: äöü\n"
        edited = desk.ask("draft", "edit", draft, "--to", "Bob Roe <bob@example.org>", "--to", "eve@example.org")
        assert edited["to"] == ["bob@example.org", "eve@example.org"]
        desk.refuse(2, "is no address", "draft", "edit", draft, "--to", "nobody")
        desk.refuse(2, "is no address", "draft", "edit", draft, "--to", "a@b\r\nBcc: c@d")
        desk.refuse(2, "Say what to change", "draft", "edit", draft)
        desk.refuse(2, "exclude each other", "draft", "edit", draft, "--body", "a", "--body-file", "b")
        desk.refuse(1, "There is no file", "draft", "edit", draft, "--body-file", desk.folder / "none")
        desk.refuse(1, "is a folder", "draft", "edit", draft, "--body-file", desk.folder)
        desk.refuse(1, "There is no draft 77", "draft", "show", "77")
        desk.refuse(2, "is no id", "draft", "show", "abc")


def test_long_lists():
    """The newest of many, oldest first, and what came before them, to the first."""
    with Desk() as desk:
        drafts = [insert_draft(desk, id=912000000000000001 + n) for n in range(5)]
        deliveries = [desk.ask("draft", "approve", draft)["delivery"] for draft in drafts[:4]]
        for words, ids in ((["drafts", "--all"], drafts), (["deliveries"], deliveries)):
            listed = desk.ask(*words)
            assert [row["id"] for row in listed] == ids, (words, listed)
            assert desk.ask(*words, "--limit", "2") == listed[-2:]
            assert desk.ask(*words, "--limit", "2", "--before", ids[-2]) == listed[-4:-2]
            assert desk.ask(*words, "--before", ids[1]) == listed[:1]
            assert desk.ask(*words, "--before", ids[0]) == [] == desk.ask(*words, "--limit", "0")
            assert f"--before {ids[-2]}" in desk.do(*words, "--limit", "2").out
            assert "--before" not in desk.do(*words).out
            desk.refuse(2, "--before takes the id", *words, "--before", "first")
            desk.refuse(2, "--limit takes a whole number", *words, "--limit", "-1")
        assert [draft["id"] for draft in desk.ask("drafts", "--limit", "1")] == drafts[4:]


def test_approve():
    with Desk() as desk:
        draft = insert_draft(desk)
        shown = desk.ask("draft", "show", draft)["hash"]
        desk.do("draft", "edit", draft, "--body", "Dear Anna, yes.")
        desk.refuse(1, "changed since it was shown", "draft", "approve", draft, "--if", shown)
        now = desk.ask("drafts")[0]["hash"]
        approved = desk.ask("draft", "approve", draft, "--if", now)
        assert approved["state"] == "approved" and is_id(approved["delivery"])
        assert desk.ask("drafts") == [] and len(desk.ask("drafts", "--all")) == 1
        deliveries = desk.ask("deliveries")
        assert len(deliveries) == 1
        has(deliveries[0], id="id", draft="id", state=str, message_id=str, attempts=list)
        assert "next_try" in deliveries[0] and deliveries[0]["state"] == "holding"
        desk.refuse(1, "approved", "draft", "approve", draft)
        desk.do("draft", "undo", draft)
        assert desk.ask("deliveries")[0]["state"] == "undone"
        assert desk.ask("drafts")[0]["state"] == "edited"
        again = desk.do("draft", "approve", draft)
        assert "Nobody runs the agents now" in again.err
        assert [d["state"] for d in desk.ask("deliveries")].count("holding") == 1
        desk.refuse(2, "sent, again or discard", "delivery", "resolve", approved["delivery"], "maybe")
        desk.refuse(1, "There is no delivery", "delivery", "resolve", "77", "sent")


def test_resolve():
    """What a person says of one in doubt; the doubt itself is made by hand here."""
    for word, state in (("sent", "sent"), ("again", "queued"), ("discard", None)):
        with Desk() as desk:
            delivery = desk.ask("draft", "approve", insert_draft(desk))["delivery"]
            desk.refuse(1, "only one that is uncertain", "delivery", "resolve", delivery, word)
            with sqlite3.connect(desk.workspace) as database:
                database.execute("UPDATE bureau_delivery SET state = 'uncertain'")
            database.close()
            resolved = desk.ask("delivery", "resolve", delivery, word)
            (row,) = desk.ask("deliveries")
            assert resolved == {"id": delivery, "state": row["state"]} and row["state"] in (state or row["state"],), row
            assert row["state"] not in ("uncertain", "holding") and desk.ask("verify")["ok"]


def test_approval_can_be_off():
    with Desk() as desk:
        draft = insert_draft(desk)
        desk.do("set", "terminal_approval", "false")
        desk.refuse(1, "terminal_approval", "draft", "approve", draft)
        assert desk.ask("deliveries") == []


def test_reject_and_snooze():
    with Desk() as desk:
        draft = insert_draft(desk)
        desk.do("draft", "snooze", draft, "3d")
        assert desk.ask("drafts")[0]["state"] == "snoozed"
        desk.refuse(2, "is no time", "draft", "snooze", draft, "later")
        desk.do("draft", "undo", draft)
        assert desk.ask("drafts")[0]["state"] == "drafted"
        desk.do("draft", "reject", draft, "too", "long")
        rejected = desk.ask("drafts", "--all")[0]
        assert (rejected["state"], rejected["reason"]) == ("rejected", "too long")
        desk.do("draft", "undo", draft)
        assert desk.ask("drafts")[0]["state"] == "drafted"


def test_query():
    with Desk("lead-intake") as desk:
        answer = desk.ask("query", "SELECT 1 AS one, 'a' AS a, NULL AS n, 912000000000000001 AS big")
        assert answer == {"columns": ["one", "a", "n", "big"], "rows": [[1, "a", None, "912000000000000001"]],
                          "truncated": False}, answer
        answer = desk.ask("query", "SELECT :a AS a, :b AS b, :c AS c", "--param", "a=5", "--param", "b=x'y", "--param", 'c="5"')
        assert answer["rows"] == [[5, "x'y", "5"]], answer
        assert "one" in desk.do("query", "SELECT 1 AS one").out
        for hostile in ("DELETE FROM inquiries", "SELECT * FROM bureau_setting", "ATTACH 'x' AS y", "SELECT 1; SELECT 2",
                        "PRAGMA user_version", "SELECT \"nonsense\" FROM inquiries"):
            answer = desk.run("query", hostile)
            assert answer.status == 1 and answer.out == "", (hostile, answer)
        desk.refuse(2, "NAME=VALUE", "query", "SELECT 1", "--param", "nonsense")


def test_records():
    with Desk("lead-intake") as desk:
        for word in ("show", "why", "journal"):
            desk.refuse(2, "is no id", word, "abc")
        desk.refuse(1, "nothing with the id", "show", "77")
        desk.refuse(1, "nothing with the id", "why", "77")
        assert desk.ask("search", "loft", "conversion") == []
        assert desk.ask("search", "'\"*(", "NEAR", "--", "-x") == []
        draft = insert_draft(desk, facts='{"currency": "EUR", "precedents": [{"fee": 120000}]}')
        (found,) = desk.ask("search", "lof")
        has(found, id="id", collection=str, title=str, snippet=str, why=str)
        assert found["id"] == draft and draft in desk.do("search", "anna").out
        assert desk.ask("search", "loft", "--in", "clients") == []
        shown = desk.ask("show", draft)
        has(shown, id="id", collection=str, fields=dict, meta=dict, evidence=list)
        why = desk.ask("why", draft)
        assert set(why) >= {"draft", "run", "steps", "records", "message"}
        assert why["draft"]["id"] == draft and why["run"] is None and why["message"] is None
        told = desk.do("why", draft).out
        assert "1,200" in told and "null" not in told, told
        assert "no mail account yet" in told and why["draft"]["account"] is None
        desk.do("show", draft)
        desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", "25", "--tls", "none", "--from", "Studio <s@example.net>")
        account = desk.ask("draft", "show", draft)["account"]
        assert account == {"connection": "smtp", "from": "Studio <s@example.net>"}, account
        for words in (("why", draft), ("draft", "show", draft)):
            assert "Studio <s@example.net>, by “smtp”" in desk.do(*words).out


def test_money():
    """In units that people pay in; as data it is whole minor units."""
    with Desk("lead-intake") as desk:
        table = desk.folder / "projects.csv"
        table.write_text("title,fee,currency\nLoft,420000,JPY\nLoft,4200.50,GBP\n")
        desk.do("import", table, "--into", "projects")
        for project, fee, currency in desk.ask("query", "SELECT CAST(id AS TEXT), fee, currency FROM projects")["rows"]:
            assert desk.ask("show", project)["fields"]["fee"] == fee, project
            told = desk.do("show", project).out
            assert {"JPY": "420,000 JPY", "GBP": "4,200.50 GBP"}[currency] in told, told
        desk.do("set", "currency", "JPY")
        table.write_text("title,fee\nAttic,1200\n")
        desk.do("import", table, "--into", "projects")
        (attic,), = desk.ask("query", "SELECT CAST(id AS TEXT) FROM projects WHERE title = 'Attic'")["rows"]
        assert "1,200 JPY" in desk.do("show", attic).out


def test_workflows():
    with Desk("lead-intake") as desk:
        assert [w["name"] for w in desk.ask("workflow", "list")] == ["filing", "reading", "replying", "sorting"]
        document = desk.ask("workflow", "show", "replying")
        assert document["body"]["workflow"] == "replying"
        for name in ("reading", "replying", "sorting"):
            assert desk.ask("workflow", "check", name) == {"ok": True, "problems": []}
        desk.do("workflow", "off", "replying")
        assert [w["enabled"] for w in desk.ask("workflow", "list")] == [True, True, False, True]
        desk.do("workflow", "on", "replying")
        desk.refuse(1, "There is no workflow “x”", "workflow", "on", "x")
        desk.refuse(1, "There is no file x.json", "workflow", "check", "x.json")
        desk.refuse(1, "No change of anything", "journal", "5")
        file = desk.folder / "flow.json"
        file.write_text('{"workflow": "bad", "on": {"record": "inquiries", "where": "stat = 1"}, "steps": [{"id": "a", "do": "searhc"}]}')
        answer = desk.run("workflow", "check", file, "--json")
        assert answer.status == 1 and not answer.json["ok"] and answer.json["problems"], answer
        has(answer.json["problems"][0], code=str, at=str, hint=str, expected=list)
        assert desk.run("workflow", "check", file).status == 1
        file.write_text("{")
        assert desk.run("workflow", "check", file).status == 1


def test_connections():
    with Desk() as desk:
        smtp = ["connect", "smtp", "--host", "127.0.0.1", "--port", "2525", "--tls", "none", "--from", "Anna <a@example.org>"]
        made = desk.ask(*smtp)
        assert is_id(made["id"])
        assert desk.ask(*smtp, "--user", "anna", "--secret-env", "SMTP_PASSWORD")["id"] == made["id"]
        (connection,) = desk.ask("connections")
        has(connection, id="id", name=str, kind=str, config=dict, enabled=bool)
        assert connection["secret_env"] == "SMTP_PASSWORD" and connection["config"]["port"] == 2525
        desk.refuse(1, "Without TLS", *smtp[:3], "mail.example.org", *smtp[4:])
        desk.refuse(2, "needs --host", "connect", "smtp")
        desk.refuse(1, "“port”", *smtp[:5], "99999", *smtp[6:])
        desk.refuse(1, "“from”", *smtp[:-1], "Anna\r\nBcc: x <a@example.org>")
        desk.refuse(1, "the name of an environment variable", *smtp, "--secret-env", "hunter2 is it")
        desk.do("connect", "folder", desk.folder)
        desk.refuse(1, "There is no folder", "connect", "folder", desk.folder / "none")
        desk.do("connect", "provider", "claude", "--kind", "anthropic", "--model", "claude-opus-5-5")
        desk.refuse(1, "base_url", "connect", "provider", "evil", "--kind", "openai", "--base-url", "http://evil.example")
        assert [c["name"] for c in desk.ask("connections")] == ["claude", "folder", "smtp"]
        desk.refuse(1, "There is no connection “x”", "connect", "test", "x")
        waiting = desk.ask("connect", "test", "smtp")
        assert waiting["state"] == "asked"
        assert desk.ask("requests")[0]["id"] == waiting["id"]


def test_secret_never_stays():
    """Without a keyring nothing is written anywhere: the canary is in no file of the folder."""
    canary = "canary-5e1f-secret"
    with Desk() as desk:
        smtp = ["connect", "smtp", "--host", "127.0.0.1", "--port", "2525", "--tls", "none", "--from", "a@example.org"]
        desk.refuse(1, "keyring", *smtp, "--secret-stdin", stdin=canary + "\n")
        desk.refuse(2, "found nothing", *smtp, "--secret-stdin")
        desk.do("connections", env={"BUREAU_SECRET_SMTP": canary, "ANTHROPIC_API_KEY": canary})
        for path in desk.folder.rglob("*"):
            assert not path.is_file() or canary.encode() not in path.read_bytes(), path


def test_secret_in_keyring():
    """What is stored goes to the keyring alone: not to the workspace, its log, a backup or our own log."""
    canary = "canary-77aa-secret"
    with Desk() as desk:
        keyring = desk.folder / "keyring"
        # libsecret's own store in a file, which it keeps for tests; it forgets a few small things.
        desk.environment |= {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": str(keyring),
                             "SECRET_FILE_TEST_PASSWORD": "test", "ASAN_OPTIONS": "detect_leaks=0"}
        desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", "2525", "--tls", "none", "--from", "a@example.org",
                "--user", "anna", "--secret-stdin", stdin=canary + "\n")
        assert keyring.exists()
        desk.do("backup", desk.folder / "copy")
        for path in desk.folder.rglob("*"):
            assert not path.is_file() or canary.encode() not in path.read_bytes(), path


def test_only_sqlite_opens_the_file():
    """Another descriptor's closing would drop SQLite's locks; SQLite alone opens with O_NOFOLLOW."""
    if shutil.which("strace") is None:
        raise tap.Skip("there is no strace here")
    with Desk("lead-intake") as desk:
        trace = desk.folder / "trace"
        desk.environment["ASAN_OPTIONS"] = "detect_leaks=0"
        for words in (["set", "firm", "x"], ["drafts"], ["verify"], ["backup", desk.folder / "copy"], ["undo"]):
            command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=open,openat", *desk.command(*words)]
            subprocess.run(command, env=desk.environment, check=True, capture_output=True)
            opened = [line for line in trace.read_text().splitlines() if f'"{desk.workspace}"' in line]
            assert opened and all("O_NOFOLLOW" in line and "O_CLOEXEC" in line for line in opened), opened


def test_requests_without_engine():
    with Desk() as desk:
        for word in ("run-retry", "run-cancel"):
            desk.refuse(1, "There is no run 77", word, "77")
        assert desk.ask("runs") == [] and desk.ask("questions") == [] and desk.ask("requests") == []
        desk.refuse(1, "There is no open question 77", "answer", "77", "yes")
        desk.refuse(1, "There is no message 77", "label", "77", "inquiry")
        desk.refuse(2, "whole number", "runs", "--limit", "many")


def test_backup_and_restore():
    with Desk("lead-intake") as desk:
        copy = desk.folder / "copy.bureau"
        desk.do("set", "firm", "Before")
        assert desk.ask("backup", copy) == {"file": str(copy)}
        desk.refuse(1, "exists already", "backup", copy)
        desk.do("set", "firm", "After")
        desk.do("restore", copy)
        assert desk.ask("set", "firm") == {"firm": "Before"}
        assert (desk.folder / "a.bureau.before-restore").exists()
        desk.do("snapshot")
        assert list(desk.folder.glob("a.bureau.snapshot-*"))
        copy.write_bytes(copy.read_bytes()[:20000])
        desk.refuse(3, "damaged", "restore", copy)
        assert desk.ask("set", "firm") == {"firm": "Before"}
        desk.refuse(1, "There is no workspace", "restore", desk.folder / "none")


def test_journal_and_undo():
    with Desk() as desk:
        desk.do("set", "firm", "One")
        desk.do("set", "firm", "Two")
        entries = desk.ask("journal")
        assert entries[0]["actor"] == "operator:terminal" and entries[0]["entry"] == len(entries)
        has(entries[0], entry=int, at=str, reason=str, items=list)
        record = entries[0]["items"][0]["record"]
        assert len(desk.ask("journal", record)) == 2
        undone = desk.ask("undo")
        assert desk.ask("set", "firm") == {"firm": "One"}
        desk.do("undo", undone["entry"])
        assert desk.ask("set", "firm") == {"firm": "Two"}
        desk.refuse(1, "", "undo", "9999")
        assert desk.ask("verify")["ok"]
        desk.do("journal"), desk.do("verify")


def test_tampering_is_named():
    with Desk() as desk:
        desk.do("set", "firm", "One")
        with sqlite3.connect(desk.workspace) as database:
            database.execute("DROP TRIGGER bureau_journal_keep_update")
            database.execute("UPDATE bureau_journal SET actor = 'nobody' WHERE entry = 2")
        database.close()
        answer = desk.run("verify", "--json")
        assert answer.status == 1 and not answer.json["ok"], answer
        assert answer.json["problems"][0]["entry"] == 2, answer


def test_busy_and_damaged():
    with Desk() as desk:
        copy = desk.folder / "copy.bureau"
        desk.do("backup", copy)
        lock = os.open(f"{desk.workspace}.lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(lock, b"4242\n")
        desk.refuse(3, "4242", "restore", copy)
        os.close(lock)
        desk.workspace.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
        desk.refuse(3, "", "drafts")
        desk.workspace.write_bytes(b"")
        desk.refuse(3, "is empty", "set", "firm", "x")
        desk.workspace.write_text("hello, I am a letter and no workspace, and long enough to be read as a page" * 20)
        desk.refuse(3, "not a Bureau workspace", "drafts")


def test_output_may_fail():
    """A full disk or a closed pipe under the standard output is told by the exit status."""
    with Desk() as desk, open("/dev/full", "w") as full:
        done = subprocess.run(desk.command("set"), stdout=full, stderr=subprocess.PIPE, env=desk.environment)
        assert done.returncode == 1, done


tap.main(test_help_and_use, test_every_help, test_init, test_templates, test_set, test_naughty_settings, test_drafts,
         test_long_lists, test_approve, test_resolve, test_approval_can_be_off, test_reject_and_snooze, test_query, test_records, test_money, test_workflows,
         test_connections, test_secret_never_stays, test_secret_in_keyring,
         test_only_sqlite_opens_the_file, test_requests_without_engine, test_backup_and_restore,
         test_journal_and_undo, test_tampering_is_named, test_busy_and_damaged, test_output_may_fail)
