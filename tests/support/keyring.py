# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service on a session bus of its own: a keyring that a test can lock, unlock and silence.

What of the interface libsecret needs is here, by specifications.freedesktop.org/secret-service; a
secret goes over the private bus as it is."""
import contextlib
import pathlib
import shutil
import subprocess
import tempfile
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ROOT = "/org/freedesktop/secrets"
BOX = f"{ROOT}/collection/box"
NONE = "/"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""
INTERFACES = """<node>
<interface name="org.freedesktop.Secret.Service">
 <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
  <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
 <method name="SearchItems"><arg type="a{ss}" direction="in"/>
  <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
 <method name="Unlock"><arg type="ao" direction="in"/>
  <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
 <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
  <arg type="a{o(oayays)}" direction="out"/></method>
 <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
 <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Collection">
 <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
  <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
 <property name="Items" type="ao" access="read"/><property name="Label" type="s" access="read"/>
 <property name="Locked" type="b" access="read"/>
 <property name="Created" type="t" access="read"/><property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
 <method name="Delete"><arg type="o" direction="out"/></method>
 <method name="GetSecret"><arg type="o" direction="in"/><arg type="(oayays)" direction="out"/></method>
 <property name="Locked" type="b" access="read"/><property name="Attributes" type="a{ss}" access="read"/>
 <property name="Label" type="s" access="read"/>
 <property name="Created" type="t" access="read"/><property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
 <method name="Prompt"><arg type="s" direction="in"/></method><method name="Dismiss"/>
 <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface></node>"""


class Denied(Exception):
    """What the keyring answers, as the name and the words of a D-Bus error."""


class Keyring:
    """What a test asks for: whether it is @locked, whether the person at its prompt @unlocks it, and
    whether it @denies every request. What it saw: how often it asked, and the secrets it keeps."""

    def __init__(self, address):
        self.address = address
        self.locked = self.unlocks = self.denies = False
        self.prompts = 0
        self.items = {}  # path -> (attributes, secret)
        self._paths = 0

    def secrets(self):
        return [secret.decode() for _, secret in self.items.values()]

    # What each method answers. All run on the bus thread.

    def _serve(self, connection):
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        self._connection = connection
        self._interfaces = {interface.name.rpartition(".")[2]: interface for interface in info.interfaces}
        self._export(ROOT, "Service")
        self._export(BOX, "Collection")
        self._export(f"{ROOT}/aliases/default", "Collection")

    def _export(self, path, name):
        self._connection.register_object(path, self._interfaces[name], self._call, self._property, None)

    def _new_path(self, kind):
        self._paths += 1
        return f"{ROOT}/{kind}/n{self._paths}"

    def _call(self, connection, sender, path, interface, method, parameters, invocation):
        try:
            if self.denies and method != "OpenSession":
                raise Denied("org.freedesktop.DBus.Error.AccessDenied", "The keyring is closed to you")
            answer = getattr(self, method)(path, *parameters.unpack())
        except Denied as reason:
            invocation.return_dbus_error(*reason.args)
        else:
            invocation.return_value(GLib.Variant(*answer) if answer else None)

    def _property(self, connection, sender, path, interface, name):
        attributes = self.items.get(path, ({}, b""))[0]
        return {"Locked": GLib.Variant("b", self.locked), "Label": GLib.Variant("s", "box"),
                "Attributes": GLib.Variant("a{ss}", attributes), "Created": GLib.Variant("t", 0),
                "Modified": GLib.Variant("t", 0), "Items": GLib.Variant("ao", list(self.items)),
                "Collections": GLib.Variant("ao", [BOX])}[name]

    def OpenSession(self, path, algorithm, _):
        if algorithm != "plain":
            raise Denied("org.freedesktop.DBus.Error.NotSupported", "Only plain sessions")
        return "(vo)", (GLib.Variant("s", ""), f"{ROOT}/session/s")

    def SearchItems(self, path, wanted):
        found = [item for item, (attributes, _) in self.items.items() if wanted.items() <= attributes.items()]
        return "(aoao)", ([], found) if self.locked else (found, [])

    def Unlock(self, path, objects):
        return "(aoo)", ([], self._prompt(objects)) if self.locked else (objects, NONE)

    def _prompt(self, objects):
        path = self._new_path("prompt")
        self._asked = objects
        self._export(path, "Prompt")
        return path

    def Prompt(self, path, _):
        self.prompts += 1
        self.locked = not self.unlocks
        result = GLib.Variant("ao", [] if self.locked else self._asked)
        self._connection.emit_signal(None, path, "org.freedesktop.Secret.Prompt", "Completed",
                                     GLib.Variant("(bv)", (self.locked, result)))

    def Dismiss(self, path):
        pass

    def GetSecrets(self, path, items, session):
        return "(a{o(oayays)})", ({item: (session, b"", self.items[item][1], "text/plain")
                                   for item in items if not self.locked},)

    def GetSecret(self, path, session):
        return "((oayays))", ((session, b"", self.items[path][1], "text/plain"),)

    def ReadAlias(self, path, name):
        return "(o)", (BOX,)

    def CreateItem(self, path, properties, secret, replace):
        if self.locked:
            raise Denied("org.freedesktop.Secret.Error.IsLocked", "The box is locked")
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        same = [item for item, (others, _) in self.items.items() if others == attributes]
        item = same[0] if replace and same else self._new_path("collection/box")
        if item not in self.items:
            self._export(item, "Item")
        self.items[item] = (attributes, bytes(secret[2]))
        return "(oo)", (item, NONE)

    def Delete(self, path):
        del self.items[path]
        return "(o)", (NONE,)


def _serve(keyring, context, loop, ready):
    context.push_thread_default()
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    connection = Gio.DBusConnection.new_for_address_sync(keyring.address, flags, None, None)
    keyring._serve(connection)
    connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                         GLib.Variant("(su)", ("org.freedesktop.secrets", 0)), None, 0, -1, None)
    ready.set()
    loop.run()
    connection.close_sync(None)
    context.pop_thread_default()


@contextlib.contextmanager
def running():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bureau-bus-"))
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder=folder))
    bus = subprocess.Popen(["dbus-daemon", "--nofork", f"--config-file={config}", "--print-address=1"],
                           stdout=subprocess.PIPE, text=True)
    keyring = Keyring(bus.stdout.readline().strip())
    context = GLib.MainContext()
    loop = GLib.MainLoop.new(context, False)
    ready = threading.Event()
    thread = threading.Thread(target=_serve, args=(keyring, context, loop, ready), daemon=True)
    thread.start()
    try:
        assert ready.wait(30), "the keyring does not start"
        yield keyring
    finally:
        loop.quit()
        thread.join(30)
        bus.terminate()
        bus.wait(30)
        shutil.rmtree(folder)
