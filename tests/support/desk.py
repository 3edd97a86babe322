# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader has it: found by role and name, pressed by action.

To be run under build-aux/with-display. Nothing here sleeps: every wait is for an event of the
accessibility bus or the end of the program, with one time limit.
"""
import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as reason:
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)

SOURCE = pathlib.Path(os.environ["BUREAU_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BUREAU_BUILD_DIR"])
LIMIT = float(os.environ.get("BUREAU_TEST_LIMIT", "60"))
EVENTS = ("object:state-changed", "object:children-changed", "object:text-changed",
          "object:property-change", "window")


COMPLAINT = re.compile(r"\b(?:Gtk|Gdk|Gsk|Adwaita|Pango|GtkSourceView|GLib-GObject)-(?:WARNING|CRITICAL) \*\*")
# A popover that is dismissed can be drawn once more: GTK's own.
OF_GTK = re.compile(r"Trying to snapshot GtkGizmo 0x[0-9a-f]+ without a current allocation")


class Gone(AssertionError):
    """What was waited for did not come within the limit."""


def tree(node, seen=None):
    """An element, how deep it is and everything in it, each once: each page of a stack leads to the one that is
    shown, so that GTK has it several times."""
    seen = set() if seen is None else seen
    seen.add(node)
    yield node, 0
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None and child not in seen:
            for other, depth in tree(child, seen):
                yield other, depth + 1


def _descendants(node):
    return (found for found, depth in tree(node) if depth > 0)


def _matches(node, role, name):
    return (role is None or node.get_role_name() == role) and (name is None or node.get_name() == name)


def complaints(said):
    """What GTK found wrong, of all that a program said, which is passed on."""
    said.seek(0)
    words = said.read()
    sys.stderr.write(words)
    return [line for line in words.split("\n") if COMPLAINT.search(line) and not OF_GTK.search(line)]


class _Child:
    """A process that another program started, as far as tests look at it."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        return None if pathlib.Path(f"/proc/{self.pid}").exists() else 0


class Program:
    """One running `bureau` with a home folder of its own; options are those of subprocess.Popen."""

    def __init__(self, *arguments, environment=None, **options):
        self.home = tempfile.TemporaryDirectory(prefix="bureau-window-")
        env = dict(os.environ, HOME=self.home.name,
                   XDG_DATA_HOME=f"{self.home.name}/data", XDG_STATE_HOME=f"{self.home.name}/state",
                   GSETTINGS_SCHEMA_DIR=str(BUILD / "data"), BUREAU_LOCALE_DIR=str(BUILD / "po"))
        env.update(environment or {})
        self.environment = env
        self.said = tempfile.TemporaryFile("w+", errors="replace")
        self.process = subprocess.Popen([BUILD / "src" / "bureau", *arguments], env=env,
                                        stdout=self.said, stderr=self.said, **options)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.home.cleanup()
        faults = complaints(self.said)
        # What a test failed by says more.
        assert kind or not faults, "\n".join(faults)

    def _application(self):
        for child in _descendants_of_desktop():
            if child.get_process_id() == self.process.pid:
                return child
        return None

    def look(self, role=None, name=None):
        """The first element of that role and name that is there now, or None."""
        try:
            application = self._application()
            if application is None:
                return None
            self.forget()
            return next((n for n in _descendants(application) if _matches(n, role, name)), None)
        except GLib.Error:
            return None  # It changed while it was read; the event that says so is on its way.

    def forget(self):
        """Has everything read anew: GTK does not tell of a stack that turned to another page."""
        self._application().clear_cache()

    def find(self, role=None, name=None):
        """Waits for an element of that role and name."""
        found = self.wait(lambda: self.look(role, name))
        if found is None:
            raise Gone(f"no {role} named {name!r}; there is:\n{self.outline()}")
        return found

    def wait(self, condition):
        """Waits until the condition gives something true, and gives it; None at the limit."""
        news = [True]

        def note(*_):
            news.append(True)
            return GLib.SOURCE_CONTINUE

        listener = Atspi.EventListener.new(note)
        for event in EVENTS:
            listener.register(event)
        # The bus tells of no application's end, nor of one that was there before the listener.
        again = GLib.timeout_add(50, note)
        end, value = time.monotonic() + LIMIT, None
        # Looking takes a while and hears of more meanwhile: all of it is looked at once, afterwards.
        while not value and time.monotonic() < end and self.process.poll() is None:
            while not news:
                GLib.MainContext.default().iteration(True)
            news.clear()
            with contextlib.suppress(GLib.Error):  # It changed while it was read; that is news too.
                value = condition()
        for event in EVENTS:
            listener.deregister(event)
        GLib.source_remove(again)
        return value or None

    def press(self, role, name):
        """Presses a button by its accessible action."""
        assert self.find(role, name).get_action_iface().do_action(0), f"{name} was not pressed"

    def flip(self, name):
        """Presses the switch of a row, not the row that has the same name."""
        switch = self.wait(lambda: next((n for n in descendants(self) if n.get_role_name() == "check box"
                                         and n.get_name() == name and n.get_action_iface().get_n_actions()), None))
        assert switch and switch.get_action_iface().do_action(0), self.outline()

    def focus(self, role, name):
        """Clicks into an element and waits until it has the keyboard (GTK offers no other way)."""
        node = self.find(role, name)
        self.click(role, name)
        if not self.wait(lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED)):
            raise Gone(f"{name!r} did not take the focus")
        return node

    def middle(self, role, name):
        """Where the middle of an element is, as words for xdotool."""
        extents = self.find(role, name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return str(extents.x + extents.width // 2), str(extents.y + extents.height // 2)

    def click(self, role, name):
        """Presses the first mouse button in the middle of an element."""
        subprocess.run(["xdotool", "mousemove", *self.middle(role, name), "click", "1"], check=True)

    def scroll(self, role, name):
        """Turns the wheel of the mouse over an element, a little down."""
        subprocess.run(["xdotool", "mousemove", *self.middle(role, name), "click", "--repeat", "3", "5"], check=True)

    def text(self, role, name):
        """The text in a field."""
        return text_of(self.find(role, name))

    def fill(self, role, name, words):
        """Puts words into a field at once, as pasting does: nothing can be completed in between."""
        assert self.find(role, name).get_editable_text_iface().set_text_contents(words), f"{name} took no text"

    def activate(self, words):
        """Presses the row that has these words in it, as a click on it does."""
        self.click("label", words)

    def wait_for_text(self, role, name, words):
        """Waits until a field has these words in it."""
        # No find() in here: a wait inside a wait keeps both from their end.
        if not self.wait(lambda: words in text_of(self.look(role, name))):
            raise Gone(f"{words!r} is not in {name!r}, which says:\n{self.text(role, name)}")

    def says(self, words):
        """Waits for a label that has these words in it."""
        if not self.wait(lambda: self._has_words(words)):
            raise Gone(f"nothing says {words!r}; there is:\n{self.outline()}")

    def _has_words(self, words):
        try:
            return any(words in n.get_name() for n in descendants(self) if n.get_role_name() == "label")
        except GLib.Error:
            return False

    def count(self, role):
        """How many elements of that role are there."""
        try:
            return sum(n.get_role_name() == role for n in _descendants(self._application()))
        except GLib.Error:
            return -1

    def child(self):
        """The program that this one started, once it shows something: its file dialog."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pid = self.wait(lambda: next(iter(children.read_text().split()), None))
        assert pid, "no program was started"
        other = Program.__new__(Program)
        other.process = _Child(int(pid))
        other.find("button", "Cancel")
        other.come_forward()
        return other

    def come_forward(self):
        """Gives the keyboard to the window, as a window manager does; there is none."""
        subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "", "windowfocus",
                        "--sync"], check=True, stderr=subprocess.DEVNULL)

    def end(self):
        """Waits for the program to end and gives its exit status."""
        return self.process.wait(LIMIT)

    def outline(self):
        """Every element as one line, for a failed test's report."""
        application = self._application()
        if application is None:
            return f"no application (exit status {self.process.poll()})"
        return "\n".join(f"{n.get_role_name()}: {n.get_name()!r}" for n in _descendants(application))


def text_of(field):
    """The text in a field; empty while it cannot be read."""
    try:
        return Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field)) if field else ""
    except GLib.Error:
        return ""


def descendants(program):
    """Every element of a program; empty while it cannot be read."""
    try:
        return list(_descendants(program._application()))
    except (AttributeError, GLib.Error):
        return []


def children(node):
    """The children of an element; empty while they cannot be read."""
    try:
        return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child]
    except GLib.Error:
        return []


def _descendants_of_desktop():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None:
            yield child


def type_keys(*keys):
    """Types keys as a person does, into the window under the pointer (there is no window manager)."""
    subprocess.run(["xdotool", "key", *keys], check=True)


def type_words(words):
    """Types words where the focus is."""
    subprocess.run(["xdotool", "type", "--delay", "1", words], check=True)


@contextlib.contextmanager
def clipboard(content):
    """Puts a text on the clipboard, or the file of a path, as another program does, for as long as it is needed."""
    script = ("import gi, sys; gi.require_version('Gtk', '4.0'); from gi.repository import Gdk, Gio, GLib, Gtk; Gtk.init();"
              "w = Gtk.Window(); w.realize(); kind, words = sys.argv[1:];"
              "content = Gdk.FileList.new_from_list([Gio.File.new_for_path(words)]) if kind == 'file' else words;"
              "Gdk.Display.get_default().get_clipboard().set(content);"
              "print('ready', flush=True); GLib.MainLoop().run()")
    kind = "file" if isinstance(content, pathlib.Path) else "text"
    owner = subprocess.Popen([sys.executable, "-c", script, kind, str(content)], stdout=subprocess.PIPE, text=True)
    try:
        assert owner.stdout.readline() == "ready\n", "nobody keeps the clipboard"
        yield
    finally:
        owner.kill()
        owner.wait()


@contextlib.contextmanager
def elsewhere():
    """Another program's window that has the keyboard meanwhile."""
    script = ("import gi; gi.require_version('Gtk', '4.0'); from gi.repository import GLib, Gtk; Gtk.init();"
              "w = Gtk.Window(title='Elsewhere', default_width=80, default_height=80); w.present();"
              "GLib.MainLoop().run()")
    owner = subprocess.Popen([sys.executable, "-c", script])
    try:
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Elsewhere$", "windowfocus"],
                       check=True, stdout=subprocess.DEVNULL)
        yield
    finally:
        owner.kill()
        owner.wait()


def picture(file):
    """Writes the display to a file once two pictures in a row are alike; gives its colour count."""
    started, previous = time.monotonic(), None
    while time.monotonic() - started < LIMIT:
        subprocess.run(["import", "-silent", "-window", "root", file], check=True)
        signature, colours = subprocess.run(["identify", "-format", "%# %k", file], check=True,
                                            capture_output=True, text=True).stdout.split()
        if signature == previous and int(colours) > 1:
            return int(colours)
        previous = signature
    raise Gone("the window never came to rest")
