# SPDX-License-Identifier: GPL-3.0-or-later
"""Visits every point at which a command can be cut off, one process per point."""
import collections
import concurrent.futures
import itertools
import os
import random
import threading

import faults
from bureauctl import LONG

# The short form takes every tenth point of a place, the first one among them.
STEP = 1 if LONG else 10
# So many pairs of points have to be hit twice; of those that are tried, about a half is.
PAIRS = 60 if LONG else 4
MOST_TRIES = 10 * PAIRS
WORKERS = min(2, os.cpu_count() or 1)


class Schedule:
    """Hands out points to several threads; a place is through when a run there ended by itself."""

    def __init__(self, places, step=STEP):
        self._lock = threading.Lock()
        self._open = {place: itertools.count(1, step) for place in places}

    def take(self):
        """The next (place, n), or None."""
        with self._lock:
            for place, numbers in self._open.items():
                return place, next(numbers)
        return None

    def close(self, place):
        with self._lock:
            self._open.pop(place, None)

    def stop(self):
        with self._lock:
            self._open.clear()


class Tally:
    """Counts from several threads, for the report."""

    def __init__(self, *names):
        self._lock = threading.Lock()
        self._counts = collections.Counter({name: 0 for name in names})

    def add(self, **counts):
        with self._lock:
            self._counts.update(counts)

    def __getitem__(self, name):
        return self._counts[name]

    def __str__(self):
        return ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in self._counts.items())


def _work(schedule, visitor, reached):
    try:
        with visitor() as visit:
            while (point := schedule.take()) is not None:
                if visit(*point):
                    reached.add(points=1)
                    reached.add(**{point[0].call: 1})
                else:
                    schedule.close(point[0])
    except BaseException:
        schedule.stop()
        raise


def visit_all(places, visitor, step=STEP):
    """Visits the points of all places until each is through, on all cores.

    @visitor is a context manager: for each thread it makes what that needs, and gives the function
    visit(place, n), which is true where the point was reached.
    """
    schedule, reached = Schedule(places, step), Tally()
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for job in [pool.submit(_work, schedule, visitor, reached) for _ in range(WORKERS)]:
            job.result()
    return reached


def survey(prepared, places, *arguments):
    """Where an undisturbed run goes, and how often."""
    with prepared.copy() as desk:
        return faults.occurring(desk, places, *arguments)


def worth_visiting(places, surveyed):
    """The long form looks everywhere, the short one where an undisturbed run was seen to go."""
    return places if LONG else list(surveyed)


def pairs(surveyed, seed):
    """Pairs of points without end, for a second fault while the first is being mended."""
    dice = random.Random(seed)
    places, weights = list(surveyed), list(surveyed.values())
    while True:
        yield tuple((place, dice.randint(1, surveyed[place]))
                    for place in dice.choices(places, weights, k=2))


def visit_pairs(drawn, visit):
    """Visits pairs until enough of them were hit twice; tells how many it took.

    @visit is called with both points and says how many of them were reached.
    """
    twice = tries = 0
    while twice < PAIRS:
        assert tries < MOST_TRIES, f"of {tries} pairs only {twice} were hit twice"
        tries += 1
        twice += visit(*next(drawn)) == 2
    return f"{twice} of {tries} pairs hit twice"
