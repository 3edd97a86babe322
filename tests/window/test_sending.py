#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole path in the real window: a mail file is brought in, its draft is edited and sent, and one threaded
message is in a real SMTP mailbox; once with the mouse, dropping it, and once with the keyboard alone, pasting it."""
import email
import email.policy

import desk
import drag
import studio
import tap
from gi.repository import Atspi

LETTER = studio.LETTERS / "03-tea-packaging.eml"
TABS = 40


def send_button(program):
    return program.wait(lambda: next((n for n in desk.descendants(program) if n.get_role_name() == "button"
                                      and n.get_name() == "Send to isobel@kestreltea.example"), None))


def tab_to(program, name):
    """Goes to a field as a person does who has no mouse."""
    for _ in range(TABS):
        node = program.look("text", name)
        if node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED):
            return
        desk.type_keys("Tab")
    raise desk.Gone(f"Tab does not lead to {name!r}")


def check_arrived(server, words):
    (_, content), = server.messages()
    sent = email.message_from_bytes(content, policy=email.policy.default)
    inquiry = email.message_from_bytes(LETTER.read_bytes(), policy=email.policy.default)
    assert sent["To"].addresses[0].addr_spec == "isobel@kestreltea.example", sent["To"]
    assert sent["In-Reply-To"] == inquiry["Message-ID"], sent["In-Reply-To"]
    assert sent["References"].split()[-1] == inquiry["Message-ID"], sent["References"]
    assert sent["Subject"] == "Re: Packaging for six teas"
    assert sent.get_body().get_content().startswith(words), sent.get_body().get_content()


def edit_and_follow(program, server, words, send):
    desk.type_keys("ctrl+Home")
    desk.type_words(words)
    program.wait_for_text("text", "The draft", words)
    send()
    assert program.wait(server.messages), program.outline()
    desk.type_keys("alt+2")
    assert program.wait(lambda: any("Sent" in n.get_name() for n in desk.descendants(program))), program.outline()
    server.wait_closed()
    check_arrived(server, words)


def test_by_mouse():
    with studio.open_for_work() as (file, server, _), desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        drag.drop(program, "label", "Nothing Waits for You", LETTER)
        button = send_button(program)
        assert button, program.outline()
        program.focus("text", "The draft")
        edit_and_follow(program, server, "Thank you for the teas. ", lambda: program.click("button", button.get_name()))


def test_by_keyboard():
    with studio.open_for_work() as (file, server, _), desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        with desk.clipboard(LETTER):
            desk.type_keys("ctrl+v")
            assert send_button(program), program.outline()
        tab_to(program, "The draft")
        edit_and_follow(program, server, "No mouse was here. ", lambda: desk.type_keys("ctrl+Return"))


tap.main(test_by_mouse, test_by_keyboard)
