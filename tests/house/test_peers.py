#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of others that tests talk to are named by version and hash, come from no named place and run nothing of their own."""
import json

import house
import tap

PEERS = house.SOURCE / "tests/peers"


def packages():
    locked = json.loads((PEERS / "package-lock.json").read_text())["packages"]
    return {name: package for name, package in locked.items() if name}


def test_versions_and_hashes():
    asked = json.loads((PEERS / "package.json").read_text())["devDependencies"]
    assert asked
    for name, version in asked.items():
        assert packages()[f"node_modules/{name}"]["version"] == version, name
    for name, package in packages().items():
        assert package["integrity"].startswith("sha512-"), name


def test_no_place_and_no_script():
    for name, package in packages().items():
        assert "resolved" not in package and "hasInstallScript" not in package, name
    assert "--ignore-scripts" in (house.SOURCE / "build-aux/peers.sh").read_text()


tap.main(test_versions_and_hashes, test_no_place_and_no_script)
