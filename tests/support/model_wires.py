# SPDX-License-Identifier: GPL-3.0-or-later
"""The three wires of language models: what each wants of a question, and how it tells an answer."""
import json

from model_call import Call


def match_results(steps, has_tools):
    """Every call that was made is answered once, after it was made; @steps has what each asks and answers."""
    asked, answered = [], []
    for asks, answers in steps:
        asked, answered = asked + asks, answered + answers
        if answered != asked[:len(answered)]:
            return "a result without its call"
    if asked and not has_tools:
        return "tool calls without tools"
    return None if asked == answered else "a call was not answered"


class Anthropic(Call):
    path = "/v1/messages"
    schema_member = "output_config"
    reasons = {"end": "end_turn", "length": "max_tokens", "refusal": "refusal", "tool": "tool_use"}

    def get_said(self):
        return self.body["messages"]

    def get_schema(self):
        return self.body.get("output_config", {}).get("format", {}).get("schema")

    def find_fault_of_members(self):
        for name in ("temperature", "top_p", "top_k", "tool_choice"):
            if name in self.body:
                return name + " is not supported on this model"
        return None if "max_tokens" in self.body else "max_tokens: Field required"

    def find_fault_of_rounds(self):
        """Roles take turns, and results come first."""
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

    def make_whole(self, text):
        return {"id": "msg_1", "type": "message", "role": "assistant", "model": self.body["model"],
                "content": [{"type": "text", "text": text}] + [
                    {"type": "tool_use", "id": id, "name": name, "input": json.loads(given)}
                    for id, name, given in self.calls],
                "stop_reason": self.reason(), "stop_sequence": None, "usage": self.usage(text)}

    def events(self, text):
        usage = self.usage(text)
        start = {"id": "msg_1", "type": "message", "role": "assistant", "model": self.body["model"],
                 "content": [], "stop_reason": None, "usage": dict(usage, output_tokens=1)}
        if "nousage" in self.script:
            del start["usage"]
        yield "message_start", {"type": "message_start", "message": start}
        yield "ping", {"type": "ping"}
        if self.calls:
            yield from self.events_of_calls()
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

    def events_of_calls(self):
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


class OpenAI(Call):
    path = "/v1/chat/completions"
    schema_member = "response_format"
    reasons = {"end": "stop", "length": "length", "refusal": "content_filter", "tool": "tool_calls"}

    def get_said(self):
        return self.body["messages"]

    def get_schema(self):
        return self.body.get("response_format", {}).get("json_schema", {}).get("schema")

    def find_fault_of_rounds(self):
        return match_results((([call["id"] for call in one.get("tool_calls", [])],
                               [one["tool_call_id"]] if one.get("role") == "tool" else [])
                              for one in self.body["messages"]), "tools" in self.body)

    def usage(self, text):
        used = super().usage(text)
        return {"prompt_tokens": used["input_tokens"], "completion_tokens": used["output_tokens"],
                "total_tokens": sum(used.values())}

    def make_whole(self, text):
        message = {"role": "assistant", "content": text}
        if self.calls:
            message["tool_calls"] = self.function_calls()
        return {"id": "c1", "object": "chat.completion", "created": 1, "model": self.body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": self.reason()}], "usage": self.usage(text)}

    def function_calls(self):
        return [{"index": i, "id": id, "type": "function", "function": {"name": name, "arguments": given}}
                for i, (id, name, given) in enumerate(self.calls)]

    def chunk(self, choices, **more):
        return None, dict({"id": "c1", "object": "chat.completion.chunk", "created": 1,
                           "model": self.body["model"], "choices": choices}, **more)

    def events(self, text):
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


class Responses(Call):
    path = "/v1/responses"
    schema_member = "text.format"

    def get_said(self):
        return self.body["input"]

    def get_schema(self):
        return self.body.get("text", {}).get("format", {}).get("schema")

    def find_fault_of_rounds(self):
        return match_results((([one["call_id"]] if one.get("type") == "function_call" else [],
                               [one["call_id"]] if one.get("type") == "function_call_output" else [])
                              for one in self.body["input"] if not isinstance(one, str)), "tools" in self.body)

    def make_whole(self, text):
        return {"id": "r1", "object": "response", "status": "completed", "model": self.body["model"], "error": None,
                "usage": self.usage(text),
                "output": [{"type": "reasoning", "summary": []},
                           {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": text}]},
                           *self.call_items()]}

    def call_items(self):
        return [{"type": "function_call", "id": "fc_" + id, "call_id": id, "name": name, "arguments": given}
                for id, name, given in self.calls]

    def events(self, text):
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


WIRES = {wire.path: wire for wire in (Anthropic, OpenAI, Responses)}
