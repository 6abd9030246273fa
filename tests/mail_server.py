"""A mail server of a few lines: it keeps the bytes it was given, and answers as it is told."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from dataclasses import dataclass, field

from django.test import override_settings


@dataclass
class Inbox:
    """Received bytes, and what to answer: address → "450 …"; ``None`` breaks the connection."""

    received: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    #: What is answered after a message; "" hangs up before answering.
    after_data: str = "250 ok"


class _Session(socketserver.StreamRequestHandler):
    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self.say("221 bye")
            if verb == b"DATA":
                if not self.take_message():
                    return None
            elif verb == b"RCPT":
                address = line.split(b"<")[1].split(b">")[0].decode()
                self.say(self.server.inbox.answers.get(address, "250 ok"))
            else:
                self.say("250 ok")
        return None

    def take_message(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.inbox.received.append(b"".join(lines))
        if self.server.inbox.after_data:
            self.say(self.server.inbox.after_data)
        return bool(self.server.inbox.after_data)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def mail_server():
    """A server on a free port, which Django sends its mail to; gives its inbox."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.inbox = Inbox()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with smtp_settings(server.server_address[1]):
            yield server.inbox
        server.shutdown()


def smtp_settings(port: int):
    """Settings of a host that mails by SMTP. Nobody listens on port 1."""
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_TIMEOUT=5,
    )
