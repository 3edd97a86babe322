#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop reads of Bureau passes the desktop's own validators."""
import re
import xml.etree.ElementTree as xml

import house
import tap

ID = "app.bureau.Bureau"


def test_metainfo():
    # Bureau has no page on the web, so none is named, and no picture has an address there. Whoever
    # publishes it adds both.
    house.check("appstreamcli", "validate", "--no-net", "--explain", "--override=url-homepage-missing=info",
                house.BUILD / f"data/{ID}.metainfo.xml")


def test_metainfo_is_of_this_version():
    release = xml.parse(house.SOURCE / f"data/{ID}.metainfo.xml.in").find("releases/release")
    version = re.search(r"version: '([^']+)'", (house.SOURCE / "meson.build").read_text())
    assert release.get("version") == version.group(1)


def test_desktop_entry():
    house.check("desktop-file-validate", house.BUILD / f"data/{ID}.desktop")


def test_desktop_entry_is_translated():
    entry = (house.BUILD / f"data/{ID}.desktop").read_text()
    for language in (house.SOURCE / "po/LINGUAS").read_text().split():
        assert f"Comment[{language}]=" in entry, language


def test_settings_schema():
    house.check("glib-compile-schemas", "--strict", "--dry-run", house.SOURCE / "data")


def test_icons():
    icons = house.SOURCE / "data/icons/hicolor"
    for file, size in ((icons / f"scalable/apps/{ID}.svg", "128"),
                       (icons / f"symbolic/apps/{ID}-symbolic.svg", "16")):
        root = xml.parse(file).getroot()
        assert (root.get("width"), root.get("height")) == (size, size), file
    # A symbolic icon is recoloured as a whole: one colour, no gradient, no opacity.
    symbolic = (icons / f"symbolic/apps/{ID}-symbolic.svg").read_text()
    assert len(set(re.findall(r"#[0-9a-f]{6}", symbolic))) == 1
    assert "opacity" not in symbolic and "Gradient" not in symbolic


tap.main(test_metainfo, test_metainfo_is_of_this_version, test_desktop_entry,
         test_desktop_entry_is_translated, test_settings_schema, test_icons)
