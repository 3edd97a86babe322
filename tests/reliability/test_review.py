# SPDX-License-Identifier: GPL-3.0-or-later
"""Editing and approving, cut off at every point: the draft is the old one or the new one, whole."""
import contextlib

import acts
import faults
import points
import tap
from cutting import PLACES


def cut_off_everywhere(kind):
    tally = points.Tally("acknowledged", "lost")
    with acts.prepared(kind) as (before, act):

        def visit(place, n):
            with before.copy() as desk:
                was_killed, answer = faults.run_killed(desk, place, n, *act.arguments)
                if was_killed:
                    lost = bool(answer.out) and not act.is_done(desk)
                    tally.add(acknowledged=bool(answer.out), lost=lost)
                    assert not lost, f"acknowledged and lost: {answer}"
                    acts.finish(act, desk)
            return was_killed

        places = points.worth_visiting(PLACES, points.survey(before, PLACES, *act.arguments))
        reached = points.visit_all(places, lambda: contextlib.nullcontext(visit))
    tap.note(f"{acts.name(kind)}: {reached}; {tally}")
    assert reached["points"] > 0


def test_edit():
    faults.need_strace()
    cut_off_everywhere(acts.Edit)


def test_approve():
    faults.need_strace()
    cut_off_everywhere(acts.Approve)


tap.main(test_edit, test_approve)
