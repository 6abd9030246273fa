"""The one door to the network: a file from a host that the town has named, within limits.

HTTPS only, and only from hosts of a list, each redirect too. A host is resolved once; when one of
its addresses is not public, nothing is connected to, and the connection is made to an address that
was looked at: whoever changes the name's answer afterwards changes nothing. Proxies named in the
environment are not used. Tests bring a network of their own by an argument, see ``Internet``.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from requests import certs

from wagtail_ngo import __version__
from wagtail_ngo.domain.network_addresses import is_public
from wagtail_ngo.domain.web_addresses import ascii_host, ascii_url

REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 64 * 1024
#: Seconds for one step on the network: connecting, or waiting for the next bytes.
STEP = 10


class FetchError(Exception):
    """Why there is no file. ``code`` is a key of ``events.source_problems.PROBLEMS``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class FetchLimits:
    """Bytes of the file, seconds for everything, redirects that are followed."""

    size: int = 5_000_000
    seconds: float = 60
    redirects: int = 3


@dataclass(frozen=True)
class Answer:
    """``data`` is None where the file has not changed. The others go into the next question."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""


class Internet:
    """The network as it is.

    Tests pass one of their own, with a server on this machine. No setting leads here, so that no
    host can open the door by mistake.
    """

    port = 443

    def addresses(self, host: str) -> list[str]:
        """What the name leads to. Raises OSError."""
        rows = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(row[4][0]) for row in rows))

    def may_connect(self, address: str) -> bool:
        return is_public(address)

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=certs.where())


INTERNET = Internet()


def fetch(
    url: str,
    *,
    hosts: Collection[str],
    limits: FetchLimits,
    etag: str = "",
    last_modified: str = "",
    network: Internet = INTERNET,
) -> Answer:
    """The file, or that it has not changed since ``etag`` or ``last_modified``. Raises FetchError.

    ``hosts`` are names as in ``wagtail_ngo.domain.web_addresses.ascii_host``.
    """
    headers = {
        "User-Agent": f"wagtail-ngo/{__version__}",
        "Accept": "text/calendar, */*;q=0.1",
        # What is packed could unpack to any size.
        "Accept-Encoding": "identity",
    }
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    visit = _Visit(frozenset(hosts), limits, network, time.monotonic() + limits.seconds)
    return _in_time(lambda: visit.follow(url, headers), limits.seconds)


def _in_time(work, seconds: float) -> Answer:
    """Resolving names and reading headers have no time limit of their own; this holds for all."""
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except Exception as error:
            answers.put((None, error))

    # A daemon: a server that never answers does not keep the command alive.
    threading.Thread(target=run, daemon=True, name="wagtail-ngo-fetch").start()
    try:
        answer, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError("late", f"{seconds:g}") from None
    if error is not None:
        raise error
    return answer


@dataclass(frozen=True)
class _Visit:
    hosts: frozenset[str]
    limits: FetchLimits
    network: Internet
    deadline: float

    def follow(self, url: str, headers: dict[str, str]) -> Answer:
        for _hop in range(self.limits.redirects + 1):
            response = self._ask(url, headers)
            try:
                if response.status not in REDIRECTS:
                    return self._read(response)
                url = urljoin(url, response.headers.get("Location", ""))
            finally:
                response.close()
        raise FetchError("redirects", str(self.limits.redirects))

    def _ask(self, url: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        host, target = self._checked(url)
        error: Exception | None = None
        for address in self._addresses(host):
            pool = urllib3.HTTPSConnectionPool(
                address,
                self.network.port,
                ssl_context=self.network.context(),
                server_hostname=host,
                assert_hostname=host,
                timeout=urllib3.Timeout(connect=STEP, read=STEP),
                retries=False,
            )
            try:
                return pool.urlopen(
                    "GET",
                    target,
                    headers={**headers, "Host": host},
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                )
            except urllib3.exceptions.SSLError as refusal:
                raise FetchError("certificate", host) from refusal
            except urllib3.exceptions.HTTPError as failure:
                error = failure
        raise FetchError("connection", host) from error

    def _checked(self, url: str) -> tuple[str, str]:
        """Host, and what is asked for there. FetchError for an address that may not be asked."""
        parts = urlsplit(ascii_url(url))
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
            raise FetchError("scheme")
        host = ascii_host(parts.hostname or "")
        if host not in self.hosts:
            raise FetchError("host", host)
        query = f"?{parts.query}" if parts.query else ""
        return host, f"{parts.path or '/'}{query}"

    def _addresses(self, host: str) -> list[str]:
        try:
            addresses = self.network.addresses(host)
        except (OSError, UnicodeError) as error:
            raise FetchError("unknown_host", host) from error
        if not addresses or not all(map(self.network.may_connect, addresses)):
            raise FetchError("private", host)
        return addresses

    def _read(self, response: urllib3.BaseHTTPResponse) -> Answer:
        if response.status == 304:
            return Answer(None)
        if response.status != 200:
            raise FetchError("status", str(response.status))
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise FetchError("packed")
        data = bytearray()
        try:
            while chunk := response.read(CHUNK):
                data += chunk
                if len(data) > self.limits.size:
                    raise FetchError("size", str(max(1, self.limits.size // 1_000_000)))
                if time.monotonic() > self.deadline:
                    raise FetchError("late", f"{self.limits.seconds:g}")
        except urllib3.exceptions.HTTPError as error:
            raise FetchError("broken_off") from error
        headers = response.headers
        return Answer(bytes(data), _line(headers.get("ETag")), _line(headers.get("Last-Modified")))


def _line(value: str | None) -> str:
    """A value that may go into the header of a next question."""
    text = value or ""
    return text if text.isascii() and text.isprintable() and len(text) <= 200 else ""
