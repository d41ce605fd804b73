"""A mail server for tests. Prints its port, then keeps what it takes as FOLDER/1.eml, 2.eml ... until it is ended.

A recipient called gone is refused for good, one called busy for now; a message that says "unwanted" in its subject is
refused after it was sent.
"""

import argparse
import asyncio
import logging
import pathlib
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 5.1.1 No such person"
        if address.startswith("busy@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Fine"

    async def handle_DATA(self, server, session, envelope):
        if b"Subject: unwanted" in envelope.content:
            return "554 5.7.1 Not wanted"
        self.count += 1
        head = f"X-From: {envelope.mail_from}\r\nX-To: {','.join(envelope.rcpt_tos)}\r\n".encode()
        unfinished = self.folder / f"{self.count}.part"
        unfinished.write_bytes(head + envelope.content)
        unfinished.rename(self.folder / f"{self.count}.eml")
        return "250 2.0.0 Taken"


async def serve(arguments):
    def check(server, session, envelope, mechanism, data):
        known = data.login == b"shop" and data.password == b"a password of a test"
        return AuthResult(success=known, handled=False)

    keeper = Keeper(arguments.folder)
    options = {"enable_SMTPUTF8": False}
    if arguments.sign_in:
        options |= {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, **options), arguments.address, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--sign-in", action="store_true", help="as shop, with the password of this test")
    asyncio.run(serve(parser.parse_args()))
