# SPDX-License-Identifier: GPL-3.0-or-later
"""A question to a model, whatever wire it came over: what its script wants, and what is answered."""
import json
import re

KINDS = {
    "Read the values": "extract",
    "Choose the one label": "classify",
    "Write the subject": "draft",
    "Choose one of": "decide",
    "Write a view": "view",
}
NAMED = re.compile(r"\[(?:card|account|secret)-\d+-[0-9a-f]+\]")


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
    """One request for an answer. A wire derives from it."""

    reasons = {}

    def __init__(self, server, body):
        self.server = server
        self.body = body
        self.script = {}
        self.calls = []
        for part in body.get("model", "").split(";"):
            name, _, value = part.partition("=")
            self.script[name] = value
        self.stream = bool(body.get("stream")) and "whole" not in self.script

    def get_request(self):
        said = self.get_said()
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

    def find_fault(self):
        """What is wrong with the request."""
        lacks = self.script.get("lacks", "").split(",")
        found = []
        if "schema" in lacks and self.get_schema():
            found.append(self.schema_member + ": json_schema is not supported")
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
        return self.find_fault_of_members() or self.find_fault_of_rounds()

    def find_fault_of_members(self):
        return None

    def usage(self, text):
        read, wrote = len(self.get_request()) // 4 + 1, len(text) // 4 + 1
        return {"input_tokens": read, "output_tokens": wrote}

    def reason(self):
        wanted = "tool" if self.calls else self.script.get("stop", "end")
        return self.reasons.get(wanted, wanted)

    def whole(self, text):
        answer = self.make_whole(text)
        if "nousage" in self.script:
            del answer["usage"]
        return json.dumps(answer, ensure_ascii=False).encode()

    def pieces(self, text):
        size = max(9, len(text) // 1000)
        return [text[i:i + size] for i in range(0, len(text), size)]

    def failure(self):
        kind = self.script["error"]
        return {"type": "error", "error": {"type": kind, "message": "It is all too much"}}

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
