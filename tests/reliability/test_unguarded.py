# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof that the tests of sending can fail: without its guard the program sends a mail twice."""
import os
import pathlib

import sending
import tap

UNGUARDED = pathlib.Path(os.environ["BUREAU_BUILD_DIR"]) / "tests" / "reliability" / "bureauctl-unguarded"


def is_caught(outbox, desk):
    """Whether the check of the kill tests speaks up."""
    outbox.settle(desk)
    try:
        outbox.check(desk, expected=1)
    except AssertionError as reason:
        assert "sent twice" in str(reason), reason
        return True
    return False


def test_without_the_guard_a_mail_goes_twice():
    """At one of the events the server has kept the mail and not answered yet."""
    caught = []
    with sending.approved(1, program=UNGUARDED) as (server, prepared):
        outbox = sending.Outbox(server, sending.new_tally())
        n = sending.kill_at_every_event(server, prepared, lambda desk: caught.append(is_caught(outbox, desk)))
    tap.note(f"without the guard: {n} points, {sum(caught)} with a mail sent twice")
    assert any(caught), "the guard was taken out, and the test of sending saw nothing"


tap.main(test_without_the_guard_a_mail_goes_twice)
