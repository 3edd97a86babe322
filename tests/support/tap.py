# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs test functions in order and says what became of each, as TAP."""
import subprocess
import sys
import traceback


class Skip(Exception):
    """What the test needs is not on this machine; the message says what."""


def note(text):
    """A line for whoever reads the report: counts, times."""
    print(f"# {text}", flush=True)


def need_german():
    """The test speaks German, for which the machine must know how."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    if "de_DE.utf8" not in known:
        raise Skip("there is no German locale here")


def _run(number, test):
    name = test.__name__.removeprefix("test_").replace("_", "-")
    try:
        test()
    except Skip as reason:
        print(f"ok {number} {name} # SKIP {reason}", flush=True)
    except Exception:
        print(f"not ok {number} {name}", flush=True)
        traceback.print_exc()
        return False
    else:
        print(f"ok {number} {name}", flush=True)
    return True


def main(*tests):
    print(f"1..{len(tests)}", flush=True)
    verdicts = [_run(number, test) for number, test in enumerate(tests, start=1)]
    sys.exit(0 if all(verdicts) else 1)
