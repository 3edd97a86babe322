#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How smooth the window stays while agents write: so many drafts stream at once, and one of them is read along.
To be run under build-aux/with-display with bench-bureau-window and bureauctl of a release build.

    bench_streams.py BUREAU BUREAUCTL [STREAMS] [SECONDS]
"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import letters  # noqa: E402
import models  # noqa: E402

LETTER = {"subject": "Your inquiry", "body": "Here is a sentence of an ordinary letter. " * 400}
# A word or so fifty times a second, as a quick model writes.
MODEL = "piece=130;pace=20"
START = 6  # seconds until all of them write


def main(bureau, bureauctl, streams=64, seconds=20):
    server = models.Models()
    server.control = {"answers": {"draft": [LETTER]}}
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "office.bureau"

        def call(*arguments):
            subprocess.run([bureauctl, "--workspace", file, *arguments], check=True, stdout=subprocess.DEVNULL)

        call("init", "--template", "lead-intake")
        call("set", "engine_concurrency", str(streams))
        call("provider", "add", "model", "--kind", "anthropic", "--base-url", server.url, "--model", MODEL)
        call("provider", "use", "model", "writer")
        call("import", *letters.write(pathlib.Path(folder) / "mails", range(streams)))
        subprocess.run([bureau, "--workspace", file], check=True,
                       env=os.environ | {"BENCH_FRAMES": f"{START * 1000} {seconds * 1000}", "XDG_STATE_HOME": folder})
        print(f"{server.n_calls} streams, {MODEL}")
    server.close()


main(*sys.argv[1:3], *map(int, sys.argv[3:5]))
