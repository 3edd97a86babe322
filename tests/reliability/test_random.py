# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine is killed again and again while it sends, at moments drawn by chance."""
import concurrent.futures
import random

import sending
import tap
from bureauctl import LONG

# In each of so many workspaces at the same time, each with its own seed.
SEEDS = (20261122, 20261123)
KILLS = 400 if LONG else 150
DRAFTS = KILLS

# A delivery is some thirteen events of the server's; a kill comes up to so many into a run, …
EVENTS = 20
# … in half of the cases so much later that our own side may be storing what it learnt.
SECONDS = 0.02


def kill_once(desk, server, dice):
    """Whether the engine was killed before it came to the end of its work."""
    at, later = dice.randint(1, EVENTS), dice.choice((0, dice.uniform(0, SECONDS)))
    was_killed = sending.run_killed(desk, server, at, later)
    server.wait_closed()
    return was_killed


def kill_until_sent(server, desk, dice, most):
    """How often the engine was killed; fewer than @most where all was sent before."""
    kills = 0
    while kills < most and kill_once(desk, server, dice):
        kills += 1
    return kills


def kill_often(seed, tally):
    """In one workspace after another: a fast machine sends more between two kills."""
    dice = random.Random(seed)
    left = KILLS
    while left > 0:
        with sending.approved(DRAFTS) as (server, desk):
            outbox = sending.Outbox(server, tally)
            kills = kill_until_sent(server, desk, dice, left)
            outbox.settle(desk)
            outbox.check(desk, DRAFTS)
            desk.check_sound()
        left -= kills
        tally.add(kills=kills)


def test_random_kills():
    tally = sending.new_tally()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for job in [pool.submit(kill_often, seed, tally) for seed in SEEDS]:
            job.result()
    tap.note(f"random kills: {tally}; seeds {SEEDS}")


tap.main(test_random_kills)
