# SPDX-License-Identifier: GPL-3.0-or-later
"""Inputs that nobody here wrote; a test that needs them skips itself where they are not."""
import os
import pathlib

import tap

_SOURCE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"])
_ROOT = pathlib.Path(os.environ.get("BUREAU_CORPORA") or _SOURCE.parent / "shared" / "corpora")


def path(relative):
    if not (_ROOT / relative).exists():
        raise tap.Skip(f"the corpus {relative} is not here")
    return _ROOT / relative


def files(relative, pattern="*"):
    """Every file below a folder of the corpora, in order."""
    return sorted(file for file in path(relative).rglob(pattern) if file.is_file())
