"""A server that speaks as much of the HTTP API of Elasticsearch and OpenSearch as Wagtail uses.

Indices, documents singly and in bulk, and searches: ``bool``, ``match`` and ``match_all``, stored
fields, scrolling. Fields with Wagtail's edge n-grams are found by the beginnings of their words, up
to fifteen signs. What is written is found only after a refresh, as there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

_LONGEST = 15
_BEGUN = "edgengrams"


class SearchEngine:
    """The documents, and all that was asked and answered."""

    def __init__(self) -> None:
        self.url = ""
        self.written: dict[str, dict] = {}
        self.documents: dict[str, dict] = {}
        self.searches: list[dict] = []
        self.answers: list[bytes] = []
        self.open_scrolls: dict[str, list[list[dict]]] = {}

    def search(self, asked: dict) -> dict:
        self.searches.append(asked)
        hits = [
            self._hit(key, document, asked)
            for key, document in self.documents.items()
            if fits(document, asked["query"])
        ]
        size = int(asked.get("size", 10))
        batches = [hits[start : start + size] for start in range(0, len(hits), size)]
        if "scroll" not in asked:
            return self._page(batches[0] if batches else [], len(hits))
        scroll = f"scroll{len(self.searches)}"
        self.open_scrolls[scroll] = batches
        return self.scroll(scroll, len(hits))

    def scroll(self, scroll: str, total: int = 0) -> dict:
        batches = self.open_scrolls[scroll]
        return {"_scroll_id": scroll, **self._page(batches.pop(0) if batches else [], total)}

    def _page(self, hits: list[dict], total: int) -> dict:
        return {"timed_out": False, "hits": {"total": {"value": total}, "hits": hits}}

    def _hit(self, key: str, document: dict, asked: dict) -> dict:
        hit = {"_index": "pages", "_id": key, "_score": 1.0}
        if asked.get("_source", True) not in (False, "false"):
            hit["_source"] = document
        if name := asked.get("stored_fields"):
            hit["fields"] = {name: [document[name]]}
        return hit


def fits(document: dict, query: dict) -> bool:
    """Whether a document fits a query of the API."""
    [(kind, body)] = query.items()
    if kind == "bool":
        filters = body.get("filter", [])
        must = [*_listed(body.get("must", [])), *_listed(filters)]
        should = body.get("should", [])
        return all(fits(document, part) for part in must) and (
            not should or any(fits(document, part) for part in should)
        )
    if kind == "match":
        [(field, asked)] = body.items()
        return _matches(document, field, asked)
    if kind == "match_all":
        return True
    raise ValueError(f"a query that this server does not know: {kind}")


def _matches(document: dict, field: str, asked: dict | str) -> bool:
    asked = asked if isinstance(asked, dict) else {"query": asked}
    values = [str(value) for value in _listed(document.get(field, []))]
    if not field.endswith(_BEGUN):
        return asked["query"] in values
    grams = {
        word[:length]
        for value in values
        for word in _words(value)
        for length in range(1, min(len(word), _LONGEST) + 1)
    }
    words = _words(asked["query"])
    together = all if asked.get("operator") == "and" else any
    return bool(words) and together(word in grams for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        address = urlsplit(self.path)
        parts = [part for part in address.path.split("/") if part]
        status, answer = self._answer(parts, dict(parse_qsl(address.query)), body)
        content = json.dumps(answer).encode() if self.command != "HEAD" else b""
        if "_search" in parts:
            self.server.engine.answers.append(content)
        self.send_response(status)
        # Clients of Elasticsearch answer to no other server.
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", self.headers.get("Accept", "application/json"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 -- http.server's names

    def _answer(self, parts: list[str], parameters: dict, body: str) -> tuple[int, dict]:
        engine = self.server.engine
        if "_bulk" in parts:
            return 200, _write_bulk(engine, body)
        if "_doc" in parts:
            return self._document(parts[-1], body)
        if "_refresh" in parts:
            engine.documents = dict(engine.written)
            return 200, {"_shards": {"failed": 0}}
        if "scroll" in parts:
            asked = {**parameters, **(json.loads(body) if body else {})}
            return self._scroll(_listed(asked["scroll_id"])[0])
        if "_search" in parts:
            return 200, engine.search({**parameters, **json.loads(body or "{}")})
        return 200, {"acknowledged": True, "version": {"number": "8.0.0"}}

    def _document(self, key: str, body: str) -> tuple[int, dict]:
        written = self.server.engine.written
        if self.command != "DELETE":
            written[key] = json.loads(body)
            return 201, {"_id": key, "result": "created"}
        gone = written.pop(key, None)
        return (404, {"result": "not_found"}) if gone is None else (200, {"result": "deleted"})

    def _scroll(self, scroll: str) -> tuple[int, dict]:
        engine = self.server.engine
        if self.command == "DELETE":
            del engine.open_scrolls[scroll]
            return 200, {"succeeded": True}
        return 200, engine.scroll(scroll)

    def log_message(self, *args) -> None:
        """Nothing is printed."""


def _write_bulk(engine: SearchEngine, body: str) -> dict:
    lines = [json.loads(line) for line in body.splitlines() if line]
    items = []
    for action, document in zip(lines[::2], lines[1::2], strict=True):
        key = action["index"]["_id"]
        engine.written[key] = document
        items.append({"index": {"_id": key, "status": 201}})
    return {"errors": False, "items": items}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, engine: SearchEngine) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.engine = engine


@contextmanager
def search_engine() -> Iterator[SearchEngine]:
    """An empty engine on a port of its own."""
    engine = SearchEngine()
    with _Server(engine) as server:
        engine.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield engine
        server.shutdown()
