# SPDX-License-Identifier: GPL-3.0-or-later
"""The window at every place (tests/window/explorer.c), on workspaces made once."""
import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import house

SOURCE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BUREAU_BUILD_DIR"])
PROGRAM = BUILD / "tests" / "window" / "places"
DISPLAY = [SOURCE / "build-aux" / "with-display", "--size", "1300x4100"]
FAULTS = ("wide", "outside", "clipped", "unreached", "trap", "warning")
_folder = tempfile.TemporaryDirectory(prefix="bureau-places-")


def _bureauctl(file, *words):
    subprocess.run([BUILD / "src" / "bureauctl", "--workspace", file, *words], check=True, stdout=subprocess.DEVNULL)
    return file


@functools.cache
def sample():
    """The sample business; a path, as of all of these."""
    return _bureauctl(pathlib.Path(_folder.name) / "sample.bureau", "demo")


@functools.cache
def empty():
    return _bureauctl(pathlib.Path(_folder.name) / "empty.bureau", "init", "--template", "lead-intake")


def copy(workspace):
    """The same once more, for one who changes it."""
    own = pathlib.Path(tempfile.mkdtemp(dir=_folder.name)) / "studio.bureau"
    return pathlib.Path(shutil.copy(workspace, own))


def command(mode, workspace, *options):
    return [PROGRAM, mode, copy(workspace), *map(str, options)]


def environment(**more):
    home = tempfile.mkdtemp(dir=_folder.name)
    return dict(os.environ, HOME=home, XDG_DATA_HOME=f"{home}/data", XDG_STATE_HOME=f"{home}/state",
                GSETTINGS_SCHEMA_DIR=str(BUILD / "data"), BUREAU_LOCALE_DIR=str(BUILD / "po"), **more)


def check(workspace, *options, **more):
    """Everything that was found at every place, on a display of its own: [{"place", "kind", "says"}]."""
    house.need("Xvfb")
    # GTK's warnings are findings here, and are to be seen all at once.
    env = environment(**more)
    env.pop("G_DEBUG", None)
    # libadwaita keeps pages of split views; test-window.c looks for what we leak ourselves.
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    done = subprocess.run(DISPLAY + command("check", workspace, *options), env=env, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def faults(found):
    """What must not be, each once."""
    return sorted({f"{f['place']}: {f['kind']}: {f['says']}" for f in found if f["kind"] in FAULTS})
