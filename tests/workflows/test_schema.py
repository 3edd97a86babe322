#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published schemas are schemas, take what is shipped, and agree with the check in C."""
import copy
import json
import subprocess
import sys

import house
import tap

KINDS = ("workflow", "agent", "collection", "template")
SCHEMAS = {kind: json.loads((house.SOURCE / f"data/schemas/{kind}.json").read_text()) for kind in KINDS}
SHIPPED = [json.loads(file.read_text()) for file in house.files("data/templates/*/template.json")]

WORKFLOW = {
    "workflow": "all", "title": "Every kind of step", "note": "", "on": {"record": "a", "where": "b = 1"},
    "steps": [
        {"id": "s1", "do": "extract", "agent": "x", "from": "message", "into": "a", "fields": ["f"]},
        {"id": "s2", "do": "classify", "agent": "x", "from": "message.text",
         "labels": ["one", {"name": "two", "description": "The other."}]},
        {"id": "s3", "do": "search", "in": ["a", "drafts"], "about": "record", "limit": 5},
        {"id": "s4", "do": "query", "with": {"p": "record.f"}, "sql": "SELECT :p", "update": "record"},
        {"id": "s5", "do": "draft", "agent": "x", "given": ["record", "s3"], "to": "message.sender",
         "kind": "mail"},
        {"id": "s6", "do": "decide", "agent": "x", "question": "Q?", "choices": ["a", "b"]},
        {"id": "s7", "do": "update", "record": "record", "set": {"f": "'v'"}},
        {"id": "s8", "do": "ask", "if": "b = 1", "question": "Q?", "choices": ["a", "b"], "given": ["s6"]},
        {"id": "s9", "do": "wait", "minutes": 5},
        {"id": "s10", "do": "start", "workflow": "other", "record": "record"},
    ],
}
SMALL = {"workflow": "small", "on": {"hand": True}, "steps": [{"id": "w", "do": "wait", "days": 1}]}
AGENT = {
    "agent": "x", "title": "X", "instructions": "Do.", "provider": "builtin", "model": "m",
    "reads": ["a"], "writes": ["a"], "tools": ["search", "read"], "letter": "Hello", "letters": {"de": "Hallo"}, "language": "en",
    "budget": {"per_run": 1, "per_day": 2, "per_month": 3}, "concurrency": 2,
}
COLLECTION = {
    "collection": "a", "title": "A", "fields": [
        {"name": "f", "type": "text", "title": "F", "description": "", "unique": True, "index": False},
        {"name": "g", "type": "choice", "choices": ["v", "w"]},
        {"name": "h", "type": "money", "currency": "f"},
        {"name": "i", "type": "ref", "collection": "b"},
    ],
}
TEMPLATE = {
    "template": "my-own", "title": "T", "description": "D", "needs": [], "never": ["N"],
    "collections": [{"collection": "a", "title": "A", "fields": [{"name": "f", "type": "text"}]}],
    "agents": [], "workflows": [], "views": [{}], "settings": {"currency": "EUR"},
}
ABSENT = object()

# (document, path, value): the member at the path gets the value, or goes. Whether that is right is
# for the two to agree on; nothing here touches what names mean, which only the check can know.
MUTATIONS = [
    *((WORKFLOW, path, value) for path, value in [
        (("workflow",), ABSENT), (("workflow",), "Upper"), (("workflow",), ""), (("workflow",), 1),
        (("workflow",), "a" * 63), (("workflow",), "a" * 64), (("workflow",), "ä"),
        (("title",), ""), (("title",), "x" * 120), (("title",), "x" * 121), (("title",), "ä" * 120),
        (("note",), None), (("note",), "x" * 2001), (("extra",), 1), (("on",), ABSENT), (("on",), True),
        (("on", "where"), ""), (("on", "when"), "added"), (("on", "when"), "never"),
        (("on", "record"), ABSENT), (("on", "message"), True),
        (("steps",), []), (("steps",), {}), (("steps", 0), "extract"), (("steps", 0), None),
        (("steps", 0, "id"), ABSENT), (("steps", 0, "id"), "no hyphen-s"), (("steps", 0, "do"), ABSENT),
        (("steps", 0, "do"), "extrakt"), (("steps", 0, "do"), 1), (("steps", 0, "agent"), ABSENT),
        (("steps", 0, "agent"), None), (("steps", 0, "from"), "message.a.b"), (("steps", 0, "from"), "A"),
        (("steps", 0, "from"), "settings"), (("steps", 0, "from"), "settings.firm"),
        (("steps", 0, "from"), "record."), (("steps", 0, "into"), ABSENT), (("steps", 0, "fields"), []),
        (("steps", 0, "fields"), ["f", "f"]), (("steps", 0, "fields"), ["f", 1]),
        (("steps", 0, "fields"), "f"), (("steps", 0, "limit"), 1), (("steps", 1, "labels"), ["one"]),
        (("steps", 1, "labels"), ["one", "One"]), (("steps", 1, "labels", 1, "name"), ABSENT),
        (("steps", 1, "labels", 1, "extra"), 1), (("steps", 1, "labels", 1, "description"), "x" * 501),
        (("steps", 1, "labels"), [f"l{i}" for i in range(24)]),
        (("steps", 1, "labels"), [f"l{i}" for i in range(25)]), (("steps", 2, "limit"), 0),
        (("steps", 2, "limit"), 20), (("steps", 2, "limit"), 21), (("steps", 2, "limit"), 1.5),
        (("steps", 2, "limit"), "5"), (("steps", 2, "in"), []), (("steps", 2, "about"), ABSENT),
        (("steps", 2, "agent"), "x"), (("steps", 3, "with"), []), (("steps", 3, "with", "p"), 1),
        (("steps", 3, "with", "P"), "record.f"), (("steps", 3, "sql"), ""), (("steps", 3, "sql"), ABSENT),
        (("steps", 4, "given"), []), (("steps", 4, "kind"), "letter"), (("steps", 4, "to"), ["record.f"]),
        (("steps", 5, "choices"), ["a"]), (("steps", 5, "choices"), ["a", "a"]),
        (("steps", 5, "choices"), ["a", ""]), (("steps", 5, "question"), ""),
        (("steps", 6, "set"), {}), (("steps", 6, "set"), {"f": 1}), (("steps", 6, "set"), {"F": "1"}),
        (("steps", 6, "record"), ABSENT), (("steps", 7, "choices"), ABSENT), (("steps", 7, "if"), ""),
        (("steps", 8, "minutes"), ABSENT), (("steps", 8, "hours"), 1), (("steps", 8, "minutes"), 0),
        (("steps", 8), {"id": "s9", "do": "wait", "days": 3660}),
        (("steps", 8), {"id": "s9", "do": "wait", "days": 3661}),
        (("steps", 8), {"id": "s9", "do": "wait", "until": "record.f"}),
        (("steps", 9, "workflow"), ABSENT), (("steps", 9, "record"), True)]),
    *((SMALL, ("on",), value) for value in [
        {}, {"message": True}, {"message": False}, {"message": "a = 1"}, {"message": 1}, {"hand": True},
        {"message": "x = " + "1" * 1996}, {"message": "x = " + "1" * 1997}, {"hand": "message"},
        {"hand": True, "message": True}, {"message": True, "when": "added"}, {"record": "a"}]),
    *((AGENT, path, value) for path, value in [
        (("agent",), "X"), (("instructions",), ABSENT), (("instructions",), ""),
        (("instructions",), "x" * 8000), (("instructions",), "x" * 8001), (("provider",), ""),
        (("reads",), []), (("reads",), ["a", "a"]), (("reads",), "a"), (("tools",), ["send_mail"]), (("tools",), ["propose_view"]),
        (("letter",), ""), (("letters",), {}), (("letters",), []), (("letters", "DE"), "x"),
        (("letters", "de"), ""), (("letters", "de"), 1), (("letters", "deutsch"), "x"), (("language",), "e"), (("budget",), {}), (("budget", "per_day"), -1),
        (("budget", "per_day"), 0), (("budget", "per_week"), 1), (("budget",), 5),
        (("concurrency",), 0), (("concurrency",), 64), (("concurrency",), 65), (("concurrency",), True)]),
    *((COLLECTION, path, value) for path, value in [
        (("title",), ABSENT), (("fields",), []), (("fields", 0, "name"), ABSENT),
        (("fields", 0, "type"), "varchar"), (("fields", 0, "unique"), 1), (("fields", 0, "size"), 3),
        (("fields", 1, "choices"), []), (("fields", 1, "choices"), ["v", "v"])]),
    *((TEMPLATE, path, value) for path, value in [
        (("template",), "My"), (("template",), "a_b"), (("needs",), ABSENT), (("never",), [1]),
        (("collections",), []), (("collections", 0, "title"), ABSENT), (("agents",), [AGENT | {"x": 1}]),
        (("workflows",), [1]), (("views",), [1]), (("settings",), []), (("settings",), {})]),
]


def mutate(document, path, value):
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    if value is ABSENT:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def kind_of(document):
    return next((kind for kind in KINDS if isinstance(document.get(kind), str)), None)


def validator(kind):
    try:
        import jsonschema
    except ImportError as error:
        raise tap.Skip("there is no python3-jsonschema here") from error
    return jsonschema.Draft202012Validator(SCHEMAS[kind])


def verdicts(documents):
    """What the check in C says of each: the codes of its problems."""
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    done = subprocess.run([sys.argv[1]], input=lines, text=True, stdout=subprocess.PIPE, check=True)
    return done.stdout.split("\n")[:-1]


def test_schemas_are_schemas():
    for kind in KINDS:
        validator(kind).check_schema(SCHEMAS[kind])


def test_shipped_documents_are_valid():
    assert SHIPPED
    for template in SHIPPED:
        for kind, documents in (("template", [template]), ("collection", template["collections"]),
                                ("agent", template["agents"]), ("workflow", template["workflows"])):
            for document in documents:
                validator(kind).validate(document)


def test_whole_documents_are_valid_for_both():
    documents = [WORKFLOW, AGENT, COLLECTION]
    for document, said in zip(documents, verdicts(documents)):
        validator(kind_of(document)).validate(document)
        assert not said.strip(), said


def test_schema_and_check_agree():
    mutated = [mutate(*mutation) for mutation in MUTATIONS]
    kinds = [kind_of(mutation[0]) for mutation in MUTATIONS]
    apart, refused = [], 0
    for (_, path, value), document, kind, said in zip(MUTATIONS, mutated, kinds, verdicts(mutated)):
        valid = validator(kind).is_valid(document)
        refused += not valid
        if valid != (not said.strip()):
            apart.append(f"{kind} {path} = {str(value)[:60]!r}: schema {valid}, check {said!r}")
    assert not apart, "\n".join(apart)
    print(f"# {len(mutated)} mutations, {refused} refused by both")
    assert len(mutated) >= 60 and refused >= 40


tap.main(test_schemas_are_schemas, test_shipped_documents_are_valid,
         test_whole_documents_are_valid_for_both, test_schema_and_check_agree)
