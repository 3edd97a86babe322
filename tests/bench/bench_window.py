#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the open window costs beside an empty libadwaita window, in turn, in one run and renderer: CPU until
it rests, memory, and CPU while nothing happens. To be run under build-aux/with-display.

    bench_window.py EMPTY BUREAU BUREAUCTL [RECORDS] [SECONDS] [ROUNDS]
"""
import csv
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading

REST = 6


def cpu_seconds(pid):
    """Used so far, by the scheduler's own count, over all threads."""
    return sum(int(path.read_text().split()[0]) for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def memory(pid):
    """Resident megabytes."""
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Rss:"))


def fill(bureauctl, file, records):
    subprocess.run([bureauctl, "--workspace", file, "demo"], check=True, stdout=subprocess.DEVNULL)
    table = file.with_name("clients.csv")
    with table.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "contact", "email", "city"])
        writer.writerows([f"Firm {n}", f"Person {n}", f"p{n}@example.org", ("Porto", "Bonn", "York")[n % 3]] for n in range(records))
    subprocess.run([bureauctl, "--workspace", file, "import", table, "--into", "clients"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([bureauctl, "--workspace", file, "run", "--until-idle"], check=True, stdout=subprocess.DEVNULL)


def measure(command, seconds):
    """CPU seconds until rest, megabytes, and CPU seconds a second at rest."""
    pause = threading.Event()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid)], check=True,
                       stdout=subprocess.DEVNULL)
        pause.wait(REST)
        begun = cpu_seconds(program.pid)
        pause.wait(seconds)
        used = cpu_seconds(program.pid) - begun
        megabytes = memory(program.pid)
        program.terminate()
    return begun, megabytes, used / seconds


def main():
    empty, bureau, bureauctl = sys.argv[1:4]
    records, seconds, rounds = (int(given) for given in (sys.argv[4:] + ["100000", "20", "3"][len(sys.argv) - 4:]))
    with tempfile.TemporaryDirectory(prefix="bureau-bench-") as folder:
        file = pathlib.Path(folder) / "studio.bureau"
        fill(bureauctl, file, records)
        commands = {"empty": [empty], "bureau": [bureau, "--workspace", file]}
        found = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(measure(command, seconds))
    medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in found.items()}
    for name, (start, megabytes, idle) in medians.items():
        print(f"{name:>7}: {1000 * start:6.0f} ms of CPU until rest, {megabytes:6.1f} MB, {1000 * idle:6.3f} ms of CPU a second at rest")
    print(f"bureau / empty: {medians['bureau'][0] / medians['empty'][0]:.2f} x CPU to start, "
          f"{medians['bureau'][1] / medians['empty'][1]:.2f} x memory, with {records:,} records")


main()
