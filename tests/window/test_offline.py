#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the window is kept from something: the network, a disk with room, a folder. It says so, nothing is lost,
and it goes on by itself."""
import contextlib
import email
import email.policy
import resource
import shutil
import sqlite3

import network
import tap

try:
    network.enter()
    NO_NETWORK = None
except tap.Skip as reason:
    NO_NETWORK = reason

import desk
import review
import studio
from review import rows

LETTERS = ("01-cafe-logo.eml", "03-tea-packaging.eml", "05-annual-report.eml")
OFFLINE = "You are offline. What you approve is sent when the network is back."
STATES = "SELECT state FROM bureau_delivery ORDER BY approval"


def approve_all(program):
    """Ctrl+Enter on one draft after another; gives to whom they go, in that order."""
    people = []
    for _ in LETTERS:
        assert program.wait(lambda: review.send_button(program) not in people)
        people.append(review.send_button(program))
        desk.type_keys("ctrl+Return")
    program.find("label", "Nothing Waits for You")
    return [words.removeprefix("Send to ") for words in people]


def recipient(content):
    return email.message_from_bytes(content, policy=email.policy.default)["To"].addresses[0].addr_spec


def test_three_wait_for_the_network():
    if NO_NETWORK:
        raise NO_NETWORK
    with studio.open_for_work() as (file, server, inbox):
        for letter in LETTERS:
            studio.fall_in(inbox, letter)
        with desk.Program("--workspace", file) as program:
            review.waits(program, 3)
            assert program.look("label", OFFLINE) is None
            with network.away():
                program.find("label", OFFLINE)
                people = approve_all(program)
                # Each was tried and is given minutes to wait.
                tried = "SELECT count(*) FROM bureau_delivery WHERE state = 'queued' AND next_try IS NOT NULL"
                assert program.wait(lambda: rows(file, tried) == [(3,)]), rows(file, STATES)
                assert not server.messages()
            assert program.wait(lambda: rows(file, STATES) == [("sent",)] * 3), rows(file, STATES)
            assert program.wait(lambda: not program.look("label", OFFLINE)), program.outline()
        server.wait_closed()
        assert [recipient(content) for _, content in server.messages()] == people, (server.messages(), people)


def says(program, head):
    """The banner that begins with these words."""
    return next((n.get_name() for n in desk.descendants(program) if n.get_role_name() == "label"
                 and n.get_name().startswith(head)), None)


def test_agents_wait_for_room():
    """Nothing can be written, as on a full disk: the window says so and the agents go on once there is room."""
    with studio.open_for_work() as (file, _, inbox):
        # A write beyond the limit is an error here, not the end of the program.
        with desk.Program("--workspace", file, restore_signals=False) as program:
            program.find("label", "Nothing Waits for You")
            limits = resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
            studio.fall_in(inbox, LETTERS[0])
            assert program.wait(lambda: says(program, "The agents cannot work. ")), program.outline()
            resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, limits)
            program.press("button", "Try Again")
            review.waits(program, 1)
            assert program.wait(lambda: not says(program, "The agents cannot work. ")), program.outline()
            # What happened stays to be read.
            desk.type_keys("alt+6")
            program.press("page tab", "Requests")
            assert program.wait(lambda: says(program, "Failed: Could not save: the disk")), program.outline()
            assert program.look("button", "Ask Again") is None


def spoil(file):
    """A new version of the workflow "reading" that no Bureau of today can read."""
    change(file, "INSERT INTO bureau_document_version SELECT id + 1, created_at, updated_at, document, 2, "
                 "'{\"workflow\": \"reading\"}', sha256, author, origin, note FROM bureau_document_version "
                 "WHERE document = (SELECT id FROM bureau_document WHERE name = 'reading')")
    change(file, "UPDATE bureau_document SET version = 2, body = '{\"workflow\": \"reading\"}' WHERE name = 'reading'")


def test_a_workflow_that_cannot_be_read():
    """The window says so wherever one is, leads to it, and the earlier version is in force again by one press."""
    with studio.open_for_work() as (file, _, inbox):
        spoil(file)
        with desk.Program("--workspace", file) as program:
            assert program.wait(lambda: says(program, "“Read inquiries” cannot be read")), program.outline()
            program.press("button", "Show")
            program.activate("Read inquiries")
            program.press("page tab", "Versions")
            program.press("button", "Revert to This")
            assert program.wait(lambda: not says(program, "“Read inquiries” cannot be read")), program.outline()
            studio.fall_in(inbox, LETTERS[0])
            desk.type_keys("alt+1")
            review.waits(program, 1)


def test_a_folder_comes_back():
    with studio.open_for_work() as (file, _, inbox), desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        shutil.rmtree(inbox)
        program.find("label", f"The folder {inbox} cannot be read, so nothing comes in from it.")
        inbox.mkdir()
        studio.fall_in(inbox, LETTERS[0])
        review.waits(program, 1)
        assert program.wait(lambda: not says(program, "The folder ")), program.outline()


def change(file, statement):
    with contextlib.closing(sqlite3.connect(file, timeout=desk.LIMIT, isolation_level=None)) as database:
        database.execute("PRAGMA legacy_alter_table = ON")
        database.execute(statement)


def test_rows_that_cannot_be_read():
    """A part of the file is gone when a page is looked at first; it says so, and shows the rows once they are back."""
    with review.workspace() as file, desk.Program("--workspace", file) as program:
        review.waits(program, 3)
        change(file, "ALTER TABLE bureau_attempt RENAME TO lost")
        change(file, "ALTER TABLE bureau_delivery RENAME TO gone")
        desk.type_keys("alt+2")
        program.find("label", "This Cannot Be Shown")
        change(file, "ALTER TABLE gone RENAME TO bureau_delivery")
        change(file, "ALTER TABLE lost RENAME TO bureau_attempt")
        program.press("button", "Try Again")
        program.find("list", "Outbox")
        program.find("list item", None)


tap.main(test_three_wait_for_the_network, test_agents_wait_for_room, test_a_workflow_that_cannot_be_read,
         test_a_folder_comes_back, test_rows_that_cannot_be_read)
