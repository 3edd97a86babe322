# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof that the tests of sending can fail: without its guard the program sends a mail twice."""
import os
import pathlib

import sending
import tap

UNGUARDED = pathlib.Path(os.environ["BUREAU_BUILD_DIR"]) / "tests" / "reliability" / "bureauctl-unguarded"


def is_caught(server, prepared, n):
    """Whether the check of the kill tests speaks up when the engine is killed at the n-th event."""
    server.forget()
    with prepared.copy() as desk:
        outbox = sending.Outbox(server, sending.new_tally())
        was_killed = sending.run_killed(desk, server, n)
        outbox.settle(desk)
        try:
            outbox.check(desk, expected=1)
        except AssertionError as reason:
            assert "sent twice" in str(reason), reason
            return was_killed, True
    return was_killed, False


def test_without_the_guard_a_mail_goes_twice():
    """One of the events is that the server keeps the mail, and it has not answered yet."""
    caught = n = 0
    was_killed = True
    with sending.approved(1, program=UNGUARDED) as (server, prepared):
        while was_killed:
            n += 1
            was_killed, twice = is_caught(server, prepared, n)
            caught += twice
    tap.note(f"without the guard: {n - 1} points, {caught} with a mail sent twice")
    assert caught > 0, "the guard was taken out, and the test of sending saw nothing"


tap.main(test_without_the_guard_a_mail_goes_twice)
