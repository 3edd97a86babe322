#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`meson install` puts everything where a desktop looks, and the installed program finds it."""
import os
import pathlib
import subprocess
import tempfile

import house
import tap

ID = "app.bureau.Bureau"
SHARED = (f"applications/{ID}.desktop", f"metainfo/{ID}.metainfo.xml",
          f"glib-2.0/schemas/{ID}.gschema.xml", f"icons/hicolor/scalable/apps/{ID}.svg",
          f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg", "locale/de/LC_MESSAGES/bureau.mo",
          "locale/es/LC_MESSAGES/bureau.mo",
          *(f"bureau/schemas/{kind}.json" for kind in ("agent", "collection", "template", "view", "workflow")))

folder = tempfile.TemporaryDirectory(prefix="bureau-install-")


def installed(name):
    found = list(pathlib.Path(folder.name).glob(f"**/{name}"))
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def test_installs():
    house.check("meson", "install", "--no-rebuild", "--destdir", folder.name, "-C", house.BUILD)
    for name in SHARED:
        installed(f"share/{name}")


def test_program_starts():
    version = subprocess.run([installed("bin/bureau"), "--version"], text=True, check=True,
                             stdout=subprocess.PIPE).stdout
    assert version.startswith("Bureau "), version


def test_schema_is_found():
    house.need("gsettings")
    share = installed(f"applications/{ID}.desktop").parent.parent
    house.check("glib-compile-schemas", "--strict", share / "glib-2.0/schemas")
    env = {k: v for k, v in os.environ.items() if k != "GSETTINGS_SCHEMA_DIR"}
    keys = house.check("gsettings", "list-keys", ID,
                       env=dict(env, XDG_DATA_DIRS=str(share), GSETTINGS_BACKEND="memory"))
    assert "window-width" in keys.split()


tap.main(test_installs, test_program_starts, test_schema_is_found)
