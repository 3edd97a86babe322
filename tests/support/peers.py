# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers to talk to, and how a test waits for what it cannot be told of."""
import email
import email.policy
import importlib.util
import socket
import subprocess
import sys
import time

import tap

PATIENCE = 60


def wait_for(what, look, process=None):
    """Looks again until there is something; each look is a whole command, so nothing spins."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the engine ended: {process.communicate()}")
    raise AssertionError(f"no {what} within {PATIENCE} s")


class Mailbox:
    """aiosmtpd on a free port, with a Maildir."""

    def __init__(self, folder):
        if importlib.util.find_spec("aiosmtpd") is None:
            raise tap.Skip("there is no aiosmtpd here")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder / "mailbox"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{self.port}", "-c",
             "aiosmtpd.handlers.Mailbox", str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("server", self.answers, self.process)

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                return connection.recv(3) == b"220"
        except OSError:
            return False

    def messages(self):
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                for file in sorted((self.folder / "new").glob("*"))]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
