# SPDX-License-Identifier: GPL-3.0-or-later
"""A command that is cut off at every point it does something at, and mended by doing it once more."""
import contextlib

import faults
import points
import tap

PLACES = faults.places(("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "close"),
                       ("write",))


class Cutting:
    """A prepared workspace, copied for each point. Who derives from it says what has to be true."""

    def __init__(self, prepared, counts, *arguments):
        self.prepared = prepared
        self.arguments = arguments
        self.surveyed = points.survey(prepared, PLACES, *arguments)
        self.tally = points.Tally(*counts)

    def check_answer(self, desk, answer):
        """What the command had said before it ended or was ended."""

    def check_mended(self, desk):
        """What is there once another run has mended it."""
        raise NotImplementedError

    def cut_off(self, desk, place, n):
        was_killed, answer = faults.run_killed(desk, place, n, *self.arguments)
        self.check_answer(desk, answer)
        return was_killed

    def visit(self, *cuts):
        """Cuts the command off once for each of @cuts; returns how many of them were reached."""
        with self.prepared.copy() as desk:
            reached = sum(self.cut_off(desk, *cut) for cut in cuts)
            if reached:
                self.check_mended(desk)
        return reached


def check_every_point(name, it):
    reached = points.visit_all(points.worth_visiting(PLACES, it.surveyed),
                               lambda: contextlib.nullcontext(lambda *cut: it.visit(cut)))
    tap.note(f"{name}: {reached}")
    tap.note(f"{name}: {it.tally}")
    assert reached["points"] > 0


def check_pairs(name, it, seed):
    """A second cut falls while the first is being mended."""
    tries = points.visit_pairs(points.pairs(it.surveyed, seed), it.visit)
    tap.note(f"{name}, twice in a row: {tries}, {it.tally}")
