# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample business with three drafts that wait, and what tests of Review do with it."""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import tempfile

import desk
import letters

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


# One workflow that asks instead of reading.
ASKING = {"workflow": "sorting", "title": "Ask first", "on": {"message": "automatic IS NULL"},
          "steps": [{"id": "may", "do": "ask", "question": "Is the secret number 4711?", "choices": ["Yes", "No"]}]}


def rows(file, statement):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def put_workflow(file, workflow):
    """Changes a workflow of a workspace that nobody has open."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE bureau_document SET body = ? WHERE kind = 'workflow' AND name = ?",
                         (json.dumps(workflow), workflow["workflow"]))


def add_view(file, view):
    path = pathlib.Path(folder.name) / f"{view['id']}.json"
    path.write_text(json.dumps(view))
    bureauctl(file, "view", "add", path)


def bring(file, number):
    """Imports a letter, as the program's own folder would."""
    for path in letters.write(pathlib.Path(folder.name) / "letters", [number]):
        bureauctl(file, "import", path)


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
