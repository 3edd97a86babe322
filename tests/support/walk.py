# SPDX-License-Identifier: GPL-3.0-or-later
"""The window at every place, as a screen reader has it. To be run under build-aux/with-display."""
import subprocess

import desk
import places
from gi.repository import Atspi


class Walk(desk.Program):
    """The program that goes everywhere and waits; each place is a line."""

    def __init__(self, *options):
        self.process = subprocess.Popen(places.command("wait", *options), env=places.environment(), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def look_again(self):
        """Nothing is taken from what was heard before: GTK does not tell what was hidden or shown by its page."""
        self._application().set_cache_mask(Atspi.Cache.NONE)
        self.forget()

    def each(self):
        for line in self.process.stdout:
            assert not line.startswith("{"), line  # what GTK complains about
            yield line.strip()
            self.process.stdin.write("\n")
            self.process.stdin.flush()
