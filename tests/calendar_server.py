"""A calendar server on this machine, with a certificate, and the network that leads to it.

The guard against private addresses is lifted here and nowhere else, by the argument ``network``.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

from wagtail_ngo.services.fetching import Internet

HOST = "kultura.example"


@cache
def authority() -> trustme.CA:
    return trustme.CA()


class LocalNetwork(Internet):
    """Each name leads to one server of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def addresses(self, host: str) -> list[str]:
        return ["127.0.0.1"]

    def may_connect(self, address: str) -> bool:
        return address == "127.0.0.1"

    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority().configure_trust(context)
        return context


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    #: Called with the handler after the headers, in place of writing ``body``.
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


class CalendarServer:
    """Answers ``replies`` by path, and keeps what was asked: path and headers."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.network = LocalNetwork(0)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        town: CalendarServer = self.server.town
        town.asked.append((self.path, dict(self.headers)))
        reply = town.replies.get(self.path, Reply(status=404))
        etag = reply.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            reply = Reply(status=304, headers=reply.headers)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.write is None:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            reply.write(self) if reply.write else self.wfile.write(reply.body)

    def log_message(self, *args) -> None:
        """Nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A visitor that refuses the certificate hangs up."""


@contextlib.contextmanager
def calendar_server(host: str = HOST) -> Iterator[CalendarServer]:
    """A server whose certificate names ``host``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(host).configure_cert(context)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.town = CalendarServer()
        server.town.network = LocalNetwork(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.town
        server.shutdown()
