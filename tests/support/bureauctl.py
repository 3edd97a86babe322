# SPDX-License-Identifier: GPL-3.0-or-later
"""The real bureauctl on a workspace of its own, and what it answered."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile

PROGRAM = pathlib.Path(os.environ["BUREAU_BUILD_DIR"]) / "src" / "bureauctl"
TIMEOUT = 120
LONG = os.environ.get("BUREAU_TEST_LONG") == "1"
# Every file that may hold a part of a workspace.
FILES = [f"a.bureau{end}" for end in ("", "-wal", "-shm", "-journal", ".lock")]


class Answer:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"exit {self.status}\nstdout: {self.out}\nstderr: {self.err}"


class Desk:
    """A folder with a workspace in it; `with Desk() as desk:` removes it afterwards."""

    def __init__(self, template=None, make=True, program=PROGRAM, inside=None):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bureau-cli-", dir=inside))
        self.workspace = self.folder / FILES[0]
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_DEBUG"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        if make:
            self.do("init", *(["--template", template] if template else []))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def command(self, *arguments):
        return [str(self.program), "--workspace", str(self.workspace), *map(str, arguments)]

    def run(self, *arguments, stdin="", env=None, raw=False, before=(), timeout=TIMEOUT):
        """Runs a command to its end, whatever it answers; @before is a program such as strace."""
        command = [str(self.program), *map(str, arguments)] if raw else self.command(*arguments)
        done = subprocess.run([*before, *command], input=stdin, env=self.environment | (env or {}),
                              text=True, capture_output=True, timeout=timeout)
        err = "".join(line for line in done.stderr.splitlines(True)
                      if "ASan doesn't fully support makecontext" not in line)
        return Answer(done.returncode, done.stdout, err)

    def do(self, *arguments, **options):
        """Runs a command that has to succeed."""
        answer = self.run(*arguments, **options)
        assert answer.status == 0, f"{arguments}: {answer}"
        return answer

    def ask(self, *arguments, **options):
        """What a command prints as JSON."""
        return self.do("--json", *arguments, **options).json

    def refuse(self, status, words, *arguments, **options):
        """Runs a command that has to fail so, with one sentence that says these words."""
        answer = self.run(*arguments, **options)
        assert answer.status == status, f"{arguments}: {answer}"
        assert answer.err.startswith("bureauctl: ") and answer.err.count("\n") == 1, answer
        assert words in answer.err, answer
        assert answer.out == "", answer
        return answer

    def start(self, *arguments):
        """A command that goes on, such as run; the caller ends it."""
        return subprocess.Popen(self.command(*arguments), env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def copy(self, inside=None):
        """The same workspace once more."""
        desk = Desk(make=False, program=self.program, inside=inside)
        for file in map(self.folder.joinpath, FILES):
            if file.exists():
                shutil.copy2(file, desk.folder)
        return desk

    def rows(self, sql, *values):
        """What no command shows; only while no process has the workspace open."""
        with contextlib.closing(sqlite3.connect(f"file:{self.workspace}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def check_sound(self):
        """Every page, and the whole chain of the journal."""
        verdict = self.ask("verify")
        assert verdict["ok"], verdict["problems"]


class Engine:
    """bureauctl run, ended in order."""

    def __init__(self, desk):
        self.desk = desk
        self.process = desk.start("run", "--verbose")

    def __enter__(self):
        """Waits until it listens to signals."""
        for line in self.process.stderr:
            if line.startswith("The agents run."):
                return self.process
        raise AssertionError(f"the agents do not run: {self.process.wait(TIMEOUT)}")

    def __exit__(self, kind, *_):
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=TIMEOUT)
        if kind is None:
            assert self.process.returncode == 0, said
