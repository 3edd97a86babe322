#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`build-aux/run --screenshot`, from the point where everything is built: what is asked for is what
the file shows, and a program without a window is an error that leaves no file."""
import pathlib
import subprocess
import tempfile

import house
import tap

PROGRAM = house.BUILD / "src/bureau"
folder = tempfile.TemporaryDirectory(prefix="bureau-screenshot-")


def screenshot(name, size, *program):
    house.need("import")
    file = pathlib.Path(folder.name) / name
    done = subprocess.run([house.SOURCE / "build-aux/with-display", "--size", size,
                           house.SOURCE / "build-aux/screenshot", file, size, *program],
                          text=True, stderr=subprocess.PIPE)
    return file, done


def measure(file, what):
    return house.check("identify", "-format", what, file)


def test_size_is_what_was_asked():
    for size in ("1280x900", "360x640"):
        file, done = screenshot(f"{size}.png", size, PROGRAM)
        assert done.returncode == 0, done.stderr
        assert measure(file, "%wx%h") == size
        assert int(measure(file, "%k")) > 16


def test_dark_is_darker():
    light, done = screenshot("light.png", "400x400", PROGRAM)
    assert done.returncode == 0, done.stderr
    dark, done = screenshot("dark.png", "400x400", "env", "ADW_DEBUG_COLOR_SCHEME=prefer-dark",
                            PROGRAM)
    assert done.returncode == 0, done.stderr
    assert float(measure(dark, "%[fx:mean]")) < 0.4 < float(measure(light, "%[fx:mean]"))


def test_new_workspace():
    """As build-aux/run --empty starts it: the file is made once the person said how to begin."""
    workspace = pathlib.Path(folder.name) / "new.bureau"
    file, done = screenshot("new.png", "400x400", PROGRAM, "--workspace", workspace)
    assert done.returncode == 0, done.stderr
    assert int(measure(file, "%k")) > 16 and not workspace.exists()


def test_no_window_is_an_error():
    file, done = screenshot("none.png", "400x400", "false")
    assert done.returncode == 1 and "no window opened" in done.stderr, done.stderr
    assert not file.exists()


tap.main(test_size_is_what_was_asked, test_dark_is_darker, test_new_workspace,
         test_no_window_is_an_error)
