#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A draft while its agent writes it, in the real window: read along, stopped, and never sent half by mistake."""
import contextlib

import desk
import letters
import models
import review
import tap
from review import rows

LETTER = {"subject": "Your tea", "body": "Dear tea people, " + "here is a sentence that goes on. " * 20 + "The end."}
HELD = 1500  # bytes of the stream: the letter has begun and not ended
GROWS = ("text", "What the agent writes")


@contextlib.contextmanager
def writing(again=False):
    """A sample business whose writer asks a model that begins a letter and goes on when it is told to."""
    server = models.Models()
    server.control = {"answers": {"draft": [LETTER]}}
    with review.workspace() as file:
        review.bureauctl(file, "provider", "add", "model", "--kind", "anthropic", "--base-url", server.url,
                         "--model", f"hold={HELD}")
        review.bureauctl(file, "provider", "use", "model", "writer")
        if not again:
            review.bureauctl(file, "import", *letters.write(file.parent, [1]))
        with desk.Program("--workspace", file) as program:
            yield file, server, program
    server.release()
    server.close()


def read_along(program):
    program.find("button", "An agent is writing a draft")
    program.press("button", "An agent is writing a draft")
    program.wait_for_text(*GROWS, "Dear tea people, here is")
    assert "The end." not in program.text(*GROWS)


def test_grows_and_becomes_the_draft():
    with writing() as (file, server, program):
        read_along(program)
        program.wait_for_text("text", "The message", "Do you have time for this")
        server.release()
        program.wait_for_text("text", "The draft", "The end.")
        review.send_button(program)
        assert program.look("button", "An agent is writing a draft") is None


def test_stopped_it_is_a_part():
    with writing() as (file, _, program):
        read_along(program)
        program.press("button", "Stop")
        program.wait_for_text("text", "The draft", "Dear tea people, here is")
        program.says("You stopped the agent here.")
        send = program.find("button", "Finish the text first")
        assert not send.get_state_set().contains(desk.Atspi.StateType.SENSITIVE)
        desk.type_keys("ctrl+Return")
        program.press("button", "Use as It Is")
        review.send_button(program)
        part = "SELECT state, body FROM bureau_draft WHERE subject = 'Your tea'"
        (state, body), = rows(file, part)
        assert state == "edited" and LETTER["body"].startswith(body) and len(body) < len(LETTER["body"]), (state, body)


def test_written_again_in_its_place():
    """What is seen while it grows is not what would be sent, so nothing is."""
    with writing(again=True) as (file, server, program):
        review.send_button(program)
        draft = rows(file, "SELECT id FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")[0][0]
        desk.type_keys("ctrl+k")
        program.find("entry", "Find or do anything")
        desk.type_words("ask again")
        desk.type_keys("Return")
        program.find("label", "Ask Again")
        desk.type_words("shorter")
        desk.type_keys("Return")
        program.wait_for_text(*GROWS, "Dear tea people, here is")
        send = program.find("button", "The agent is still writing")
        assert not send.get_state_set().contains(desk.Atspi.StateType.SENSITIVE)
        desk.type_keys("ctrl+Return")
        server.release()
        program.wait_for_text("text", "The draft", "The end.")
        review.send_button(program)
        assert rows(file, f"SELECT state FROM bureau_draft WHERE id = {draft}") == [("drafted",)]


tap.main(test_grows_and_becomes_the_draft, test_stopped_it_is_a_part, test_written_again_in_its_place)
