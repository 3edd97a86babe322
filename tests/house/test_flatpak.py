#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak asks for exactly what Bureau needs, and every module is pinned."""
import json
import re

import house
import tap

ALLOWED = ["--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11",
           "--device=dri"]
# What org.gnome.Platform 48 has of what meson.build asks for, in the versions asked for.
RUNTIME = {"gio-unix-2.0", "json-glib-1.0", "libdex-1", "libsecret-1", "libsoup-3.0", "gtk4",
           "libadwaita-1", "gtksourceview-5"}
# The module that brings each of the others. SQLite is among them because it has to be built with
# changesets, and curl so that how it sends is the same everywhere.
MODULES = {"sqlite3": "sqlite", "gmime-3.0": "gmime", "libcurl": "curl", "md4c": "md4c",
           "libspelling-1": "libspelling", "libportal": "libportal"}
MANIFEST = json.loads((house.SOURCE / "flatpak/app.bureau.Bureau.json").read_text())


def modules(entries):
    for module in entries:
        yield module
        yield from modules(module.get("modules", []))


def test_permissions():
    assert sorted(MANIFEST["finish-args"]) == sorted(ALLOWED), MANIFEST["finish-args"]


def test_names_the_application():
    assert (MANIFEST["id"], MANIFEST["command"]) == ("app.bureau.Bureau", "bureau")
    assert MANIFEST["runtime"] == "org.gnome.Platform" and MANIFEST["sdk"] == "org.gnome.Sdk"


def test_modules_are_pinned():
    for module in modules(MANIFEST["modules"]):
        for source in module["sources"]:
            kind = source["type"]
            if kind == "git":
                assert re.fullmatch("[0-9a-f]{40}", source.get("commit", "")), module["name"]
            elif kind == "archive":
                assert re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")), module["name"]
            else:
                assert (kind, module["name"]) == ("dir", "bureau"), module["name"]


def test_every_library_is_there():
    asked = set(re.findall(r"dependency\('([^']+)'", (house.SOURCE / "meson.build").read_text()))
    there = {module["name"] for module in modules(MANIFEST["modules"])}
    assert asked == RUNTIME | set(MODULES), asked ^ (RUNTIME | set(MODULES))
    assert set(MODULES.values()) | {"blueprint-compiler", "bureau"} == there, there


def test_bureau_is_built_last():
    assert MANIFEST["modules"][-1]["name"] == "bureau"


tap.main(test_permissions, test_names_the_application, test_modules_are_pinned,
         test_every_library_is_there, test_bureau_is_built_last)
