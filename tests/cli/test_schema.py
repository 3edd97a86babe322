#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published schemas, as the program prints them wherever it runs: no workspace, no file beside it."""
import house
import tap
from bureauctl import Desk

NAMES = ["agent", "collection", "template", "view", "workflow"]


def test_lists_them():
    with Desk(make=False) as desk:
        listed = desk.ask("schema")
        assert [schema["name"] for schema in listed] == NAMES, listed
        assert all(schema["description"] for schema in listed), listed
        told = desk.do("schema").out
        assert all(f"{name} " in told for name in NAMES), told


def test_prints_one_as_it_is_published():
    with Desk(make=False) as desk:
        for name in NAMES:
            published = (house.SOURCE / f"data/schemas/{name}.json").read_text()
            assert desk.do("schema", name).out == published, name
            assert desk.do("--json", "schema", name).out == published, name


def test_refuses_what_there_is_not():
    with Desk(make=False) as desk:
        for name in ("nonsense", "", "../schema/1", "view.json"):
            desk.refuse(1, "“bureauctl schema” lists them", "schema", name)
        desk.refuse(2, "too many", "schema", "view", "agent")


tap.main(test_lists_them, test_prints_one_as_it_is_published, test_refuses_what_there_is_not)
