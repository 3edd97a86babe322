#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last line of build-aux/test: every TAP line counts, and a crash is never a success."""
import contextlib
import json
import subprocess
import tempfile

import house
import tap


REPORT = house.SOURCE / "build-aux/test-report"


@contextlib.contextmanager
def logged(tests):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
        for name, result, stdout in tests:
            log.write(json.dumps({"name": name, "result": result, "returncode": 0,
                                  "stdout": stdout}) + "\n")
        log.flush()
        yield log.name


def report(tests, again=None, status=0):
    with logged(tests) as log, logged(again or ()) as second:
        done = subprocess.run([REPORT, log, str(status), *([second] if again else [])],
                              text=True, stdout=subprocess.PIPE)
    return done.stdout.splitlines(), done.returncode


def last_line(*tests, again=None, status=0):
    lines, code = report(tests, again, status)
    return lines[-1], code


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


def test_a_late_window_gets_one_more_go():
    failed = ("window-start", "FAIL", "ok 1 /x\nnot ok 2 /y")
    with logged((failed, ("memory", "FAIL", "not ok 1 /x"), ("window", "OK", "ok 1 /x"))) as log:
        assert subprocess.check_output([REPORT, "--late", log], text=True).split() == ["window-start"]
    faults = [("window-a", "ERROR", "ok 1 /x"), ("window-b", "ERROR", "not ok 1 /x\n==9==ERROR: AddressSanitizer: x"),
              ("window-c", "FAIL", "not ok 1 /x\n(bureau:9): Gtk-CRITICAL **: x")]
    with logged(faults) as log:
        assert subprocess.check_output([REPORT, "--late", log], text=True).split() == []
    lines, code = report([failed], [("window-start", "OK", "ok 1 /x\nok 2 /y")])
    assert (lines[-1], code) == ("2 passed, 0 failed", 0)
    assert "Late, and passed when run once more: window-start" in lines and "not ok 2 /y" in lines
    assert last_line(failed, again=[failed]) == ("1 passed, 1 failed", 1)


tap.main(test_each_line_counts, test_a_failed_line_fails, test_a_crash_is_one_failure,
         test_a_skipped_program_is_no_success, test_nothing_run_is_a_failure,
         test_a_late_window_gets_one_more_go)
