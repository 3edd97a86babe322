# SPDX-License-Identifier: GPL-3.0-or-later
"""JSONTestSuite through every command that reads JSON: taken or refused as it must be, no crash."""
import collections
import concurrent.futures
import contextlib
import json

import corpora
import tap
from bureauctl import LONG, Desk

# What goes in by the command line, one process each, is a sample in the short form.
STEP = 1 if LONG else 3
# The system takes no argument longer than this, nor one with a NUL.
MAX_ARGUMENT = 120_000


def must_parse(file):
    return file.name.startswith("y_")


def documents():
    return corpora.files("json", "*.json")


def arguments():
    """(file, its text) of those that can stand on a command line."""
    for file in documents()[::STEP]:
        text = file.read_bytes().decode("utf-8", "surrogateescape")
        if len(text) < MAX_ARGUMENT and "\0" not in text and not text.startswith("-"):
            yield file, text


def each(function, items):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda item: function(*item), items))


def said_no(sentence):
    return any(words in sentence for words in ("JSON cannot be used", "UTF-8", "byte sequence"))


def check_refusal(file, answer):
    """In words, and about the JSON exactly where the JSON is the matter."""
    lines = answer.err.splitlines()
    assert answer.status in (1, 2) and len(lines) == 1 and lines[0].startswith("bureauctl: "), (file, answer)
    if not must_parse(file):
        assert said_no(lines[0]), (file, answer)


def parsed_with_python(file):
    try:
        return json.loads(file.read_text("utf-8-sig"))
    except RecursionError:
        return None


def holds_only_objects(file):
    """Whether the file is what an import takes: an object, or a list of them."""
    value = parsed_with_python(file)
    rows = value if isinstance(value, list) else [value]
    return bool(rows) and all(isinstance(row, dict) for row in rows)


def test_import():
    tally = collections.Counter()
    with Desk("lead-intake") as desk:
        files = documents()
        answer = desk.run("import", *files, "--json")
        assert answer.status == 1 and not answer.err, answer
        for file, items in group(answer.json).items():
            is_in = [item for item in items if "error" not in item]
            if not must_parse(file):
                assert not is_in and said_no(items[0]["error"]), items
            elif not holds_only_objects(file):
                assert not is_in and "object" in items[0]["error"], items
            tally["taken" if is_in else "refused"] += 1
        desk.check_sound()
    tap.note(f"json, import: {dict(tally)}")
    assert sum(tally.values()) == len(files) and tally["taken"] > 0


def group(items):
    """The items of each file."""
    files = {str(file): file for file in documents()}
    grouped = collections.defaultdict(list)
    for item in items:
        grouped[files[item["file"]]].append(item)
    return grouped


def test_workflow_check():
    """None of them is a workflow, and an object has problems instead of an error."""
    with Desk("lead-intake") as desk:

        def check(file):
            answer = desk.run("workflow", "check", file, "--json")
            if not answer.out:
                check_refusal(file, answer)
                return False
            assert answer.status == 1 and must_parse(file), (file, answer)
            assert answer.json["ok"] is False and answer.json["problems"], (file, answer)
            return True

        read = each(check, [(file,) for file in documents()[::STEP]])
    tap.note(f"json, workflow check: {len(read)} files, {sum(read)} read as a document")


def test_set():
    """No text of the suite is an identity but the empty object."""
    with Desk("lead-intake") as desk:

        def check(file, text):
            answer = desk.run("set", "identity", text)
            if answer.status == 0:
                assert parsed_with_python(file) == {}, (file, answer)
            else:
                check_refusal(file, answer)
            return answer.status == 0

        done = each(check, arguments())
        desk.check_sound()
    tap.note(f"json, set: {len(done)} texts, {sum(done)} taken")


def as_parameter(file, text):
    """A scalar is taken for what it is, anything else for the text it is."""
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(text) if must_parse(file) else text
        if not isinstance(value, (dict, list)):
            return int(value) if isinstance(value, bool) else value
    return text


def test_query_parameter():
    with Desk("lead-intake") as desk:

        def check(file, text):
            answer = desk.run("query", "SELECT :v AS v", "--param", f"v={text}", "--json")
            if answer.status != 0:
                check_refusal(file, answer)
                return False
            assert answer.json["rows"] == [[as_parameter(file, text)]], (file, answer)
            return True

        done = each(check, arguments())
    tap.note(f"json, query --param: {len(done)} texts, {sum(done)} taken")


tap.main(test_import, test_workflow_check, test_set, test_query_parameter)
