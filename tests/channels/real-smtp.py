# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server for tests: python3 real-smtp.py FOLDER plain|starttls|tls [CERTIFICATE KEY]

Keeps every message byte for byte as FOLDER/N.eml and its recipients as FOLDER/N.to. With TLS it wants
the login anna / secret. Prints its port, ends when its standard input is closed."""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Keeper:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.n = 0

    async def handle_DATA(self, server, session, envelope):
        self.n += 1
        (self.folder / f"{self.n}.eml").write_bytes(envelope.original_content)
        (self.folder / f"{self.n}.to").write_text(json.dumps(envelope.rcpt_tos), encoding="utf-8")
        return "250 2.0.0 kept"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"anna", b"secret")
    return AuthResult(success=good, handled=good)


async def serve(folder, kind, context):
    def session():
        return SMTP(Keeper.shared, enable_SMTPUTF8=True, data_size_limit=50_000_000,
                    tls_context=context if kind == "starttls" else None,
                    require_starttls=kind == "starttls", auth_required=kind != "plain",
                    auth_require_tls=kind == "starttls", authenticator=authenticate)

    Keeper.shared = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context if kind == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main():
    folder, kind = sys.argv[1:3]
    context = None
    if kind != "plain":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*sys.argv[3:5])
    asyncio.run(serve(folder, kind, context))


main()
