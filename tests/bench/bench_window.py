#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window costs beside an empty libadwaita window, in turn, in one run and renderer: from its start to the
first frame with the rows of Review, CPU until then and until rest, memory, and CPU while nothing happens. To be
run under build-aux/with-display with bench-empty-window, bench-bureau-window and bureauctl of a release build.

    bench_window.py EMPTY BUREAU BUREAUCTL [RECORDS[,RECORDS…]] [SECONDS] [ROUNDS]
"""
import csv
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

REST = 6
AT_ONCE = 100_000  # rows in one table that is brought in


def cpu_milliseconds(pid):
    """Used so far, by the scheduler's own count, over all threads."""
    return sum(int(path.read_text().split()[0]) for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def memory(pid):
    """Resident megabytes."""
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Rss:"))


def fill(bureauctl, file, records):
    def call(*arguments):
        subprocess.run([bureauctl, "--workspace", file, *arguments], check=True, stdout=subprocess.DEVNULL)

    call("demo")
    table = file.with_name("clients.csv")
    for start in range(0, records, AT_ONCE):
        with table.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["name", "contact", "email", "city"])
            writer.writerows([f"Firm {n}", f"Person {n}", f"p{n}@example.org", ("Porto", "Bonn", "York")[n % 3]]
                             for n in range(start, min(start + AT_ONCE, records)))
        call("import", table, "--into", "clients")
    call("run", "--until-idle")


def measure(command, seconds):
    """Milliseconds to the first useful frame, of CPU until then and until rest; megabytes; milliseconds of CPU a
    second at rest."""
    pause = threading.Event()
    environment = os.environ | {"BENCH_BEGAN": str(time.monotonic() * 1000)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as program:
        first = [float(figure) for figure in program.stdout.readline().split()]
        pause.wait(REST)
        begun = cpu_milliseconds(program.pid)
        pause.wait(seconds)
        used = cpu_milliseconds(program.pid) - begun
        megabytes = memory(program.pid)
        program.terminate()
    return [*first, begun, megabytes, used / seconds]


def main():
    empty, bureau, bureauctl = sys.argv[1:4]
    given = sys.argv[4:] + ["100000", "20", "5"][len(sys.argv) - 4:]
    seconds, rounds = int(given[1]), int(given[2])
    with tempfile.TemporaryDirectory(prefix="bureau-bench-") as folder:
        commands = {"empty": [empty]}
        for records in given[0].split(","):
            file = pathlib.Path(folder) / f"{records}.bureau"
            fill(bureauctl, file, int(records))
            commands[f"{int(records):,} records"] = [bureau, "--workspace", file]
        found = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(measure(command, seconds))
    medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in found.items()}
    for name, figures in medians.items():
        print("{:>17}: first useful frame after {:4.0f} ms and {:4.0f} ms of CPU, at rest after {:4.0f} ms of CPU, "
              "{:5.1f} MB, then {:.3f} ms of CPU a second".format(name, *figures))
    for name, figures in list(medians.items())[1:]:
        ratios = [figures[i] / medians["empty"][i] for i in (0, 1, 3)]
        print("{:>17}: {:.2f} x the time, {:.2f} x the CPU to the first useful frame, {:.2f} x the memory".format(
            name, *ratios))


main()
