#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop is told while the window does not have the focus: each draft and each question as it
comes, all in one where many come at once; pressed, and taken away when somebody saw to it."""
import contextlib
import pathlib
import tempfile

from gi.repository import Gio, GLib

import desk
import letters
import notifications
import tap
from review import ASKING, bureauctl, folder, put_workflow, rows, send_button

@contextlib.contextmanager
def started(name, workflow=None, environment=None):
    """A window that somebody looks away from, over a workspace where nothing waits."""
    file = pathlib.Path(folder.name) / f"{name}.bureau"
    bureauctl(file, "init", "--template", "lead-intake")
    if workflow:
        put_workflow(file, workflow)
    with notifications.running() as server, desk.Program("--workspace", file, environment=environment) as program:
        program.find("label", "Nothing Waits for You")
        with desk.elsewhere():
            assert program.wait(lambda: not is_looked_at(program)), "it is still looked at"
            yield file, server, program


def is_looked_at(program):
    return program.look("frame").get_state_set().contains(desk.Atspi.StateType.ACTIVE)


def bring(file, *numbers, subject=None):
    place = pathlib.Path(folder.name) / file.stem
    for path in letters.write(place, numbers):
        if subject:
            path.write_bytes(path.read_bytes().replace(b"Subject: ", f"Subject: {subject} ".encode()))
    bureauctl(file, "import", *place.glob("*.eml"))


def draft_of(file, number):
    """Its id and its state."""
    found = rows(file, f"""SELECT d.id, d.state FROM bureau_draft d JOIN bureau_message m ON m.id = d.message
                           WHERE m.sender_address = '{letters.sender(number)}'""")
    return found[0] if found else (None, None)


def test_is_opened():
    with started("opened") as (file, server, program):
        bring(file, 1)
        number = program.wait(lambda: server.titled("Draft for Ivo Brandl"))
        assert number, (server.all, rows(file, "SELECT state FROM bureau_run"))
        one = server.shown[number]
        assert one.body == "Re: Inquiry 1: a new website for Feld Ceramics", one
        assert list(one.actions) == ["", "Open", "Hold"], one
        server.press(number, "")
        assert send_button(program) == f"Send to {letters.sender(1)}"
        assert draft_of(file, 1)[1] == "drafted"


def test_is_held():
    """As the window's own snooze does it: until tomorrow morning, and it can be taken back."""
    with started("held") as (file, server, program):
        bring(file, 2)
        number = program.wait(lambda: server.titled("Draft for Grace Amadi"))
        server.press(number, "Hold")
        assert program.wait(lambda: draft_of(file, 2)[1] == "snoozed"), draft_of(file, 2)
        until = "SELECT snoozed_until > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+2 hours') FROM bureau_draft"
        assert rows(file, until) == [(1,)], rows(file, "SELECT snoozed_until FROM bureau_draft")
        program.press("button", "Undo")
        assert program.wait(lambda: draft_of(file, 2)[1] == "drafted"), draft_of(file, 2)


def test_is_held_in_the_background():
    """The window is closed and the agents go on: what they draft can be held from there, and the window stays away."""
    with tempfile.TemporaryDirectory(prefix="bureau-config-") as config:
        settings = pathlib.Path(config) / "glib-2.0" / "settings"
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text("[app/bureau/Bureau]\nrun-in-background=true\n")
        with started("background", environment={"XDG_CONFIG_HOME": config}) as (file, server, program):
            program.press("button", "Close")
            assert program.wait(lambda: not program.look("frame", "Review — background")), program.outline()
            bring(file, 2)
            number = program.wait(lambda: server.titled("Draft for Grace Amadi"))
            server.press(number, "Hold")
            assert program.wait(lambda: draft_of(file, 2)[1] == "snoozed"), draft_of(file, 2)
            assert not program.look("frame", "Review — background"), program.outline()


def press_hold(file, draft):
    """What a notification does that outlived its window."""
    parameters = GLib.Variant("(sava{sv})", ("hold-item", [GLib.Variant("(sx)", (str(file), draft))], {}))
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync("app.bureau.Bureau", "/app/bureau/Bureau", "org.gtk.Actions",
                                                    "Activate", parameters, None, 0, -1, None)


def test_is_held_without_a_window():
    """Another workspace than the one that is open; what was decided meanwhile says so in a notification."""
    with started("unopened") as (other, server, program):
        file = pathlib.Path(folder.name) / "closed.bureau"
        bureauctl(file, "init", "--template", "lead-intake")
        bring(file, 1)
        bureauctl(file, "run", "--until-idle")
        draft, _ = draft_of(file, 1)
        press_hold(file, draft)
        assert program.wait(lambda: draft_of(file, 1)[1] == "snoozed"), draft_of(file, 1)
        bureauctl(file, "draft", "reject", str(draft))
        press_hold(file, draft)
        assert program.wait(lambda: server.titled("The draft could not be held")), server.all
        assert not program.look("frame", "Review — closed"), program.outline()


def test_is_withdrawn():
    """When somebody else saw to it, be it another process."""
    with started("withdrawn") as (file, server, program):
        bring(file, 3)
        assert program.wait(lambda: server.titled("Draft for Teun Visser")), server.all
        bureauctl(file, "draft", "reject", str(draft_of(file, 3)[0]))
        assert program.wait(lambda: not server.shown), server.shown


def test_many_are_one():
    with started("many") as (file, server, program):
        bring(file, 0, 1, 2, 3, 4)
        summary = program.wait(lambda: server.titled("5 items wait for you") if len(server.shown) == 1 else None)
        assert summary, (server.shown, server.all)
        assert list(server.shown[summary].actions) == ["", "Open"], server.shown
        server.press(summary, "Open")
        program.find("list", "Drafts that wait")


def test_a_question_is_told():
    """Who asks and about what; not what is asked, which may be confidential."""
    with started("question", ASKING) as (file, server, program):
        bring(file, 5)
        number = program.wait(lambda: server.titled("Bureau asks"))
        assert number, (server.all, rows(file, "SELECT * FROM bureau_question"))
        assert server.shown[number].body == "Inquiry 5: a brand identity for Amadi Events", server.shown
        assert list(server.shown[number].actions) == ["", "Open"], server.shown
        server.press(number, "Open")
        program.find("frame", "Review — question")
        program.press("button", "Yes")
        assert program.wait(lambda: rows(file, "SELECT state FROM bureau_question") == [("answered",)])


def test_nothing_is_markup():
    with started("markup") as (file, server, program):
        bring(file, 1, subject="<b>A & B</b>")
        assert program.wait(lambda: server.shown), "nothing was told"
        assert [(one.title, one.body) for one in server.all] == [
            ("Draft for Ivo Brandl: Re: <b>A & B</b> Inquiry 1: a new website for Feld Ceramics", "")], server.all


def test_nothing_is_told_to_whoever_looks():
    file = pathlib.Path(folder.name) / "looks.bureau"
    bureauctl(file, "init", "--template", "lead-intake")
    with notifications.running() as server, desk.Program("--workspace", file) as program:
        program.find("label", "Nothing Waits for You")
        assert program.wait(lambda: is_looked_at(program)), "it is not looked at"
        bring(file, 1)
        send_button(program)
        with desk.elsewhere():
            assert program.wait(lambda: not is_looked_at(program)), "it is still looked at"
            bring(file, 2)
            assert program.wait(lambda: server.titled("Draft for Grace Amadi")), server.all
        assert len(server.all) == 1, server.all


tap.main(test_is_opened, test_is_held, test_is_held_in_the_background, test_is_held_without_a_window,
         test_is_withdrawn, test_many_are_one, test_a_question_is_told, test_nothing_is_markup,
         test_nothing_is_told_to_whoever_looks)
