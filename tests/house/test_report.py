#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last line of build-aux/test: every TAP line counts, and a crash is never a success."""
import json
import subprocess
import tempfile

import house
import tap


def last_line(*tests, status=0):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
        for name, result, stdout in tests:
            log.write(json.dumps({"name": name, "result": result, "returncode": 0,
                                  "stdout": stdout}) + "\n")
        log.flush()
        done = subprocess.run([house.SOURCE / "build-aux/test-report", log.name, str(status)],
                              text=True, stdout=subprocess.PIPE)
    return done.stdout.splitlines()[-1], done.returncode


def test_each_line_counts():
    assert last_line(("a", "OK", "1..3\nok 1 /x\nok 2 /y\nok 3 /z # SKIP no display"),
                     ("b", "OK", "no TAP here")) == ("3 passed, 0 failed", 0)


def test_a_failed_line_fails():
    assert last_line(("a", "FAIL", "ok 1 /x\nnot ok 2 /y\nnot ok 3 /z"), status=1) \
        == ("1 passed, 2 failed", 1)


def test_a_crash_is_one_failure():
    assert last_line(("a", "ERROR", "1..5\nok 1 /x"), status=1) == ("1 passed, 1 failed", 1)
    assert last_line(("a", "TIMEOUT", ""), status=1) == ("0 passed, 1 failed", 1)


def test_a_skipped_program_is_no_success():
    assert last_line(("a", "SKIP", "1..0 # SKIP no Xvfb")) == ("0 passed, 0 failed", 0)


def test_nothing_run_is_a_failure():
    assert last_line() == ("0 passed, 1 failed", 1)
    assert last_line(("a", "OK", "ok 1 /x"), status=1) == ("1 passed, 1 failed", 1)


tap.main(test_each_line_counts, test_a_failed_line_fails, test_a_crash_is_one_failure,
         test_a_skipped_program_is_no_success, test_nothing_run_is_a_failure)
