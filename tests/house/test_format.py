#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the code looks: .clang-format decides, and each file says its licence first."""
import re
import subprocess

import house
import tap

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def test_c_is_formatted():
    files = house.files("src/**/*.[ch]", "tests/**/*.[ch]")
    assert files
    house.need("clang-format")
    done = subprocess.run(["clang-format", "--dry-run", *files], cwd=house.SOURCE, text=True,
                          stderr=subprocess.PIPE, check=True)
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: (?:warning|error)", done.stderr, re.MULTILINE)))
    assert not wrong, "build-aux/format mends these:\n" + "\n".join(wrong)


def test_blueprints_are_formatted():
    house.check("blueprint-compiler", "format", *house.files("ui/*.blp"))


def test_c_says_its_licence():
    files = house.files("src/**/*.[ch]", "tests/**/*.[ch]")
    silent = [str(f) for f in files if f.read_text().split("\n", 1)[0] != f"/* {LICENCE} */"]
    assert not silent, f"the first line is not the licence in {silent}"


def test_programs_say_their_licence():
    files = house.files("build-aux/*", ".ci/run", "tests/**/*.py")
    programs = [f for f in files if f.suffix in ("", ".sh", ".py")]
    silent = [str(f) for f in programs if LICENCE not in f.read_text()[:200]]
    assert not silent, f"no licence in {silent}"


tap.main(test_c_is_formatted, test_blueprints_are_formatted, test_c_says_its_licence,
         test_programs_say_their_licence)
