#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's loop in the real window, on the sample business: read, edit, send, take back, refuse,
and find one's words again after the program was killed."""
import pathlib
import subprocess

import desk
import tap
from review import BUREAUCTL, bureauctl, folder, rows, send_button, waits, workspace, write

def test_shows_what_waits():
    with workspace() as file, desk.Program("--workspace", file) as program:
        waits(program, 3)
        address = send_button(program).removeprefix("Send to ")
        assert rows(file, f"""SELECT 1 FROM bureau_draft WHERE "to" LIKE '%{address}%'"""), address
        program.find("text", "The message")
        body = rows(file, "SELECT body FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")[0][0]
        program.wait_for_text("text", "The draft", body)


def test_edits_sends_and_takes_back():
    with workspace() as file, desk.Program("--workspace", file) as program:
        waits(program, 3)
        first = send_button(program)
        write(program)
        desk.type_words("Dear reader, ")
        program.wait_for_text("text", "The draft", "Dear reader, ")
        desk.type_keys("ctrl+Return")
        waits(program, 2)
        assert send_button(program) != first
        program.press("button", "Undo")
        waits(program, 3)
        program.find("button", first)
        program.wait_for_text("text", "The draft", "Dear reader, ")
        state = rows(file, "SELECT state FROM bureau_draft WHERE body LIKE 'Dear reader, %'")
        assert state == [("edited",)], state


def extents(program, role, name):
    return program.find(role, name).get_component_iface().get_extents(desk.Atspi.CoordType.WINDOW)


def test_what_was_done_covers_no_button():
    with workspace() as file:
        bureauctl(file, "set", "undo_seconds", "60")
        with desk.Program("--workspace", file) as program:
            waits(program, 3)
            send_button(program)
            desk.type_keys("ctrl+Return")
            waits(program, 2)
            toast = extents(program, "label", "Leaves in 60 s")
            button = extents(program, "button", "Reject…")
            assert toast.y + toast.height < button.y, (toast.y, toast.height, button.y)


def test_sends_what_was_shown():
    with workspace() as file, desk.Program("--workspace", file) as program:
        waits(program, 3)
        write(program)
        desk.type_words("One more thing. ")
        program.wait_for_text("text", "The draft", "One more thing. ")
        desk.type_keys("ctrl+Return")
        waits(program, 2)
        approved = """SELECT d.body FROM bureau_draft d JOIN bureau_approval a ON a.draft = d.id
                      WHERE d.body LIKE 'One more thing. %'"""
        assert program.wait(lambda: rows(file, approved)), program.outline()
        desk.type_keys("alt+2")
        program.find("button", "What Can Be Done")


def test_rejects_with_a_reason():
    with workspace() as file, desk.Program("--workspace", file) as program:
        waits(program, 3)
        send_button(program)
        program.press("button", "Reject…")
        program.focus("text", "Reason")
        desk.type_words("too formal")
        desk.type_keys("Return")
        waits(program, 2)
        lesson = "SELECT 1 FROM bureau_lesson WHERE text = 'too formal' AND state = 'proposed'"
        assert program.wait(lambda: rows(file, lesson)), "no lesson was proposed"


def test_words_survive_a_kill():
    with workspace() as file:
        with desk.Program("--workspace", file) as program:
            waits(program, 3)
            send_button(program)
            write(program)
            desk.type_words("Half a thou")
            kept = "SELECT 1 FROM bureau_scratch WHERE key LIKE 'words:%' AND value LIKE '%Half a thou%'"
            assert program.wait(lambda: rows(file, kept)), "the words were not kept"
            program.process.kill()
        with desk.Program("--workspace", file) as program:
            program.wait_for_text("text", "The draft", "Half a thou")
            assert not rows(file, "SELECT 1 FROM bureau_draft WHERE body LIKE 'Half a thou%'")


def test_nothing_waits():
    file = f"{folder.name}/new.bureau"
    bureauctl(file, "init", "--template", "lead-intake")
    with desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        desk.type_keys("alt+2")
        program.find("label", "Nothing Was Sent Yet")


def test_says_what_is_wrong():
    file = pathlib.Path(folder.name) / "letter.bureau"
    file.write_text("Dear all, this is a letter and no workspace. " * 200)
    with desk.Program("--workspace", file) as program:
        program.find("label", "This Workspace Cannot Be Opened")
    assert file.read_text().startswith("Dear all")


def test_another_process_runs_the_agents():
    with workspace() as file:
        engine = subprocess.Popen([BUREAUCTL, "--workspace", file, "run"], stdout=subprocess.DEVNULL)
        lock = pathlib.Path(f"{file}.lock")
        while not lock.exists() or lock.read_text().strip() != str(engine.pid):
            assert engine.poll() is None, "the engine ended"
        with desk.Program("--workspace", file) as program:
            program.find("label", f"Another process runs the agents of this workspace ({engine.pid})")
            engine.terminate()
            engine.wait(desk.LIMIT)
            mine = program.wait(lambda: lock.read_text().strip() == str(program.process.pid))
            assert mine, "the agents did not go on here"


def test_palette_goes_anywhere():
    with workspace() as file, desk.Program("--workspace", file) as program:
        waits(program, 3)
        # Nobody waits for it to be drawn.
        desk.type_keys("ctrl+k", "o", "u", "t", "b", "Return")
        program.find("list", "Outbox")


tap.main(test_shows_what_waits, test_edits_sends_and_takes_back, test_what_was_done_covers_no_button, test_sends_what_was_shown,
         test_rejects_with_a_reason, test_words_survive_a_kill,
         test_nothing_waits,
         test_says_what_is_wrong, test_another_process_runs_the_agents, test_palette_goes_anywhere)
