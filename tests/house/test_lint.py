#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the code never does, each with the reason. A ban that catches nothing would be no ban, so each
is first shown a text that breaks it and one that does not."""
import re

import house
import tap

# Who calls one of these by hand leaks it on the next early return.
UNREFS = "|".join(["g_object", "dex", "json_node", "json_object", "json_array", "g_variant", "g_bytes",
                   "g_hash_table", "g_ptr_array", "g_array", "g_main_loop", "g_main_context",
                   "g_date_time", "g_regex", "g_key_file", "g_uri", "g_thread_pool"])

# What libadwaita reads as Pango markup unless told otherwise (a stranger's "A & B" shows as nothing).
MARKUP_SETTERS = "|".join(["adw_toast_new", "adw_toast_set_title", "adw_banner_new",
                           "adw_banner_set_title", "adw_preferences_row_set_title",
                           "adw_action_row_set_subtitle", "adw_expander_row_set_subtitle",
                           "adw_preferences_group_set_title", "adw_preferences_group_set_description",
                           "adw_preferences_page_set_description", "adw_status_page_set_description"])
LITERAL = r'(?:[^",;]+, )?_?\(?(?:C_ \()?"|[^;]*escaped'

# name: (files, pattern, why, a text that breaks it, one that does not)
BANS = {
    "goto": (
        ["src/**/*.[ch]", "tests/**/*.[ch]"], r"\bgoto\s+\w+\s*;",
        "cleanup is g_autoptr's work", "  goto out;", 'say ("goto out");'),
    "bare unref": (
        ["src/**/*.[ch]", "tests/**/*.[ch]"], rf"(?:^|[;{{}})])\s*(?:{UNREFS})_unref \(",
        "use g_autoptr, g_clear_object, g_clear_pointer or dex_clear",
        "{\n  g_object_unref (self);", "g_task_return (task, self, g_object_unref);"),
    "unowned signal": (
        ["src/**/*.c"], r"\bg_signal_connect(?:_after|_swapped)? \(",
        "g_signal_connect_object disconnects by itself; where the listener is no object, "
        "g_signal_connect_data with a word on who disconnects",
        'g_signal_connect (a, "b", c, d);', 'g_signal_connect_object (a, "b", c, d, 0);'),
    "markup": (
        ["src/**/*.[ch]"], r"\bset_markup\b|_set_markup \(|\"use-markup\", TRUE|use_markup \([^;]*TRUE",
        "text is never markup", "gtk_label_set_markup (label, text);",
        "adw_toast_set_use_markup (toast, FALSE);"),
    "text taken for markup": (
        ["src/**/*.c"], rf"\b(?:{MARKUP_SETTERS}) \((?!{LITERAL})",
        "libadwaita reads this as markup: give it escaped text or a literal",
        "adw_toast_new (title);", 'adw_toast_new (_("Sent"));'),
    "markup in a template": (
        ["ui/**/*.blp", "ui/**/*.ui"], r"use-markup\"?\s*[:>]\s*true|<property name=\"use-markup\">(?:true|1)",
        "text is never markup", "use-markup: true;", "use-markup: false;"),
    "deprecated widget": (
        ["ui/**/*.blp"],
        r"\bGtk\.(?:Dialog|MessageDialog|TreeView|IconView|ComboBox|ComboBoxText|InfoBar|Statusbar|"
        r"AppChooser\w*|ColorButton|FontButton|FileChooser\w*|LockButton|VolumeButton|Assistant|"
        r"ShortcutsWindow)\b|\bAdw\.(?:MessageDialog|Leaflet|Flap|Squeezer|PreferencesWindow|AboutWindow)\b",
        "deprecated at our floor", "Gtk.TreeView tree {", "Gtk.ColumnView rows {"),
    "silenced warning": (
        ["src/**/*.[ch]", "tests/**/*.[ch]", "**/meson.build"],
        r"#\s*pragma\s+GCC\s+diagnostic|G_GNUC_BEGIN_IGNORE_DEPRECATIONS|-Wno-deprecated|-Wno-error",
        "mend what the compiler says", "G_GNUC_BEGIN_IGNORE_DEPRECATIONS", "'-Wno-unused-parameter',"),
    "sleep in a test": (
        ["tests/**/*.[ch]", "tests/**/*.py", "tests/**/*.sh"],
        r"\b(?:g_usleep|usleep|sleep|nanosleep|clock_nanosleep)\s?\((?!\))|^\s*sleep\s+[\d.]",
        "wait for the thing itself", "  time.sleep(1)", "asleep (bed); no_sleep = 1"),
    "shell": (
        ["src/**/*.c"], r"\b(?:system|popen|g_spawn_command_line_\w+|g_shell_parse_argv) \(",
        "no shell reads our text", 'system ("ls");', "file_system (x);"),
    "unbounded copy": (
        ["src/**/*.c"], r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|alloca|g_alloca|g_newa) \(",
        "these have no bound", "strcpy (a, b);", "g_strlcpy (a, b, n); snprintf (a, n, b);"),
}


def bare(text):
    """A text without what its comments and strings say; its lines stay where they are."""
    def blank(found):
        kept = "\n" * found[0].count("\n")
        return f'"{kept}"' if found[0].startswith('"') else kept
    return re.sub(r'/\*.*?\*/|"(?:[^"\\\n]|\\.)*"', blank, text, flags=re.DOTALL)


def caught(pattern, text, is_c):
    # A pattern that speaks of quotes needs the strings; all others must not trip over them.
    if is_c and '\\"' not in pattern:
        text = bare(text)
    for found in re.finditer(pattern, text, re.MULTILINE):
        yield text.count("\n", 0, found.end()) + 1


def test_bans_catch():
    for name, (patterns, pattern, _, broken, fine) in BANS.items():
        is_c = patterns[0].endswith(("[ch]", ".c"))
        assert list(caught(pattern, broken, is_c)), f"{name} is not caught"
        assert not list(caught(pattern, fine, is_c)), f"{name} is caught where it is not"


def test_bans_hold():
    wrong = []
    for name, (patterns, pattern, why, _, _) in BANS.items():
        for file in house.files(*patterns):
            if file.name == "test_lint.py":
                continue
            lines = caught(pattern, file.read_text(), file.suffix in (".c", ".h"))
            wrong += [f"{file.relative_to(house.SOURCE)}:{line}: {name}: {why}" for line in lines]
    assert not wrong, "\n" + "\n".join(wrong)


def blocks(text, name):
    """The bodies of a template's objects of this class, without those inside them."""
    for found in re.finditer(rf"\b{name}\b[^{{;]*\{{", text):
        depth, own = 1, []
        for character in text[found.end():]:
            depth += {"{": 1, "}": -1}.get(character, 0)
            if depth == 0:
                break
            if depth == 1:
                own.append(character)
        yield "".join(own)


def bound_markup(text):
    """Objects whose bound text libadwaita would read as markup."""
    for name in (r"Adw\.\w*Row", r"Adw\.Toast", r"Adw\.Banner"):
        for own in blocks(text, name):
            if re.search(r"\b(?:sub)?title:\s*bind", own) and "use-markup: false" not in own:
                yield f"{name} needs use-markup: false"
    for name in (r"Adw\.StatusPage", r"Adw\.PreferencesGroup", r"Adw\.PreferencesPage"):
        for own in blocks(text, name):
            if re.search(r"\bdescription:\s*bind(?![^;]*escape)", own):
                yield f"{name} has no use-markup: bind an escaped description"


def test_bound_text_is_not_markup():
    assert list(bound_markup("Adw.ActionRow row { title: bind item.title; }"))
    assert not list(bound_markup("Adw.ActionRow { use-markup: false; title: bind item.title; }"))
    assert not list(bound_markup('Adw.ActionRow { title: _("Name"); }'))
    assert list(bound_markup("Adw.ActionRow { title: bind a.b; Gtk.Label { use-markup: false; } }"))
    assert list(bound_markup("Adw.StatusPage { description: bind item.text; }"))
    wrong = [f"{file.relative_to(house.SOURCE)}: {reason}" for file in house.files("ui/**/*.blp")
             for reason in bound_markup(file.read_text())]
    assert not wrong, "\n" + "\n".join(wrong)


tap.main(test_bans_catch, test_bans_hold, test_bound_text_is_not_markup)
