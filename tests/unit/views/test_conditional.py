"""Answers that a client may keep."""

import datetime
import hashlib

import pytest

from wagtail_ngo.views.conditional import conditional

CHANGED = datetime.datetime(2027, 3, 1, 12, 30, 5, 700_000, tzinfo=datetime.UTC)
SAID = "Mon, 01 Mar 2027 12:30:05 GMT"
ETAG = f'"{hashlib.sha256(b"abc").hexdigest()[:32]}"'


def answer(rf, content="abc", **headers):
    request = rf.get("/", headers=headers)
    return conditional(request, content, "text/plain", last_modified=CHANGED)


def test_an_answer_says_what_it_is_and_when_it_changed(rf):
    response = answer(rf)

    assert (response.status_code, response.content) == (200, b"abc")
    assert {name: response[name] for name in ("ETag", "Last-Modified", "Cache-Control")} == {
        "ETag": ETAG,
        "Last-Modified": SAID,
        "Cache-Control": "max-age=0, must-revalidate",
    }
    assert response["Content-Type"] == "text/plain"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if-none-match": ETAG}, 304),
        ({"if-none-match": f'"other", {ETAG}'}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-modified-since": SAID}, 304),
        ({"if-modified-since": "Mon, 01 Mar 2027 12:30:04 GMT"}, 200),
        ({"if-none-match": '"other"', "if-modified-since": SAID}, 200),
        ({"if-match": '"other"'}, 412),
    ],
)
def test_a_client_that_has_it_is_told_so(rf, headers, status):
    response = answer(rf, **headers)

    assert response.status_code == status
    assert (response.content == b"abc") == (status == 200)
    if status == 304:
        assert response["ETag"] == ETAG


def test_without_a_moment_the_content_alone_decides(rf):
    response = conditional(rf.get("/", headers={"if-modified-since": SAID}), b"abc", "text/plain")

    assert (response.status_code, response.has_header("Last-Modified")) == (200, False)
    assert response["ETag"] == ETAG
    assert answer(rf, "abd")["ETag"] != ETAG
