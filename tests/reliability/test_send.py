# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending, cut off at every point: nothing is lost, nothing goes twice, every doubt is shown."""
import contextlib

import faults
import points
import sending
import tap

PLACES = faults.places(("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "close"),
                       ("sendto", "recvfrom", "connect", "write"))
DRAFTS = 2


class Sending:
    """For one thread: a server, and a prepared workspace that is copied for each point."""

    def __init__(self, server, desk, tally):
        self.server = server
        self.prepared = desk
        self.outbox = sending.Outbox(server, tally)
        self.resolved = 0

    def cut_off(self, desk, *point):
        was_killed, _ = faults.run_killed(desk, *point, "run", "--until-idle")
        return was_killed

    def check(self, desk):
        self.outbox.settle(desk)
        doubtful = self.outbox.check(desk, DRAFTS)
        for delivery in doubtful:
            self.resolve(desk, delivery)
        desk.check_sound()

    def resolve(self, desk, delivery):
        """A person settles the doubt, in each of the three ways in turn."""
        how, state = [("sent", "sent"), ("again", "sent"), ("discard", "failed")][self.resolved % 3]
        self.resolved += 1
        desk.do("delivery", "resolve", delivery["id"], how)
        if how == "again":
            desk.do("run", "--until-idle")
        states = {d["id"]: d["state"] for d in desk.ask("deliveries")}
        assert states[delivery["id"]] == state, f"resolved as {how}, but {states}"

    def visit(self, *cuts):
        """Cuts the sending off once for each of @cuts; returns how many of them were reached."""
        self.server.forget()
        with self.prepared.copy() as desk:
            reached = sum(self.cut_off(desk, *cut) for cut in cuts)
            if reached:
                self.check(desk)
        return reached


@contextlib.contextmanager
def sender(tally):
    with sending.approved(DRAFTS) as (server, desk):
        yield Sending(server, desk, tally)


def survey():
    """On a workspace of its own: what is seen there is sent."""
    with sending.approved(DRAFTS) as (_, desk):
        return faults.occurring(desk, PLACES, "run", "--until-idle")


def test_every_point():
    faults.need_strace()
    tally = sending.new_tally()

    @contextlib.contextmanager
    def visitor():
        with sender(tally) as it:
            yield lambda place, n: it.visit((place, n))

    reached = points.visit_all(points.worth_visiting(PLACES, survey()), visitor)
    tap.note(f"send: {reached}")
    tap.note(f"send: {tally}")
    assert reached["points"] > 0


def test_every_event_of_the_server():
    """At one of the events the server has kept a mail and not answered yet: that is the doubt."""
    tally = sending.new_tally()
    with sender(tally) as it:
        n = sending.kill_at_every_event(it.server, it.prepared, it.check)
    tap.note(f"send, killed by the server: {n} points, {tally}")
    assert tally["uncertain_that_arrived"] > 0, "no mail was in doubt: the test missed the moment"


def test_cut_off_again_while_mending():
    faults.need_strace()
    tally = sending.new_tally()
    with sender(tally) as it:
        tries = points.visit_pairs(points.pairs(survey(), seed=3), it.visit)
    tap.note(f"send, twice in a row: {tries}, {tally}")


tap.main(test_every_point, test_every_event_of_the_server, test_cut_off_again_while_mending)
