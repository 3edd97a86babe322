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
import re
import select
import socket
import ssl
import sys
import threading
import urllib.parse

KINDS = {
    "Read the values": "extract",
    "Choose the one label": "classify",
    "Write the subject": "draft",
    "Choose one of": "decide",
    "Write a view": "view",
}
WIRES = {
    "/v1/messages": "anthropic",
    "/v1/chat/completions": "openai",
    "/v1/responses": "responses",
}
NAMED = re.compile(r"\[(?:card|account|secret)-\d+-[0-9a-f]+\]")
REASONS = {
    "anthropic": {"end": "end_turn", "length": "max_tokens", "refusal": "refusal", "tool": "tool_use"},
    "openai": {"end": "stop", "length": "length", "refusal": "content_filter", "tool": "tool_calls"},
}


def sample(schema, root=None):
    """Something that the schema allows."""
    root = root or schema
    if "$ref" in schema:
        return None
    if "anyOf" in schema:
        return sample(schema["anyOf"][-1], root)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    kind = kind[-1] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: sample(one, root) for name, one in schema.get("properties", {}).items()}
    return {"array": [], "string": "words", "integer": 1, "number": 1.5, "boolean": True}.get(kind)


class Call:
    """One request for an answer."""

    def __init__(self, server, wire, body):
        self.server = server
        self.wire = wire
        self.body = body
        self.script = {}
        self.calls = []
        for part in body.get("model", "").split(";"):
            name, _, value = part.partition("=")
            self.script[name] = value
        self.stream = bool(body.get("stream")) and "whole" not in self.script

    def get_schema(self):
        if self.wire == "anthropic":
            return self.body.get("output_config", {}).get("format", {}).get("schema")
        if self.wire == "openai":
            return self.body.get("response_format", {}).get("json_schema", {}).get("schema")
        return self.body.get("text", {}).get("format", {}).get("schema")

    def get_request(self):
        said = self.body["input"] if self.wire == "responses" else self.body["messages"]
        return said if isinstance(said, str) else next(one["content"] for one in said if one.get("role") == "user")

    def get_kind(self):
        request = self.get_request()
        return next((kind for words, kind in KINDS.items() if request.startswith(words)), "other")

    def get_text(self):
        if "huge" in self.script:
            return "x" * int(self.script["huge"])
        if "tool" in self.script:
            self.calls = [("t1", "send", "{\"to\": [[[ ")]
            return ""
        if "calls" in self.script:
            self.take_calls([["search", {"words": "a"}]] * int(self.script["calls"]))
            return ""
        answer = self.server.next_answer(self.get_kind())
        if answer is None:
            schema = self.get_schema()
            answer = sample(schema) if schema else {"choice": "yes", "words": "Grüße 😀"}
        if isinstance(answer, dict) and list(answer) == ["calls"]:
            self.take_calls(answer["calls"])
            return ""
        return self.put_name(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))

    def put_name(self, text):
        named = NAMED.search(json.dumps(self.body))
        return text.replace("HIDDEN", named[0]) if named else text

    def take_calls(self, calls):
        """Each with an id of its own, and its input as text."""
        self.calls = [("t" if "sameid" in self.script else f"t{self.server.next_number()}", name,
                       self.put_name(given if isinstance(given, str) else json.dumps(given))) for name, given in calls]

    # What is wrong with a request ----------------------------------------------------------------

    def find_fault(self):
        lacks = self.script.get("lacks", "").split(",")
        found = []
        if "schema" in lacks and self.get_schema():
            found.append({"anthropic": "output_config", "openai": "response_format",
                          "responses": "text.format"}[self.wire] + ": json_schema is not supported")
        if "usage" in lacks and "stream_options" in self.body:
            found.append("Unknown parameter: stream_options")
        if "stream" in lacks and self.body.get("stream"):
            found.append("this model does not stream")
        if "members" in lacks and "max_completion_tokens" in self.body:
            found.append("Unknown parameter: max_completion_tokens")
        if "tools" in lacks and "tools" in self.body:
            found.append("this model does not support tools")
        if found:
            return "bad request" if "vague" in self.script else found[0]
        if self.wire == "anthropic":
            for name in ("temperature", "top_p", "top_k", "tool_choice"):
                if name in self.body:
                    return name + " is not supported on this model"
            if "max_tokens" not in self.body:
                return "max_tokens: Field required"
        return self.find_fault_of_rounds()

    def find_fault_of_rounds(self):
        """Every call that was made is answered once, and nothing else is; roles take turns."""
        if self.wire == "anthropic":
            return self.find_fault_of_blocks()
        asked, answered = [], []
        for one in self.body["messages"] if self.wire == "openai" else self.body["input"]:
            if self.wire == "responses" and isinstance(one, str):
                return None
            asked += [call["id"] for call in one.get("tool_calls", [])]
            answered += [one["tool_call_id"]] if one.get("role") == "tool" else []
            asked += [one["call_id"]] if one.get("type") == "function_call" else []
            answered += [one["call_id"]] if one.get("type") == "function_call_output" else []
            if answered != asked[:len(answered)]:
                return "a result without its call"
        if asked and "tools" not in self.body:
            return "tool calls without tools"
        return None if asked == answered else "a call was not answered"

    def find_fault_of_blocks(self):
        waiting = []
        for i, one in enumerate(self.body["messages"]):
            if one["role"] != ("user", "assistant")[i % 2]:
                return "roles must alternate"
            blocks = one["content"] if isinstance(one["content"], list) else []
            if [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"] != waiting:
                return "tool_use ids were found without tool_result blocks immediately after"
            waiting = [block["id"] for block in blocks if block["type"] == "tool_use"]
            if any(not isinstance(block["input"], dict) for block in blocks if block["type"] == "tool_use"):
                return "input: Input should be a valid dictionary"
            if any(block["signature"] != "seal" for block in blocks if block["type"] == "thinking"):
                return "signature: Field required"
        return "the last message has to be the user's" if waiting else None

    # What goes out -------------------------------------------------------------------------------

    def usage(self, text):
        read, wrote = len(self.get_request()) // 4 + 1, len(text) // 4 + 1
        if self.wire == "openai":
            return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
        return {"input_tokens": read, "output_tokens": wrote}

    def reason(self):
        wanted = "tool" if self.calls else self.script.get("stop", "end")
        return REASONS.get(self.wire, {}).get(wanted, wanted)

    def whole(self, text):
        model = self.body["model"]
        if self.wire == "anthropic":
            answer = {"id": "msg_1", "type": "message", "role": "assistant", "model": model,
                      "content": [{"type": "text", "text": text}] + [
                          {"type": "tool_use", "id": id, "name": name, "input": json.loads(given)}
                          for id, name, given in self.calls], "stop_reason": self.reason(),
                      "stop_sequence": None, "usage": self.usage(text)}
        elif self.wire == "openai":
            answer = {"id": "c1", "object": "chat.completion", "created": 1, "model": model,
                      "choices": [{"index": 0, "message": dict(
                          {"role": "assistant", "content": text},
                          **({"tool_calls": self.function_calls()} if self.calls else {})),
                                   "finish_reason": self.reason()}], "usage": self.usage(text)}
        else:
            answer = {"id": "r1", "object": "response", "status": "completed", "model": model,
                      "error": None, "usage": self.usage(text),
                      "output": [{"type": "reasoning", "summary": []},
                                 {"type": "message", "role": "assistant",
                                  "content": [{"type": "output_text", "text": text}]}]
                      + self.call_items()}
        if "nousage" in self.script:
            del answer["usage"]
        return json.dumps(answer, ensure_ascii=False).encode()

    def function_calls(self):
        return [{"index": i, "id": id, "type": "function", "function": {"name": name, "arguments": given}}
                for i, (id, name, given) in enumerate(self.calls)]

    def call_items(self):
        return [{"type": "function_call", "id": "fc_" + id, "call_id": id, "name": name, "arguments": given}
                for id, name, given in self.calls]

    def pieces(self, text):
        size = max(9, len(text) // 1000)
        return [text[i:i + size] for i in range(0, len(text), size)]

    def events(self, text):
        """Each event as (name, data)."""
        make = {"anthropic": self.anthropic, "openai": self.openai, "responses": self.responses}
        yield from make[self.wire](text)

    def failure(self):
        kind = self.script["error"]
        return {"type": "error", "error": {"type": kind, "message": "It is all too much"}}

    def anthropic(self, text):
        usage = self.usage(text)
        start = {"id": "msg_1", "type": "message", "role": "assistant", "model": self.body["model"],
                 "content": [], "stop_reason": None, "usage": dict(usage, output_tokens=1)}
        if "nousage" in self.script:
            del start["usage"]
        yield "message_start", {"type": "message_start", "message": start}
        yield "ping", {"type": "ping"}
        if self.calls:
            yield from self.anthropic_calls()
        else:
            yield "content_block_start", {"type": "content_block_start", "index": 0,
                                          "content_block": {"type": "text", "text": ""}}
            for piece in self.pieces(text):
                yield "content_block_delta", {"type": "content_block_delta", "index": 0,
                                              "delta": {"type": "text_delta", "text": piece}}
                if "error" in self.script:
                    yield "error", self.failure()
                    return
            yield "content_block_stop", {"type": "content_block_stop", "index": 0}
        if "nostop" in self.script:
            return
        end = {"type": "message_delta", "delta": {"stop_reason": self.reason(), "stop_sequence": None}}
        if "nousage" not in self.script:
            end["usage"] = {"output_tokens": usage["output_tokens"]}
        yield "message_delta", end
        yield "message_stop", {"type": "message_stop"}

    def anthropic_calls(self):
        def block(index, content, *deltas):
            yield "content_block_start", {"type": "content_block_start", "index": index, "content_block": content}
            for delta in deltas:
                yield "content_block_delta", {"type": "content_block_delta", "index": index, "delta": delta}
            yield "content_block_stop", {"type": "content_block_stop", "index": index}

        yield from block(0, {"type": "thinking", "thinking": "", "signature": ""},
                         {"type": "thinking_delta", "thinking": "I have to look."},
                         {"type": "signature_delta", "signature": "seal"})
        for index, (id, name, given) in enumerate(self.calls, 1):
            yield from block(index, {"type": "tool_use", "id": id, "name": name, "input": {}},
                             *({"type": "input_json_delta", "partial_json": given[i:i + 5]}
                               for i in range(0, len(given), 5)))

    def chunk(self, choices, **more):
        return None, dict({"id": "c1", "object": "chat.completion.chunk", "created": 1,
                           "model": self.body["model"], "choices": choices}, **more)

    def openai(self, text):
        yield self.chunk([{"index": 0, "delta": {"role": "assistant", "content": ""},
                           "finish_reason": None}])
        if self.calls:
            for one in self.function_calls():
                given = one["function"].pop("arguments")
                yield self.chunk([{"index": 0, "delta": {"tool_calls": [one]}, "finish_reason": None}])
                yield self.chunk([{"index": 0, "delta": {"tool_calls": [
                    {"index": one["index"], "function": {"arguments": given}}]}, "finish_reason": None}])
        else:
            for piece in self.pieces(text):
                yield self.chunk([{"index": 0, "delta": {"content": piece}, "finish_reason": None}])
                if "error" in self.script:
                    yield None, self.failure()
                    return
        if "nostop" in self.script:
            return
        yield self.chunk([{"index": 0, "delta": {}, "finish_reason": self.reason()}])
        if "nousage" not in self.script and "stream_options" in self.body:
            yield self.chunk([], usage=self.usage(text))
        yield None, "[DONE]"

    def responses(self, text):
        number = iter(range(10 ** 9))

        def event(name, **members):
            return name, dict({"type": name, "sequence_number": next(number)}, **members)

        response = {"id": "r1", "object": "response", "status": "in_progress", "error": None,
                    "model": self.body["model"], "output": []}
        yield event("response.created", response=response)
        yield event("response.in_progress", response=response)
        items = [{"type": "message", "role": "assistant", "content": [], "status": "in_progress"}]
        if self.calls:
            items = [{"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": "locked"}] + self.call_items()
        else:
            for piece in self.pieces(text):
                yield event("response.output_text.delta", output_index=0, content_index=0, delta=piece)
                if "error" in self.script:
                    yield event("error", code=self.script["error"], message="It is all too much")
                    return
        for index, item in enumerate(items):
            yield event("response.output_item.done", output_index=index, item=item)
        if "nostop" in self.script:
            return
        stop = self.script.get("stop", "end")
        end = dict(response, status="completed" if stop == "end" else "incomplete")
        if stop != "end":
            end["incomplete_details"] = {
                "reason": {"length": "max_output_tokens", "refusal": "content_filter"}.get(stop, stop)}
        if "nousage" not in self.script:
            end["usage"] = self.usage(text)
        yield event("response." + end["status"], response=end)

    def body_of_stream(self, text):
        newline = "\r\n" if "crlf" in self.script else "\n"
        out = "\ufeff" if "bom" in self.script else ""
        for name, data in self.events(text):
            if "comments" in self.script:
                out += ": still here" + newline
            if name:
                out += "event: " + name + newline
            printed = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
            if "two" in self.script and printed.startswith("{") and ", " in printed:
                first, rest = printed.split(", ", 1)
                printed = first + "," + newline + "data: " + rest
            out += "data: " + printed + newline + newline
        return out.encode()


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
        if wire == "anthropic" and "anthropic-version" not in headers:
            return self.refuse(connection, 400, "anthropic-version: header is required")
        return self.perform(connection, Call(self, wire, body))

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
