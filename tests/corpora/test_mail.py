# SPDX-License-Identifier: GPL-3.0-or-later
"""Real and broken mails through the whole program: a message or a clear refusal, never a crash."""
import concurrent.futures
import time

import corpora
import tap
from bureauctl import Desk

# Longer than this is a hang.
SECONDS = 2
# The check above is about Bureau, not about a machine that does other things at the same time.
TRIES = 3


def check_item(item):
    """Each file became a message, or is refused in a sentence."""
    if "error" in item:
        assert item["error"][0].isupper() and item["error"].endswith("."), item
    else:
        assert item["message"].isdigit(), item


def counts(items):
    refused = sum("error" in item for item in items)
    return f"{len(items)} files, {len(items) - refused} messages, {refused} refused"


def import_all(desk, files):
    answer = desk.run("import", *files, "--json")
    assert answer.status in (0, 1) and not answer.err, answer
    items = answer.json
    assert [item["file"] for item in items] == list(map(str, files)), items
    for item in items:
        check_item(item)
    return items


def test_all_are_messages_or_refused():
    files = corpora.files("mail")
    with Desk("lead-intake") as desk:
        first = import_all(desk, files)
        messages = {item["message"] for item in first if "message" in item}
        again = import_all(desk, files)
        assert not any(item.get("new") for item in again), again
        assert [item.get("message") for item in again] == [item.get("message") for item in first]
        (stored,), = desk.rows("SELECT count(*) FROM bureau_message")
        assert stored == len(messages), f"{stored} messages instead of {len(messages)}"
        tap.note(f"mail: {counts(first)}, {stored} different ones; nothing more the second time")


def test_agents_work_through_all():
    with Desk("lead-intake") as desk:
        import_all(desk, corpora.files("mail"))
        began = time.monotonic()
        desk.do("run", "--until-idle")
        seconds = time.monotonic() - began
        parked = desk.rows("SELECT workflow, error FROM bureau_run WHERE state <> 'done'")
        assert not parked, parked
        automatic = desk.rows("SELECT m.id, m.automatic FROM bureau_draft AS d"
                              " JOIN bureau_message AS m ON m.id = d.message WHERE m.automatic IS NOT NULL")
        assert not automatic, f"drafts for automatic mail: {automatic}"
        (runs, drafts), = desk.rows("SELECT (SELECT count(*) FROM bureau_run),"
                                    " (SELECT count(*) FROM bureau_draft)")
        desk.check_sound()
        tap.note(f"mail: {runs} runs, all done, and {drafts} drafts in {seconds:.1f} s")


def seconds_for(file):
    """How long the program takes for a file, its own start included."""
    with Desk() as desk:
        began = time.monotonic()
        answer = desk.run("import", file, "--json")
        seconds = time.monotonic() - began
    assert answer.status in (0, 1), answer
    check_item(answer.json[0])
    return seconds


def quickest(file):
    """The quickest of several tries, where the first was slow."""
    best = seconds_for(file)
    for _ in range(TRIES - 1):
        best = best if best < SECONDS else min(best, seconds_for(file))
    return best, file


def test_none_takes_long():
    files = corpora.files("mail")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        slowest = max(pool.map(quickest, files))
    tap.note(f"mail: {len(files)} files one by one, the slowest in {slowest[0]:.2f} s")
    assert slowest[0] < SECONDS, f"{slowest[1]} takes {slowest[0]:.1f} s"


tap.main(test_all_are_messages_or_refused, test_agents_work_through_all, test_none_takes_long)
