# SPDX-License-Identifier: GPL-3.0-or-later
"""What is acknowledged is on the disk first, not only in the system's memory: power may fail."""
import re

import acts
import faults
import sending
import tap

CALLS = "pwrite64,fsync,fdatasync,sendto,write"
CALL = re.compile(r"(?P<pid>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<call>\w+)\((?P<rest>.*))")
LOG = "a.bureau-wal>"

# What a promise is, and what has to be on the disk before it is made.
SAID = re.compile(r"1<\w+:")
ANYTHING = re.compile("")
END_OF_MAIL = re.compile(r'\d+<socket:[^>]*>, "(?:.*\\r\\n)?\.\\r\\n", ')
PHASE_END = re.compile(r"\d\dZend")


class Disk:
    """Whether something was written to the workspace's log, and flushed since."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.is_written = self.is_flushed = False
        self.flushing = set()

    def see(self, pid, call, rest, is_over):
        if call == "pwrite64" and LOG in rest and self.wanted.search(rest):
            self.is_written, self.is_flushed = True, False
            self.flushing.clear()
        elif call in ("fsync", "fdatasync") and LOG in rest:
            self.flushing.add(pid)
        if call in ("fsync", "fdatasync") and is_over and pid in self.flushing:
            self.flushing.remove(pid)
            self.is_flushed = True

    def take(self):
        """Whether it is there for the promise that is made now; the next one needs its own."""
        is_there = self.is_written and self.is_flushed
        self.is_written = self.is_flushed = False
        return is_there


def promises(trace, promise, wanted):
    """For each line with a @promise whether what is @wanted was on the disk."""
    disk = Disk(wanted)
    for line in trace.splitlines():
        if (seen := CALL.match(line)) is None:
            continue
        rest = seen["rest"] or ""
        disk.see(seen["pid"], seen["call"] or seen["resumed"], rest, "<unfinished" not in line)
        if seen["call"] and promise.match(rest):
            yield disk.take()


def without_flushes(trace):
    return "\n".join(line for line in trace.splitlines() if "sync(" not in line and "sync resumed" not in line)


def check(what, trace, promise, wanted):
    kept = list(promises(trace, promise, wanted))
    tap.note(f"{what}: {len(kept)} promises, {kept.count(False)} before the disk had it")
    assert kept, f"{what} promised nothing: the test looks at the wrong thing"
    assert all(kept), f"{what} promises what only the system's memory has"
    assert not any(promises(without_flushes(trace), promise, wanted)), "the test sees no difference"


def test_acknowledged():
    faults.need_strace()
    for kind in acts.ALL:
        with acts.prepared(kind) as (desk, act):
            trace = faults.trace(desk, CALLS, *act.arguments)
            check(acts.name(kind), trace, SAID, ANYTHING)


def test_end_of_a_mail():
    faults.need_strace()
    with sending.approved(3) as (server, desk):
        trace = faults.trace(desk, CALLS, "run", "--until-idle")
        check("send", trace, END_OF_MAIL, PHASE_END)
        assert len(server.messages()) == 3


tap.main(test_acknowledged, test_end_of_a_mail)
