# SPDX-License-Identifier: GPL-3.0-or-later
"""An SMTP server on the loopback interface that keeps what it is given and counts what happens."""
import collections
import contextlib
import email
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# Nothing a test waits for takes as long as this.
PATIENCE = 60


class Sink:
    """What arrived, and how often. All of it may be read from any thread."""

    def __init__(self):
        self._condition = threading.Condition()
        self._messages = []
        self._events = 0
        self._connections = 0
        self._alarm = None
        self.port = None

    # Called on the server's thread.

    def happened(self, connections=0):
        with self._condition:
            self._events += 1
            self._connections += connections
            alarm = self._alarm if self._alarm and self._events >= self._alarm[0] else None
            if alarm:
                self._alarm = None
            self._condition.notify_all()
        if alarm:
            alarm[1]()

    def keep(self, content):
        message_id = email.message_from_bytes(content)["Message-ID"]
        with self._condition:
            self._messages.append((message_id.strip("<> "), content))
        self.happened()

    # Called by tests.

    def at(self, n, act):
        """Calls @act on the server's thread at the n-th event from now on, before it goes on."""
        with self._condition:
            self._alarm = (self._events + n, act)

    def disarm(self):
        with self._condition:
            self._alarm = None

    def wait_closed(self):
        """Until every connection is over, so that all that will ever arrive has arrived."""
        with self._condition:
            if not self._condition.wait_for(lambda: self._connections == 0, PATIENCE):
                raise AssertionError("a connection to the mail server does not end")

    def messages(self):
        with self._condition:
            return list(self._messages)

    def counts(self):
        """How often each Message-ID arrived."""
        return collections.Counter(message_id for message_id, _ in self.messages())

    def forget(self):
        with self._condition:
            self._messages.clear()


class _Handler:
    def __init__(self, sink):
        self._sink = sink

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self._sink.happened()
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self._sink.happened()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self._sink.happened()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self._sink.keep(envelope.original_content)
        return "250 OK kept"


class _Server(SMTP):
    """Tells the sink of each connection and of each answer it has given."""

    def __init__(self, sink, handler, login):
        super().__init__(handler, hostname="localhost", ident="test", auth_required=login is not None,
                         auth_require_tls=False, authenticator=self._admit)
        self._sink = sink
        self._login = login

    def _admit(self, server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == self._login
        return AuthResult(success=good, handled=good)

    def connection_made(self, transport):
        super().connection_made(transport)
        self._sink.happened(connections=1)

    def connection_lost(self, error):
        super().connection_lost(error)
        self._sink.happened(connections=-1)

    async def push(self, status):
        await super().push(status)
        self._sink.happened()


class _Controller(Controller):
    def __init__(self, sink, login):
        super().__init__(_Handler(sink), hostname="127.0.0.1", port=0)
        self._sink = sink
        self._login = login

    def factory(self):
        return _Server(self._sink, self.handler, self._login)

    def _trigger_server(self):
        """Learns the port the system gave before the controller tries it."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def running(login=None):
    """@login is a user and a password that the server wants; anybody may send without it."""
    sink = Sink()
    controller = _Controller(sink, login)
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()
