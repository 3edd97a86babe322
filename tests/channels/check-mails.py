# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads mails that Bureau built with another parser: python3 check-mails.py FILE.

Each line of FILE is {"bytes": base64, "subject", "from": [name, address], "to": [[name, address]…],
"body", "id", "attachments": [[name, sha256]…]}. Prints how many were right, else what was wrong."""

import base64
import email
import email.policy
import email.utils
import hashlib
import json
import sys

EXPECTED = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type",
            "content-transfer-encoding", "in-reply-to", "references"}


def words(text):
    """Without spaces: where a long word is folded, parsers differ in whether one stands there."""
    return "".join(text.split())


def pairs(header):
    return [[words(a.display_name), a.addr_spec] for a in header.addresses]


def check(case):
    data = base64.b64decode(case["bytes"])
    for line in data.split(b"\r\n"):
        assert len(line) <= 998 and b"\r" not in line and b"\n" not in line and b"\0" not in line, line[:80]
        assert all(c < 128 for c in line), line[:80]
    message = email.message_from_bytes(data, policy=email.policy.default)
    names = [name.lower() for name in message.keys()]
    assert len(names) == len(set(names)) and set(names) <= EXPECTED, names
    assert words(message["subject"]) == words(case["subject"]), (message["subject"], case["subject"])
    assert pairs(message["from"]) == [[words(case["from"][0]), case["from"][1]]], (str(message["from"]), case["from"])
    assert pairs(message["to"]) == [[words(n), a] for n, a in case["to"]], (str(message["to"]), case["to"])
    assert message["message-id"] == "<%s>" % case["id"]
    body = message.get_body(("plain",))
    assert body.get_content().replace("\r\n", "\n") == case["body"], (body.get_content(), case["body"])
    found = [[a.get_filename(), hashlib.sha256(a.get_payload(decode=True)).hexdigest()]
             for a in message.iter_attachments()] if message.is_multipart() else []
    assert found == case["attachments"], (found, case["attachments"])


def main():
    n = 0
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            check(json.loads(line))
            n += 1
    print(n)


main()
