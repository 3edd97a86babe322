#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on a real display: it opens, can be read and pressed by role and name, shows
something, speaks German, fits a phone, and closes."""
import contextlib
import pathlib
import subprocess
import tempfile

import desk
import tap


@contextlib.contextmanager
def workspace(name):
    """A new workspace with agents in it and nothing else."""
    with tempfile.TemporaryDirectory(prefix="bureau-window-") as folder:
        file = pathlib.Path(folder) / name
        subprocess.run([desk.BUILD / "src" / "bureauctl", "--workspace", file, "init", "--template",
                        "lead-intake"], check=True, stdout=subprocess.DEVNULL)
        yield file


def close(program):
    program.press("button", "Close")
    assert program.end() == 0


def test_opens_and_closes():
    with desk.Program() as program:
        program.find("frame", "Bureau")
        program.find("label", "Welcome to Bureau")
        close(program)


def test_names_its_workspace():
    with workspace("Florist Anna.bureau") as file, desk.Program("--workspace", file) as program:
        program.find("frame", "Review — Florist Anna")
        program.find("label", "Florist Anna")
        close(program)


def test_menu_opens():
    with workspace("anna.bureau") as file, desk.Program("--workspace", file) as program:
        program.press("toggle button", "Main Menu")
        program.find("menu", "Main Menu")
        close(program)


def test_quits_by_keyboard():
    with desk.Program() as program:
        program.find("label", "Welcome to Bureau")
        desk.type_keys("ctrl+q")
        assert program.end() == 0


def test_shows_a_picture():
    with desk.Program() as program, tempfile.TemporaryDirectory() as folder:
        program.find("label", "Welcome to Bureau")
        file = pathlib.Path(folder) / "window.png"
        assert desk.picture(file) > 16
        assert file.stat().st_size > 1000
        close(program)


def test_speaks_german():
    tap.need_german()
    with desk.Program(environment={"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}) as program:
        program.find("label", "Willkommen bei Bureau")
        program.press("button", "Schließen")
        assert program.end() == 0


def test_refuses_an_unknown_page():
    with desk.Program("--page", "nowhere") as program:
        assert program.end() == 2


def test_says_its_version():
    with desk.Program("--version") as program:
        assert program.end() == 0


tap.main(test_opens_and_closes, test_names_its_workspace, test_menu_opens,
         test_quits_by_keyboard,
         test_shows_a_picture, test_speaks_german, test_refuses_an_unknown_page,
         test_says_its_version)
