# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample business with three drafts that wait, and what tests of Review do with it."""
import contextlib
import pathlib
import sqlite3
import subprocess
import tempfile

import desk

folder = tempfile.TemporaryDirectory(prefix="bureau-review-")
sample = pathlib.Path(folder.name) / "sample.bureau"
BUREAUCTL = desk.BUILD / "src" / "bureauctl"


def bureauctl(file, *words):
    done = subprocess.run([BUREAUCTL, "--workspace", file, *words], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextlib.contextmanager
def workspace():
    """A sample business of its own."""
    if not sample.exists():
        bureauctl(sample, "demo")
    with tempfile.TemporaryDirectory(prefix="bureau-review-") as own:
        file = pathlib.Path(own) / "studio.bureau"
        bureauctl(sample, "backup", file)
        yield file


def rows(file, statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def waits(program, count):
    """Waits until the sidebar says that so many drafts wait."""
    program.find("label", str(count))


def send_button(program):
    """Waits until the draft that is shown can be sent; gives what the button says."""
    found = program.wait(lambda: next(
        (n for n in desk.descendants(program) if n.get_role_name() == "button"
         and n.get_name().startswith("Send to ")), None))
    assert found, program.outline()
    return found.get_name()


def write(program):
    """Puts the cursor before the first word of the draft."""
    program.focus("text", "The draft")
    desk.type_keys("ctrl+Home")
