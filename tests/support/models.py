# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of language models that says what it is told to, over all three wires, right or wrong.

    models.py [--tls CERT KEY]      prints its port, then serves until its standard input ends

How a call goes is told by the model's name: words joined by ";", some with a value, as in
"status=503;times=2;retry_after=1". Without any it answers. GET /log gives every request as it came, GET /count how many;
POST /control sets {"answers":{KIND:[…]},"key":…,"models":[…],"hold_at":N}; the N-th
call is answered when it is told to go on (POST /go, or release()), and `held` says that it has come; KIND is a task's, an answer that is no
text is sent as JSON, {"calls":[[NAME,INPUT],…]} calls tools instead, and HIDDEN in it is the first thing that the request has a name for only. Used as a program by tests in C, as a module by those in Python.

    status=N          that status, with retry_after=, retry_after_ms=, should_retry= as headers, and code=
    times=N           the fault happens so often, then all is well
    cut=N stall=N     after N bytes of the body the connection ends, or nothing more comes
    piece=N pace=MS   the body goes out N bytes at a time, with so long between them
    hold=N            after N bytes it goes on when told to: POST /go, or release()
    pings drop html   pings for ever; no answer at all; a web page
    error=TYPE        that failure in the middle of the stream
    nostop nousage    the stream has no end of its own; says nothing of tokens
    whole=1           answers in one piece, whatever was asked
    huge=N            an answer of N bytes
    tool              calls a tool instead, with broken JSON
    calls=N sameid    calls N tools at once; all by one id
    stop=REASON       why the model stopped
    lacks=A,B vague   refuses schema, usage, stream, members, tools with a sentence; or without a reason
    redirect=URL      a 307 to there
    crlf comments bom two    line ends, comments, a byte order mark, two data lines
"""
import json
import select
import socket
import ssl
import sys
import threading
import urllib.parse

from model_wires import WIRES, Anthropic


class Models:
    """The server."""

    def __init__(self, tls=None):
        self.lock = threading.Lock()
        self.log = []
        self.seen = {}
        self.control = {}
        self.given = {}
        self.may_go, self.held = threading.Event(), threading.Event()
        self.n_calls = 0
        self.n_ids = 0
        self.n_connections = 0
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*tls)
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.socket.getsockname()[1]
        self.url = "http://127.0.0.1:%d" % self.port
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def release(self):
        self.may_go.set()

    def next_number(self):
        with self.lock:
            self.n_ids += 1
            return self.n_ids

    def next_answer(self, kind):
        with self.lock:
            answers = self.control.get("answers", {}).get(kind)
            if not answers:
                return None
            index = self.given.get(kind, 0)
            self.given[kind] = index + 1
            return answers[min(index, len(answers) - 1)]

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with self.lock:
                self.n_connections += 1
            threading.Thread(target=self.serve, args=(connection, self.n_connections),
                             daemon=True).start()

    def serve(self, connection, number):
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            reader = connection.makefile("rb")
            while self.serve_one(connection, reader, number):
                pass
        except (OSError, ValueError):
            pass
        finally:
            connection.close()

    def serve_one(self, connection, reader, number):
        line = reader.readline(65536).decode("latin-1").split()
        if len(line) != 3:
            return False
        headers = {}
        while True:
            header = reader.readline(65536).decode("latin-1").strip()
            if not header:
                break
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        text = reader.read(int(headers.get("content-length", 0)))
        body = json.loads(text) if text else None
        path = urllib.parse.urlsplit(line[1])
        if path.path == "/log":
            with self.lock:
                return self.answer(connection, 200, {"requests": self.log,
                                                     "connections": self.n_connections})
        if path.path == "/count":
            with self.lock:
                return self.answer(connection, 200, {"requests": len(self.log),
                                                     "connections": self.n_connections})
        if path.path == "/control":
            with self.lock:
                self.control = body
                self.given = {}
                self.seen = {}
            return self.answer(connection, 200, {})
        if path.path == "/go":
            self.release()
            return self.answer(connection, 200, {})
        with self.lock:
            self.log.append({"method": line[0], "path": line[1], "headers": headers, "body": body,
                             "connection": number})
        return self.reply(connection, path, headers, body)

    def reply(self, connection, path, headers, body):
        if "origin" in headers:
            return self.refuse(connection, 401, "CORS requests are not allowed")
        key = self.control.get("key")
        given = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
        if key and given != key:
            return self.refuse(connection, 401, "invalid x-api-key", "authentication_error")
        if path.path == "/v1/models":
            return self.list_models(connection, path, headers)
        if path.path not in WIRES:
            return self.refuse(connection, 404, "There is no such place", "not_found_error")
        wire = WIRES[path.path]
        if wire is Anthropic and "anthropic-version" not in headers:
            return self.refuse(connection, 400, "anthropic-version: header is required")
        return self.perform(connection, wire(self, body))

    def list_models(self, connection, path, headers):
        ids = self.control.get("models", ["mock-small", "mock-large"])
        if ids is None:
            return self.refuse(connection, 404, "no list here")
        if "anthropic-version" not in headers:
            return self.answer(connection, 200, {"object": "list", "data": [
                {"id": one, "object": "model", "created": 1, "owned_by": "mock"} for one in ids]})
        query = dict(urllib.parse.parse_qsl(path.query))
        start = ids.index(query["after_id"]) + 1 if "after_id" in query else 0
        page = ids[start:start + min(int(query.get("limit", 20)), self.control.get("page", 1000))]
        return self.answer(connection, 200, {
            "data": [{"type": "model", "id": one, "display_name": one.title()} for one in page],
            "has_more": start + len(page) < len(ids), "first_id": page[0] if page else None,
            "last_id": page[-1] if page else None})

    def is_fault_due(self, call):
        if "times" not in call.script:
            return True
        with self.lock:
            seen = self.seen.get(call.body["model"], 0)
            self.seen[call.body["model"]] = seen + 1
        return seen < int(call.script["times"])

    def perform(self, connection, call):
        script = call.script
        if not self.is_fault_due(call):
            call.script = script = {}
        if "drop" in script:
            return False
        if "redirect" in script:
            return self.send(connection, 307, b"", [("Location", script["redirect"])])
        if "status" in script:
            headers = [(name.replace("_", "-"), script[name])
                       for name in ("retry_after", "retry_after_ms") if name in script]
            if "should_retry" in script:
                headers.append(("x-should-retry", script["should_retry"]))
            return self.refuse(connection, int(script["status"]), "The mock was told to",
                               script.get("code"), headers)
        fault = call.find_fault()
        if fault:
            return self.refuse(connection, 400, fault, "invalid_request_error")
        if "html" in script:
            return self.send(connection, 200, b"<html>Hello</html>", kind="text/html")
        return self.perform_answer(connection, call)

    def hold(self):
        """Lets the call wait whose turn it is to."""
        with self.lock:
            self.n_calls += 1
            is_held = self.n_calls == self.control.get("hold_at")
        if is_held:
            self.held.set()
            self.may_go.wait()

    def perform_answer(self, connection, call):
        self.hold()
        script = call.script
        call.stream = bool(call.body.get("stream")) and "whole" not in script
        text = call.get_text()
        body = call.body_of_stream(text) if call.stream else call.whole(text)
        kind = "text/event-stream; charset=utf-8" if call.stream else "application/json"
        if "pings" in script:
            return self.ping(connection, kind)
        limit = int(script.get("cut", script.get("stall", script.get("hold", len(body)))))
        size, pause = int(script.get("piece", 4096)), int(script.get("pace", 0)) / 1000
        self.start(connection, kind)
        self.send_pieces(connection, body[:limit], size, pause)
        if "hold" in script:
            self.may_go.wait()
            self.send_pieces(connection, body[limit:], size)
        if "cut" in script:
            return False
        if "stall" in script:
            connection.recv(1)
            return False
        connection.sendall(b"0\r\n\r\n")
        return True

    def start(self, connection, kind):
        connection.sendall(("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nrequest-id: r1\r\n"
                            "Transfer-Encoding: chunked\r\n\r\n" % kind).encode())

    def send_pieces(self, connection, body, size, pause=0):
        for i in range(0, len(body), size):
            piece = body[i:i + size]
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            if pause and select.select([connection], [], [], pause)[0]:
                raise OSError("nobody listens any more")

    def ping(self, connection, kind):
        self.start(connection, kind)
        while True:
            self.send_pieces(connection, b"event: ping\ndata: {\"type\":\"ping\"}\n\n", 100)
            if select.select([connection], [], [], 0.01)[0]:
                return False

    def refuse(self, connection, status, message, code=None, headers=()):
        error = {"type": code or "mock_error", "message": message}
        if code:
            error["code"] = code
        return self.answer(connection, status, {"type": "error", "error": error}, headers)

    def answer(self, connection, status, body, headers=()):
        return self.send(connection, status, json.dumps(body).encode(), headers)

    def send(self, connection, status, body, headers=(), kind="application/json"):
        head = "HTTP/1.1 %d Told\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (status, kind, len(body))
        head += "".join("%s: %s\r\n" % pair for pair in headers)
        connection.sendall(head.encode() + b"\r\n" + body)
        return True


if __name__ == "__main__":
    server = Models(tls=sys.argv[2:4] if "--tls" in sys.argv else None)
    print(server.port, flush=True)
    sys.stdin.read()
