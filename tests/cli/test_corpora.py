#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strange files from the world through bureauctl: each is taken in or refused with a sentence, and
none crashes it or holds it up."""
import os
import pathlib
import resource
import subprocess

import tap
from bureauctl import LONG, Desk

CORPORA = pathlib.Path(os.environ.get("BUREAU_CORPORA", "../shared/corpora"))


def corpus(name):
    files = sorted(file for file in (CORPORA / name).rglob("*") if file.is_file())
    if not files:
        raise tap.Skip(f"there is no corpus {name} here")
    return files


def some(files, step):
    """All of them in the long form, else every so many-th."""
    return files if LONG else files[::step]


def worked():
    """How long the programs that ended had the processor, in seconds."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def told(answer, file):
    """Whatever becomes of a file, it is said in order: no crash, no sanitizer, one sentence."""
    assert answer.status in (0, 1, 2), (file, answer)
    assert "Sanitizer" not in answer.err and "runtime error" not in answer.err, (file, answer)


def test_mail():
    files = some(corpus("mail"), 5)
    with Desk("lead-intake") as desk:
        for file in files:
            before = worked()
            answer = desk.run("import", "--json", file)
            seconds = worked() - before
            told(answer, file)
            for item in answer.json:
                assert ("message" in item) != ("error" in item), (file, item)
                assert item.get("error", "x").strip(), (file, item)
            assert seconds < 4, (file, seconds)
        messages = desk.ask("query", "SELECT count(*) FROM messages")["rows"][0][0]
        print(f"# {len(files)} files, {messages} messages", flush=True)
        assert messages > len(files) / 2, messages
        assert desk.ask("verify")["ok"]


def test_mail_at_once():
    files = corpus("mail")
    with Desk("lead-intake") as desk:
        items = desk.run("import", "--json", *files).json
        assert {item["file"] for item in items} == {str(file) for file in files}
        again = desk.run("import", "--json", *files).json
        assert not any(item.get("new") for item in again)
        desk.do("run", "--until-idle")
        runs = desk.ask("runs", "--limit", "1000")
        assert {run["state"] for run in runs} <= {"done"}, [run for run in runs if run["state"] != "done"]
        assert desk.ask("verify")["ok"]


def test_json():
    files = some(corpus("json"), 12)
    with Desk("lead-intake") as desk:
        before = desk.ask("query", "SELECT count(*) FROM clients")["rows"][0][0]
        for file in files:
            told(desk.run("workflow", "check", file, "--json"), file)
            told(desk.run("import", file, "--into", "clients", "--json"), file)
            text = file.read_bytes()
            if b"\0" not in text and len(text) < 100000:
                told(run_bytes(desk, b"set", b"identity", b"--", text), file)
        assert before == 0 and desk.ask("verify")["ok"]


def run_bytes(desk, *arguments):
    """As run(), with arguments that need not be text."""
    from bureauctl import Answer
    done = subprocess.run([os.fsencode(part) if isinstance(part, str) else part for part in (*desk.command(), *arguments)],
                          env=desk.environment, capture_output=True, timeout=60)
    return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def test_csv():
    files = [file for file in corpus("csv") if file.suffix == ".csv"]
    with Desk("lead-intake") as desk:
        for file in files:
            answer = desk.run("import", file, "--into", "clients", "--json")
            told(answer, file)
            assert answer.status == 0 and "records" in answer.json[0], (file, answer)
        assert desk.ask("verify")["ok"]


tap.main(test_mail, test_mail_at_once, test_json, test_csv)
