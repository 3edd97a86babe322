# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the project's own files are, and how a test calls a tool on them."""
import os
import pathlib
import shutil
import subprocess

import tap

SOURCE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BUREAU_BUILD_DIR"])


def files(*patterns):
    """The project's files of these patterns, in order."""
    return sorted(file for pattern in patterns for file in SOURCE.glob(pattern))


def need(tool):
    if shutil.which(tool) is None:
        raise tap.Skip(f"there is no {tool} here")


def check(tool, *arguments, **options):
    """Runs a tool that has to be content; what it said is the failure's message."""
    need(tool)
    done = subprocess.run([tool, *map(str, arguments)], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)
    assert done.returncode == 0, f"{tool} exits {done.returncode}:\n{done.stdout}"
    return done.stdout
