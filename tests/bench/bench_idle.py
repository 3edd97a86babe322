#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine costs while nothing happens: memory and CPU of `bureauctl run` on a workspace with many
records, beside the same on an empty one, in one run.

    bench_idle.py BUREAUCTL [RECORDS] [SECONDS]
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

TICK = os.sysconf("SC_CLK_TCK")


def memory(pid):
    """Resident and proportional megabytes."""
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return [int(line.split()[1]) / 1024 for line in lines if line.startswith(("Rss:", "Pss:"))]


def cpu_seconds(pid):
    """Used so far, by the scheduler's own count in nanoseconds, over all threads."""
    return sum(int(path.read_text().split()[0]) for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def fill(bureauctl, workspace, folder, records):
    table = folder / "clients.csv"
    with table.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "contact", "email", "city"])
        for n in range(records):
            writer.writerow([f"Firm {n}", f"Person {n}", f"p{n}@example.org", ("Porto", "Bonn", "York")[n % 3]])
    subprocess.run([*bureauctl, "--workspace", workspace, "import", table, "--into", "clients"],
                   check=True, stdout=subprocess.DEVNULL)


def measure(bureauctl, folder, records, seconds):
    workspace = folder / f"{records}.bureau"
    subprocess.run([*bureauctl, "--workspace", workspace, "init", "--template", "lead-intake"],
                   check=True, stdout=subprocess.DEVNULL)
    if records:
        fill(bureauctl, workspace, folder, records)
    subprocess.run([*bureauctl, "--workspace", workspace, "run", "--until-idle"], check=True)
    engine = subprocess.Popen([*bureauctl, "--workspace", workspace, "run"])
    try:
        pause = threading.Event()
        pause.wait(5)  # start-up is not what is measured
        before = cpu_seconds(engine.pid)
        pause.wait(seconds)
        used = cpu_seconds(engine.pid) - before
        rss, pss = memory(engine.pid)
    finally:
        engine.terminate()
        engine.wait()
    print(f"{records:>9,} records: {rss:6.1f} MB resident, {pss:6.1f} MB proportional, "
          f"{1000 * used / seconds:6.3f} ms of CPU a second", flush=True)
    return rss, used / seconds


def main():
    bureauctl = [sys.argv[1]]
    records = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    with tempfile.TemporaryDirectory(prefix="bureau-bench-") as name:
        empty = measure(bureauctl, pathlib.Path(name), 0, seconds)
        full = measure(bureauctl, pathlib.Path(name), records, seconds)
    print(f"full / empty: {full[0] / empty[0]:.2f} x memory, {full[1] / max(empty[1], 1e-9):.2f} x CPU")


main()
