#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a person at the keyboard waits for the next draft after a decision (bench-review.c), in a workspace with
so many records. To be run under build-aux/with-display.

    bench_review.py BENCH-REVIEW BUREAUCTL [RECORDS] [DRAFTS]
"""
import contextlib
import csv
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

LETTER = """From: Person {n} <p{n}@tea{n}.example>
To: hello@studiolindholm.example
Subject: Packaging for {n} teas
Message-ID: <{n}@tea.example>
Date: Mon, 2 Nov 2026 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

Hello,

we are looking for packaging design for a range of {n} teas: a carton that holds its own on a shelf, and a tin for
the winter blend. Our budget is around {fee} euros for the design. The printer needs final files by 15 February 2027.

Could you tell us what that would cost? You reach me at +44 1632 960 {n:03}.

Warm wishes,
Person {n}
"""


def run(bureauctl, file, *words):
    subprocess.run([bureauctl, "--workspace", file, *words], check=True, stdout=subprocess.DEVNULL)


def write_records(table, records):
    with table.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["name", "contact", "email", "city"])
        writer.writerows([f"Firm {n}", f"Person {n}", f"p{n}@example.org", ("Porto", "Bonn", "York")[n % 3]] for n in range(records))


def fill(bureauctl, folder, records, drafts):
    file, table = folder / "studio.bureau", folder / "clients.csv"
    letters = [folder / f"{n}.eml" for n in range(1, drafts + 1)]
    for n, letter in enumerate(letters, start=1):
        letter.write_text(LETTER.format(n=n, fee=1000 + 100 * n))
    write_records(table, records)
    run(bureauctl, file, "demo")
    run(bureauctl, file, "import", table, "--into", "clients")
    run(bureauctl, file, "import", *letters)
    run(bureauctl, file, "run", "--until-idle")
    return file


def count_waiting(file):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM bureau_draft WHERE state IN ('drafted', 'edited')").fetchone()[0]


def main():
    bench, bureauctl = sys.argv[1:3]
    records, drafts = (int(given) for given in (sys.argv[3:] + ["100000", "100"][len(sys.argv) - 3:]))
    with tempfile.TemporaryDirectory(prefix="bureau-bench-") as folder:
        file = fill(bureauctl, pathlib.Path(folder), records, drafts)
        waiting = count_waiting(file)
        print(f"{waiting} drafts and {records:,} records", flush=True)
        # libadwaita keeps pages of split views; test-window.c looks for what we leak ourselves.
        environment = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=0:detect_leaks=0")
        subprocess.run([bench, file, str(waiting)], env=environment, check=True)


main()
