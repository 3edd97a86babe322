#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a room offers says what it is: each public function has a gi-docgen comment, in its .c or .h, that
says what it returns and speaks of no parameter that is not there. A parameter whose type and name say it
all needs no words of its own; freeing and counting references need none at all."""
import re

import house
import tap

DECLARATION = re.compile(r"^(?P<type>(?:const )?\w[\w ]*?[ *]+)(?P<name>bureau_\w+) \((?P<parameters>[^;{]*?)\)"
                         r"(?: G_GNUC_\w+(?: \([\d, ]+\))?)*;", re.MULTILINE)
COMMENT = re.compile(r"/\*\*\n \* (bureau_\w+):[^\n]*\n(.*?)\*/", re.DOTALL)
# Rooms that have no gap and are to stay so; of the others the gaps are only told.
COMPLETE = {"agents", "base", "channels", "cli", "desk", "memory", "providers", "workflows"}
PLUMBING = re.compile(r"_(get_type|quark|free|ref|unref|copy|clear)$")


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def declared(text):
    """Each public function of a header: its name, its parameters, whether it returns anything."""
    for found in DECLARATION.finditer(without_comments(text)):
        if PLUMBING.search(found["name"]):
            continue
        parameters = [re.search(r"(\w+)(?:\[\w*\])?$|\.\.\.$", part.strip())
                      for part in found["parameters"].split(",")]
        names = [p[1] or "..." for p in parameters if p is not None and p[0] != "void"]
        names = [name for name in names if name not in ("self", "error")]
        yield found["name"], names, found["type"].strip() != "void"


def documented(text):
    return dict(COMMENT.findall(text))


def grouped(header):
    """Functions that share the comment above their paragraph, as those of one signature do."""
    for paragraph in re.split(r"\n\s*\n", header):
        if paragraph.lstrip().startswith("/*"):
            yield from (name for name, _, _ in declared(paragraph))


def missing(function, parameters, returns, comments):
    """What the comment of a function lacks."""
    if function not in comments:
        yield f"{function} has no comment"
        return
    comment = comments[function]
    for spoken_of in re.findall(r"^ \* @([\w.]+):", comment, re.MULTILINE):
        if spoken_of not in (*parameters, "self", "error"):
            yield f"{function} speaks of @{spoken_of}, which it does not take"
    if returns and not re.search(r"^ \* Returns?:", comment, re.MULTILINE):
        yield f"{function} does not say what it returns"


def headers():
    return [file for file in house.files("src/*/*.h") if not file.name.endswith("-private.h")]


def lacking():
    """A contract that no .c fulfils yet is not asked for its comment."""
    comments, bodies = {}, set()
    for file in house.files("src/**/*.[ch]"):
        text = file.read_text()
        comments |= documented(text)
        if file.suffix == ".c":
            bodies |= set(re.findall(r"^(bureau_\w+) \(", text, re.MULTILINE))
    for file in headers():
        shared = set(grouped(file.read_text()))
        for function in declared(file.read_text()):
            if function[0] in bodies and not (function[0] in shared and function[0] not in comments):
                yield from (f"{file.relative_to(house.SOURCE)}: {lack}" for lack in missing(*function, comments))


def test_a_gap_is_caught():
    header = ("/* bureau_never (int x); */\nGType bureau_x_get_type (void);\n"
              "char *bureau_name (BureauX *self, const char *text, GPtrArray *list,\n"
              "                   ...) G_GNUC_WARN_UNUSED_RESULT;\nvoid bureau_end (void);\n")
    assert list(declared(header)) == [("bureau_name", ["text", "list", "..."], True),
                                      ("bureau_end", [], False)]
    full = "/**\n * bureau_name:\n * @text: a\n * @list: b\n * @...: c\n *\n * Returns: d\n */\n"
    function = ("bureau_name", ["text", "list", "..."], True)
    assert not list(missing(*function, documented(full)))
    assert len(list(missing(*function, {}))) == 1
    assert len(list(missing(*function, documented(full.replace("Returns: d", ""))))) == 1
    assert len(list(missing(*function, documented(full.replace("@list", "@lost"))))) == 1
    assert not documented(full.replace("/**", "/*"))
    assert list(grouped("/* Each: a. */\nvoid bureau_a (void);\nvoid bureau_b (void);\n\nvoid bureau_c (void);\n")) \
        == ["bureau_a", "bureau_b"]


def test_every_public_function_has_a_comment():
    functions = sum(len(list(declared(file.read_text()))) for file in headers())
    gaps = list(lacking())
    failures = [gap for gap in gaps if gap.split("/")[1] in COMPLETE]
    print(f"# {functions} public functions, {len(gaps)} gaps")
    for gap in gaps:
        print(f"# {gap}")
    assert functions
    assert not failures, "\n" + "\n".join(failures)


tap.main(test_a_gap_is_caught, test_every_public_function_has_a_comment)
