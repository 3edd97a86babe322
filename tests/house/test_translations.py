#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string a person sees can be translated, and is, in the languages of po/LINGUAS."""
import re
import subprocess
import tempfile

import house
import tap

PO = house.SOURCE / "po"
CALL = re.compile(r"\b(?:N?C?_|g?ettext|n?gettext|g_dn?gettext|g_dpgettext2?)\s*\(\s*\"")
EXTRACT = ["xgettext", "--from-code=UTF-8", "--add-comments", "--keyword=_", "--keyword=N_",
           "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dcgettext:2",
           "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "--files-from=po/POTFILES.in"]


def listed():
    lines = (PO / "POTFILES.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def languages():
    return (PO / "LINGUAS").read_text().split()


def with_strings():
    """The files that hold a string to translate."""
    code = [f for f in house.files("src/**/*.[ch]", "ui/**/*.blp") if CALL.search(f.read_text())]
    data = house.files("data/*.desktop.in", "data/*.metainfo.xml.in", "data/*.gschema.xml")
    return [str(f.relative_to(house.SOURCE)) for f in code + data]


def template(folder):
    house.need("xgettext")
    file = f"{folder}/bureau.pot"
    subprocess.run([*EXTRACT, f"--output={file}"], cwd=house.SOURCE, check=True,
                   stderr=subprocess.DEVNULL)
    return file


def test_files_are_listed():
    missing = sorted(set(with_strings()) - set(listed()))
    assert not missing, f"not in po/POTFILES.in: {missing}"


def test_listed_files_exist():
    gone = [name for name in listed() if not (house.SOURCE / name).exists()]
    assert not gone, f"in po/POTFILES.in and nowhere else: {gone}"


def test_list_is_in_order():
    assert listed() == sorted(listed())


def test_strings_are_translated():
    with tempfile.TemporaryDirectory() as folder:
        pot = template(folder)
        for language in languages():
            merged = f"{folder}/{language}.po"
            house.check("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                        PO / f"{language}.po", pot)
            for kind in ("--untranslated", "--only-fuzzy"):
                left = house.check("msgattrib", kind, "--no-obsolete", "--no-wrap", merged)
                strings = re.findall(r'^msgid (".+")$', left, re.MULTILINE)
                strings = [s for s in strings if s != '""']
                assert not strings, f"{language}, {kind[2:]}: {strings}\nbuild-aux/po-update adds them"


def test_translations_are_well_formed():
    for language in languages():
        house.check("msgfmt", "--check", "--output-file=/dev/null", PO / f"{language}.po")


tap.main(test_files_are_listed, test_listed_files_exist, test_list_is_in_order,
         test_strings_are_translated, test_translations_are_well_formed)
