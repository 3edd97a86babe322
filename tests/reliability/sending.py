# SPDX-License-Identifier: GPL-3.0-or-later
"""Approved drafts, a mail server that keeps what it gets, and what must be true of both."""
import asyncio
import contextlib
import pathlib
import signal
import tempfile

import letters
import points
import sink
from bureauctl import PROGRAM, TIMEOUT, Desk

# In doubt, and so shown to a person and never sent again on a guess.
DOUBT = "may have arrived"


def prepare(desk, port, drafts):
    """Drafts as agents leave them, and a way out that goes to our own server."""
    desk.do("connect", "smtp", "--host", "127.0.0.1", "--port", port, "--tls", "none",
            "--from", "Studio <hello@example.com>")
    desk.do("set", "undo_seconds", "0")
    with tempfile.TemporaryDirectory() as folder:
        mails = letters.write_mbox(pathlib.Path(folder) / "letters.mbox", range(drafts))
        desk.do("import", mails)
    desk.do("run", "--until-idle")
    waiting = desk.ask("drafts")
    assert len(waiting) == drafts, f"{len(waiting)} drafts instead of {drafts}"
    return [draft["id"] for draft in waiting]


def run_killed(desk, server, n, later=0):
    """Runs the engine so that it is killed at the server's n-th event, or @later seconds behind it,
    before the server goes on; says whether it was."""
    process = desk.start("run", "--until-idle")

    def kill():
        if later:
            asyncio.get_running_loop().call_later(later, process.kill)
        else:
            process.kill()

    server.at(n, kill)
    try:
        _, said = process.communicate(timeout=TIMEOUT)
    finally:
        process.kill()
    server.disarm()
    assert process.returncode in (0, -signal.SIGKILL), said
    return process.returncode != 0


def kill_at_every_event(server, prepared, check):
    """Calls @check with a copy of @prepared for each of the server's events, at which the engine was
    killed, and with one where it came to its end; returns how many events that were."""
    n, was_killed = 0, True
    while was_killed:
        n += 1
        server.forget()
        with prepared.copy() as desk:
            was_killed = run_killed(desk, server, n)
            check(desk)
    return n - 1


class Outbox:
    """Deliveries on one side, the server on the other."""

    def __init__(self, server, tally):
        self.server = server
        self.tally = tally

    def settle(self, desk):
        """Sends what is left, undisturbed, until all that will ever arrive has arrived."""
        self.server.wait_closed()
        desk.do("run", "--until-idle")
        self.server.wait_closed()

    def check(self, desk, expected):
        """Each is sent and arrived once, or is in doubt, says so, and arrived once at most."""
        deliveries = desk.ask("deliveries")
        arrived = self.server.counts()
        sent = [d for d in deliveries if d["state"] == "sent"]
        doubtful = [d for d in deliveries if d["state"] == "uncertain"]
        lost = [d for d in sent if arrived[d["message_id"]] == 0]
        twice = [id for id, n in arrived.items() if n > 1]
        silent = [d for d in doubtful if DOUBT not in (d["error"] or "")]
        self.tally.add(sent=len(sent), uncertain=len(doubtful), lost=len(lost), twice=len(twice),
                       uncertain_that_arrived=sum(arrived[d["message_id"]] for d in doubtful))
        assert not twice, f"sent twice: {twice}"
        assert not lost, f"said to be sent, and lost: {lost}"
        assert len(deliveries) == expected, f"{len(deliveries)} deliveries of {expected}"
        assert len(sent) + len(doubtful) == expected, deliveries
        assert not silent, f"in doubt without a word: {silent}"
        assert set(arrived) <= {d["message_id"] for d in deliveries}, arrived
        return doubtful


def new_tally():
    return points.Tally("sent", "uncertain", "uncertain_that_arrived", "lost", "twice")


@contextlib.contextmanager
def approved(drafts, program=PROGRAM):
    """A server, and a workspace whose drafts are all approved."""
    with sink.running() as server, Desk("lead-intake", program=program) as desk:
        for draft in prepare(desk, server.port, drafts):
            desk.do("draft", "approve", draft)
        yield server, desk
