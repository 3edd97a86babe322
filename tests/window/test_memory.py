#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory in the real window, on the sample business: a record found by typing and edited, what cannot
be understood, and what others write meanwhile."""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import tempfile

import desk
import tap

folder = tempfile.TemporaryDirectory(prefix="bureau-memory-")
sample = pathlib.Path(folder.name) / "sample.bureau"
BUREAUCTL = desk.BUILD / "src" / "bureauctl"


def bureauctl(file, *words):
    done = subprocess.run([BUREAUCTL, "--workspace", file, *words], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(file, statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


@contextlib.contextmanager
def memory():
    """The page on a sample business of its own, and the business's file."""
    if not sample.exists():
        bureauctl(sample, "demo")
    with tempfile.TemporaryDirectory(prefix="bureau-memory-") as own:
        file = pathlib.Path(own) / "studio.bureau"
        bureauctl(sample, "backup", file)
        with desk.Program("--workspace", file, "--page", "memory") as program:
            program.find("list item", "Clients")
            yield program, file


def search(program, words):
    """The keyboard's way to anything: looks for it and opens the best."""
    desk.type_keys("ctrl+f")
    desk.type_words(words)
    program.find("list", "What was found")
    desk.type_keys("Return")
    program.find("list", "Fields")


def write(program, field, words):
    """Replaces what stands in a field of the record, and is done with it."""
    program.focus("text", field)
    desk.type_keys("ctrl+a")
    desk.type_words(words)
    desk.type_keys("Return")


def test_finds_and_edits_a_record():
    with memory() as (program, file):
        address = rows(file, "SELECT email FROM clients ORDER BY id LIMIT 1")[0][0]
        name = f"SELECT name FROM clients WHERE email = '{address}'"
        search(program, address)
        write(program, "Name", "Hull & <b>Goole</b>")
        assert program.wait(lambda: rows(file, name) == [("Hull & <b>Goole</b>",)]), rows(file, name)
        newest = "SELECT actor, reason FROM bureau_journal ORDER BY entry DESC LIMIT 1"
        assert rows(file, newest) == [("operator:window", "hand")], rows(file, newest)


def test_this_is_the_record_that_is_open():
    """What is wished beside a record may be about it."""
    with memory() as (program, file):
        client, address = rows(file, "SELECT CAST(c.id AS TEXT), c.email FROM clients c JOIN projects p ON p.client = c.id"
                                     " GROUP BY c.id HAVING count(*) > 1 ORDER BY c.id LIMIT 1")[0]
        search(program, address)
        desk.type_keys("ctrl+k")
        program.find("entry", "Find or do anything")
        desk.type_words("projects of this client")
        program.click("list item", "projects of this client")
        program.find("dialog", "New View")
        asked = "SELECT args FROM bureau_request WHERE kind = 'ask'"
        assert program.wait(lambda: rows(file, asked)), program.outline()
        assert json.loads(rows(file, asked)[0][0])["opened_from"] == {"record": client}, rows(file, asked)


def test_is_kept_from_providers():
    """A switch marks the record, and Undo takes the mark back."""
    with memory() as (program, file):
        marks = "SELECT collection FROM bureau_private"
        search(program, rows(file, "SELECT email FROM clients ORDER BY id LIMIT 1")[0][0])
        program.flip("Never Send to a Provider")
        assert program.wait(lambda: rows(file, marks) == [("clients",)]), rows(file, marks)
        program.find("label", "Kept from providers")
        program.press("button", "Undo")
        assert program.wait(lambda: rows(file, marks) == []), rows(file, marks)
        is_off = lambda: not program.find("check box", "Never Send to a Provider").get_state_set().contains(
            desk.Atspi.StateType.CHECKED)
        assert program.wait(is_off), program.outline()


def test_what_cannot_be_understood_changes_nothing():
    with memory() as (program, file):
        address = rows(file, "SELECT email FROM clients ORDER BY id LIMIT 1")[0][0]
        search(program, address)
        entries = rows(file, "SELECT max(entry) FROM bureau_journal")
        program.find("list item", "E-mail")
        write(program, "E-mail", "nobody")
        program.find("list item", "E-mail · Write an address like anna@example.org")
        assert rows(file, "SELECT max(entry) FROM bureau_journal") == entries


def test_long_words_have_room():
    """What is longer than a line is seen as a whole, and stored when somebody goes on elsewhere."""
    words = "A note that is longer than the line of a row has room for, so it stands in several.\nThe second line."
    with memory() as (program, file):
        new = pathlib.Path(file).with_name("new.json")
        new.write_text(json.dumps([{"name": "Kite & Daughters", "note": words}]))
        bureauctl(file, "import", "--into", "clients", new)
        search(program, "Daughters")
        program.wait_for_text("text", "Note", words)
        program.find("list item", "Note")
        program.focus("text", "Note")
        desk.type_keys("ctrl+End")
        desk.type_words(" More.")
        program.wait_for_text("text", "Note", words + " More.")
        program.focus("text", "Name")
        stored = "SELECT note FROM clients WHERE name LIKE 'Kite%'"
        assert program.wait(lambda: rows(file, stored) == [(words + " More.",)]), rows(file, stored)


def test_follows_what_others_do():
    with memory() as (program, file):
        new = pathlib.Path(file).with_name("new.json")
        new.write_text('[{"name": "Kite & Daughters"}]')
        count = rows(file, "SELECT count(*) FROM clients")[0][0]
        program.find("label", str(count))
        bureauctl(file, "import", "--into", "clients", new)
        program.find("label", str(count + 1))


def test_shows_what_was_found_from_the_top():
    with memory() as (program, file):
        desk.type_keys("ctrl+f")
        desk.type_words("pack")
        program.find("label", "Molenaar Christmas tin")
        desk.type_words("aging")
        program.find("label", "Packaging for six teas")

        def top(role, name):
            return program.look(role, name).get_component_iface().get_extents(desk.Atspi.CoordType.WINDOW).y
        assert program.wait(lambda: top("entry", "Search everything") + 70 < top("label", "Packaging for six teas")), \
            (top("entry", "Search everything"), top("label", "Packaging for six teas"))


def test_says_that_nothing_was_found():
    with memory() as (program, file):
        desk.type_keys("ctrl+f")
        desk.type_words("zzyzx")
        program.find("label", "Nothing Found")


def test_adds_a_record():
    with memory() as (program, file):
        program.click("list item", "Clients")
        program.find("table row", None)
        program.press("button", "Add a Record")
        program.find("dialog", "New Record")
        first = program.find("text", "Name")
        assert program.wait(lambda: first.get_state_set().contains(desk.Atspi.StateType.FOCUSED)), program.outline()
        program.press("button", "Add")
        program.find("label", "Write at least one value")
        program.focus("text", "E-mail")
        desk.type_words("nobody")
        program.press("button", "Add")
        program.find("label", "E-mail · Write an address like anna@example.org")
        program.focus("text", "Name")
        desk.type_words("Hull & <b>Goole</b>")
        program.focus("text", "E-mail · Write an address like anna@example.org")
        desk.type_keys("ctrl+a")
        desk.type_words("anna@goole.example")
        program.press("button", "Add")
        added = "SELECT name FROM clients WHERE email = 'anna@goole.example'"
        assert program.wait(lambda: rows(file, added) == [("Hull & <b>Goole</b>",)]), program.outline()
        assert program.wait(lambda: not program.look("dialog", "New Record"))
        # The record is there to be gone on with, and can be taken back.
        program.find("list", "Fields")
        program.press("button", "Undo")
        assert program.wait(lambda: not rows(file, added)), program.outline()


def test_tells_where_a_value_came_from():
    with memory() as (program, file):
        desk.type_keys("ctrl+f")
        desk.type_words("Kestrel Tea")
        program.find("list", "What was found")
        # The message, its draft, and what was read in it.
        desk.type_keys("Down", "Down", "Return")
        program.press("toggle button", "Where Company came from")
        quote = program.wait(lambda: next((n.get_name() for n in desk.descendants(program)
                                           if n.get_name().startswith("From the words “")), None))
        assert "Kestrel Tea" in quote, quote
        program.press("button", "Show the Message")
        program.find("label", "Arrived")


tap.main(test_finds_and_edits_a_record, test_this_is_the_record_that_is_open, test_is_kept_from_providers,
         test_what_cannot_be_understood_changes_nothing, test_long_words_have_room, test_follows_what_others_do,
         test_shows_what_was_found_from_the_top, test_says_that_nothing_was_found, test_adds_a_record,
         test_tells_where_a_value_came_from)
