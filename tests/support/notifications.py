# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification server on the session bus, by specifications.freedesktop.org/notification-spec: what
it was told to show and to take away, and a person's press of an action."""
import contextlib
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
INTERFACE = f"""<node><interface name="{NAME}">
 <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
  <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
  <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
 <method name="CloseNotification"><arg type="u" direction="in"/></method>
 <method name="GetCapabilities"><arg type="as" direction="out"/></method>
 <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
  <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
 <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
 <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""


class Notification:
    def __init__(self, title, body, actions):
        self.title, self.body = title, body
        self.actions = dict(zip(actions[1::2], actions[::2]))  # label -> name

    def __repr__(self):
        return f"{self.title!r}: {self.body!r} {list(self.actions)}"


class Server:
    """What is shown now, by number, and all that was ever shown."""

    def __init__(self):
        self.shown, self.all = {}, []

    def titled(self, title):
        """The number of the notification of that title that is shown, or None."""
        return next((number for number, one in self.shown.items() if one.title == title), None)

    def press(self, number, label):
        """Presses a button; the empty label is the notification itself."""
        name = self.shown.pop(number).actions[label] if label else "default"
        self._emit("ActionInvoked", GLib.Variant("(us)", (number, name)))
        self._emit("NotificationClosed", GLib.Variant("(uu)", (number, 2)))

    def _emit(self, name, parameters):
        self._connection.emit_signal(None, PATH, NAME, name, parameters)

    # All below runs on the server's thread.

    def _serve(self, connection):
        self._connection = connection
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        connection.register_object(PATH, info, self._call, None, None)

    def _call(self, connection, sender, path, interface, method, parameters, invocation):
        invocation.return_value(getattr(self, method)(*parameters.unpack()))

    def Notify(self, _, replaces, icon, title, body, actions, hints, timeout):
        number = replaces or len(self.all) + 1
        self.shown[number] = Notification(title, body, actions)
        self.all.append(self.shown[number])
        return GLib.Variant("(u)", (number,))

    def CloseNotification(self, number):
        if self.shown.pop(number, None):
            self._emit("NotificationClosed", GLib.Variant("(uu)", (number, 3)))

    def GetCapabilities(self):
        return GLib.Variant("(as)", (["actions", "body", "body-markup"],))

    def GetServerInformation(self):
        return GLib.Variant("(ssss)", ("test", "bureau", "1", "1.2"))


def _run(server, context, loop, ready):
    context.push_thread_default()
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None)
    connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    server._serve(connection)
    connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                         GLib.Variant("(su)", (NAME, 0)), None, 0, -1, None)
    ready.set()
    loop.run()
    connection.close_sync(None)
    context.pop_thread_default()


@contextlib.contextmanager
def running():
    server, context, ready = Server(), GLib.MainContext(), threading.Event()
    loop = GLib.MainLoop.new(context, False)
    thread = threading.Thread(target=_run, args=(server, context, loop, ready), daemon=True)
    thread.start()
    try:
        assert ready.wait(30), "the server does not start"
        yield server
    finally:
        loop.quit()
        thread.join(30)
