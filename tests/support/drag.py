# SPDX-License-Identifier: GPL-3.0-or-later
"""A file manager as far as dragging goes: a small window that files are dragged out of.

A drag is a conversation of two programs: a button that is let go before the other one said that it takes the
files is a drag that was broken off. So the window says aloud how far it is, and the pointer waits for it.
"""
import contextlib
import select
import subprocess
import sys
import time

import desk

SIZE = 80  # of the window, in pixels; it lies in the display's corner
MIDDLE = SIZE // 2


def _say(word):
    print(word, flush=True)


def _show(paths):
    import gi

    gi.require_version("Gdk", "4.0")
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, Gio, GLib, GObject, Gtk

    def leave():
        """The window goes, and the keyboard with it, before anybody hears of it."""
        window.destroy()
        Gdk.Display.get_default().sync()
        _say("finished")

    def begun(_, drag):
        drag.connect("notify::selected-action", lambda d, _: _say("taken" if d.get_selected_action() else "not-taken"))
        drag.connect("dnd-finished", lambda _: GLib.idle_add(leave))
        drag.connect("cancel", lambda _, reason: _say(f"cancelled-{reason.value_nick}"))
        _say("begun")

    Gtk.init()
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
    source.connect("begin", lambda *_: _say("pressed"))
    source.connect("drag-begin", begun)
    motion = Gtk.EventControllerMotion()
    motion.connect("enter", lambda *_: _say("entered"))
    handle = Gtk.Label(label="Files")
    handle.add_controller(source)
    handle.add_controller(motion)
    window = Gtk.Window(child=handle, decorated=False, default_width=SIZE, default_height=SIZE)
    window.connect("map", lambda _: _say("shown"))
    window.present()
    GLib.MainLoop().run()


class _Pointer:
    """The mouse, and what the window says about it."""

    def __init__(self, source):
        self._source = source

    def _hear(self, seconds):
        """What the window says next; nothing where it is silent for so long."""
        ready, _, _ = select.select([self._source.stdout], [], [], seconds)
        return self._source.stdout.readline().decode().strip() if ready else None

    def _wait(self, word, seconds):
        while (heard := self._hear(seconds)) not in (word, None):
            assert heard and not heard.startswith("cancelled"), f"the drag was broken off: {heard!r}"
        return heard == word

    def until(self, word, *acts):
        """Does something with the mouse, again and again (a drag begins 100 ms after the button was pressed, at the
        next move) until the window says @word."""
        end = time.monotonic() + desk.LIMIT
        while time.monotonic() < end:
            for act in acts:
                subprocess.run(["xdotool", *map(str, act)], check=True)
                if self._wait(word, 0.05 if len(acts) > 1 else desk.LIMIT):
                    return
        raise desk.Gone(f"the window with the files never said {word!r}")


@contextlib.contextmanager
def _window(paths):
    source = subprocess.Popen([sys.executable, __file__, *map(str, paths)], stdout=subprocess.PIPE, bufsize=0)
    try:
        yield _Pointer(source)
    finally:
        subprocess.run(["xdotool", "mouseup", "1"], check=True)
        source.kill()
        source.wait()


def drop(program, role, name, *paths):
    """Drags files out of the other window, over an element and lets go there."""
    x, y = program.middle(role, name)
    with _window(paths) as pointer:
        pointer.until("entered", ("mousemove", MIDDLE, MIDDLE), ("mousemove", MIDDLE + 1, MIDDLE))
        pointer.until("pressed", ("mousedown", 1))
        pointer.until("begun", ("mousemove", MIDDLE + 20, MIDDLE), ("mousemove", MIDDLE, MIDDLE + 20))
        pointer.until("taken", ("mousemove", x, y), ("mousemove_relative", 1, 0))
        pointer.until("finished", ("mouseup", 1))
    program.come_forward()


if __name__ == "__main__":
    _show(sys.argv[1:])
