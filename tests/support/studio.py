# SPDX-License-Identifier: GPL-3.0-or-later
"""A studio of one's own with a way out to a real mail server, and letters of the sample that come in."""
import contextlib
import pathlib
import tempfile

import desk
import review
import sink

LETTERS = desk.SOURCE / "data/templates/lead-intake/sample"
FROM = "Studio Lindholm <hello@studiolindholm.example>"


@contextlib.contextmanager
def open_for_work():
    """Gives its file, the server, and a folder that is watched."""
    with tempfile.TemporaryDirectory(prefix="bureau-studio-") as name, sink.running() as server:
        folder = pathlib.Path(name)
        file, inbox = folder / "studio.bureau", folder / "inbox"
        inbox.mkdir()
        for words in (("init", "--template", "lead-intake"), ("connect", "folder", inbox),
                      ("connect", "smtp", "--host", "127.0.0.1", "--port", str(server.port), "--tls", "none", "--from", FROM),
                      ("set", "identity.name", "Studio Lindholm"), ("set", "identity.address", "hello@studiolindholm.example"),
                      ("set", "undo_seconds", "1")):
            review.bureauctl(file, *words)
        yield file, server, inbox


def fall_in(inbox, letter):
    """As a program would save it: under another name first."""
    part = inbox / ".part"
    part.write_bytes((LETTERS / letter).read_bytes())
    part.rename(inbox / letter)
