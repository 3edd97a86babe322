#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a workspace begins and how several are open: the sample, one's own, one that is there, each file
in one window."""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import tempfile

import desk
import faults
import tap

BUREAUCTL = desk.BUILD / "src" / "bureauctl"


def rows(file, statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory(prefix="bureau-start-") as name:
        yield pathlib.Path(name)


def init(file):
    subprocess.run([BUREAUCTL, "--workspace", file, "init", "--template", "lead-intake"], check=True,
                   stdout=subprocess.DEVNULL)


def type_into(program, name, words):
    program.focus("text", name)
    desk.type_words(words)
    program.wait_for_text("text", name, words)


def test_the_sample_lands_in_review():
    with desk.Program() as program:
        program.press("button", "Try the Sample Business")
        program.find("label", "3")
        data = pathlib.Path(program.home.name) / "data" / "bureau"
        assert [file.name for file in data.glob("*.bureau*") if "making" in file.name] == []
        assert rows(data / "sample.bureau", "SELECT count(*) FROM bureau_draft WHERE state = 'drafted'") == [(3,)]
        assert not (data / "workspace.bureau").exists(), "the default is for one's own business"


def test_the_sample_goes_where_it_was_said():
    with folder() as place, desk.Program("--workspace", place / "try.bureau") as program:
        program.press("button", "Try the Sample Business")
        program.find("label", "3")
        program.find("frame", "Review — try")


def test_the_sample_can_be_cancelled():
    """Nothing is left of it, and it can be begun again."""
    with folder() as place, desk.Program("--workspace", place / "try.bureau") as program:
        program.find("button", "Try the Sample Business")
        with faults.slow_disk(program.process.pid):  # It is not done before it is cancelled.
            program.press("button", "Try the Sample Business")
            program.press("button", "Cancel")
            program.find("button", "Try the Sample Business")
        assert list(place.iterdir()) == [], list(place.iterdir())
        program.press("button", "Try the Sample Business")
        program.find("label", "3")


def test_a_long_import_tells_how_far_it_is():
    """A large file in a watched folder: seen on every page, ended there, and what had come in stays."""
    with folder() as place:
        file, inbox = place / "own.bureau", place / "inbox"
        init(file)
        inbox.mkdir()
        subprocess.run([BUREAUCTL, "--workspace", file, "connect", "folder", inbox], check=True,
                       stdout=subprocess.DEVNULL)
        mails = "".join(f"From x Fri Nov 20 09:00:00 2026\nMessage-ID: <{i}@x>\nFrom: a@b.example\n"
                        f"Subject: Letter\n\n{'Hello. ' * 50}\n\n" for i in range(30000))
        (inbox / "archive.mbox").write_text(mails)
        with desk.Program("--workspace", file) as program:
            program.press("button", "Cancel")
            assert program.wait(lambda: not program.look("button", "Cancel")), program.outline()
            count = program.wait(lambda: rows(file, "SELECT count(*) FROM bureau_message, bureau_request"
                                                    " WHERE bureau_request.state = 'refused'")[0][0])
            assert 0 < count < 30000, count


def test_sets_up_ones_own():
    with folder() as place:
        file, inbox = place / "own.bureau", place / "inbox"
        with desk.Program("--workspace", file) as program:
            program.press("button", "Set Up My Own")
            program.press("button", "Next")
            program.find("label", "Type the name that letters show.")
            type_into(program, "Name of the firm", "Anna & Sons")
            program.press("button", "Next")
            type_into(program, "Sender’s address", "anna")
            program.press("button", "Next")
            program.find("label", "This is no address. Type one such as anna@example.org, or leave it empty.")
            type_into(program, "Sender’s address", "@example.org")
            program.press("button", "Next")
            program.find("label", "Where Messages Arrive")
            program.press("button", "Next")
            program.find("label", "What the Agents Do")
            program.press("button", "Next")
            program.activate("Use a language model")
            program.press("button", "Begin")
            program.find("label", "Type the model’s name, or let the rules do it.")
            program.activate("Provider")
            desk.type_keys("Down", "Down", "Return")
            type_into(program, "Model", "llama3.2")
            assert not file.exists(), "nothing is made before it was said to begin"
            program.press("button", "Begin")
            program.find("label", "Nothing Waits for You")
        assert rows(file, "SELECT value FROM bureau_setting WHERE key = 'firm'") == [('"Anna & Sons"',)]
        config = json.loads(rows(file, "SELECT config FROM bureau_connection WHERE kind = 'provider'")[0][0])
        assert config == {"kind": "openai", "base_url": "http://localhost:11434", "model": "llama3.2"}, config
        assert rows(file, "SELECT DISTINCT body ->> '$.provider' FROM bureau_document WHERE kind = 'agent'") == [("ollama",)]
        identity = json.loads(rows(file, "SELECT value FROM bureau_setting WHERE key = 'identity'")[0][0])
        assert identity["address"].endswith("@example.org"), identity
        assert rows(file, "SELECT count(*) FROM bureau_document WHERE kind = 'workflow'")[0][0] > 0
        assert rows(file, "SELECT count(*) FROM bureau_message") == [(0,)]


def test_an_empty_workspace_is_begun_too():
    with folder() as place:
        file = place / "empty.bureau"
        subprocess.run([BUREAUCTL, "--workspace", file, "init"], check=True, stdout=subprocess.DEVNULL)
        with desk.Program("--workspace", file) as program:
            program.press("button", "Try the Sample Business")
            program.find("label", "3")


def frames(program):
    return sorted(n.get_name() for n in desk.descendants(program) if n.get_role_name() == "frame")


def second(program, *arguments):
    """Another start of the program, with the same home and on the same bus."""
    return subprocess.run([desk.BUILD / "src" / "bureau", *arguments], env=program.environment,
                          timeout=desk.LIMIT, check=True)


def test_each_file_has_one_window():
    with folder() as place:
        for name in ("anna", "bert"):
            init(place / f"{name}.bureau")
        (place / "link.bureau").symlink_to(place / "anna.bureau")
        with desk.Program("--workspace", place / "anna.bureau") as program:
            program.find("frame", "Review — anna")
            second(program, "--workspace", place / "bert.bureau")
            program.find("frame", "Review — bert")
            second(program, "--workspace", place / "anna.bureau")
            second(program, "--workspace", place / "link.bureau")
            assert frames(program) == ["Review — anna", "Review — bert"], frames(program)
            for name in ("anna", "bert"):
                lock = place / f"{name}.bureau.lock"
                assert lock.read_text().strip() == str(program.process.pid), "one engine for each"
            desk.type_keys("ctrl+q")
            assert program.end() == 0


def test_comes_back_to_what_was_open():
    with folder() as place:
        init(place / "anna.bureau")
        with desk.Program("--workspace", place / "anna.bureau") as program:
            program.find("label", "Nothing Waits for You")
            desk.type_keys("ctrl+q")
            assert program.end() == 0
        with desk.Program() as program:
            program.find("frame", "Review — anna")
            desk.type_keys("ctrl+shift+n")
            program.find("label", "Welcome to Bureau")
            program.find("label", "anna")


def test_ends_in_order_when_asked_to():
    with folder() as place:
        init(place / "own.bureau")
        with desk.Program("--workspace", place / "own.bureau") as program:
            program.find("label", "Nothing Waits for You")
            program.process.terminate()
            assert program.end() == 0
        assert not (place / "own.bureau-wal").exists(), "the next start has to look at the whole file"


def pressed(button):
    return button is not None and button.get_action_iface().do_action(0)


def test_opens_what_is_chosen():
    with folder() as place:
        init(place / "chosen.bureau")
        with desk.Program() as program:
            program.press("button", "Open a Workspace…")
            dialog = program.child()
            desk.type_keys("ctrl+l")
            dialog.fill("text", "", str(place / "chosen.bureau"))
            # It can be pressed once the dialog has taken the path in.
            assert dialog.wait(lambda: pressed(dialog.look("button", "Open"))), dialog.outline()
            assert program.wait(lambda: dialog.process.poll() is not None), dialog.outline()
            program.find("frame", "Review — chosen")
            program.find("label", "Nothing Waits for You")


def test_no_key_reaches_a_child():
    """The file dialog is a process of its own; it and the window's own environment hold no key."""
    canary = "sk-canary-8d41f0"
    keys = {"BUREAU_SECRET_MODEL": canary, "ANTHROPIC_API_KEY": canary, "OPENAI_API_KEY": canary}
    with folder(), desk.Program(environment=keys) as program:
        program.press("button", "Open a Workspace…")
        dialog = program.child()
        for pid in (program.process.pid, dialog.process.pid):
            for name in ("environ", "cmdline"):
                assert canary.encode() not in pathlib.Path(f"/proc/{pid}/{name}").read_bytes(), (pid, name)
        desk.type_keys("Escape")
        assert program.wait(lambda: dialog.process.poll() is not None), dialog.outline()


def test_what_is_pasted_comes_in():
    mail = ("From: Ida Holm <ida@holm.example>\nTo: studio@own.example\nSubject: A logo for our bakery\n"
            "Message-ID: <paste-1@holm.example>\n\nHello, we need a logo for our bakery. What would it cost?\n")
    form = json.dumps({"name": "Jon Berg", "email": "jon@berg.example", "message": "Please design our menu."})
    with folder() as place:
        file = place / "own.bureau"
        init(file)
        with desk.Program("--workspace", file) as program:
            program.find("label", "Nothing Waits for You")
            # Words without a sender lead to no draft, and are shown where they stand.
            with desk.clipboard("Karl called about the sign of his shop."):
                desk.type_keys("ctrl+v")
                program.press("button", "Show")
            program.wait_for_text("text", "Text", "Karl called about the sign of his shop.")
            desk.type_keys("alt+1")
            program.find("label", "Nothing Waits for You")
            for text, address in ((mail, "ida@holm.example"), (form, "jon@berg.example")):
                with desk.clipboard(text):
                    desk.type_keys("ctrl+v")
                    sender = f"SELECT 1 FROM bureau_message WHERE '{address}' IN (sender_address, reply_to)"
                    assert program.wait(lambda: rows(file, sender)), program.outline()
            program.find("button", "Send to ida@holm.example")


def test_says_which_folder_is_gone():
    with folder() as place:
        file, inbox = place / "own.bureau", place / "inbox"
        init(file)
        inbox.mkdir()
        subprocess.run([BUREAUCTL, "--workspace", file, "connect", "folder", inbox], check=True,
                       stdout=subprocess.DEVNULL)
        inbox.rmdir()
        with desk.Program("--workspace", file) as program:
            says = f"The folder {inbox} cannot be read, so nothing comes in from it."
            program.find("label", says)
            inbox.mkdir()
            assert program.wait(lambda: not program.look("label", says)), program.outline()
            inbox.rmdir()
            program.find("label", says)


def test_the_agents_go_on_without_a_window():
    with folder() as place:
        init(place / "own.bureau")
        settings = place / "config" / "glib-2.0" / "settings"
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text("[app/bureau/Bureau]\nrun-in-background=true\n")
        with desk.Program("--workspace", place / "own.bureau",
                          environment={"XDG_CONFIG_HOME": str(place / "config")}) as program:
            program.find("label", "Nothing Waits for You")
            program.press("button", "Close")
            assert program.wait(lambda: not program.look("frame", "Review — own")), program.outline()
            assert program.process.poll() is None, "the agents went with the window"
            second(program)
            program.find("label", "Nothing Waits for You")
            desk.type_keys("ctrl+q")
            assert program.end() == 0


tap.main(test_the_sample_lands_in_review, test_the_sample_goes_where_it_was_said,
         test_the_sample_can_be_cancelled, test_a_long_import_tells_how_far_it_is, test_sets_up_ones_own,
         test_an_empty_workspace_is_begun_too, test_each_file_has_one_window,
         test_comes_back_to_what_was_open, test_ends_in_order_when_asked_to, test_opens_what_is_chosen,
         test_no_key_reaches_a_child, test_what_is_pasted_comes_in,
         test_says_which_folder_is_gone, test_the_agents_go_on_without_a_window)
