"""Answers that a client may keep: ETag, Last-Modified and 304."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def conditional(
    request: HttpRequest,
    content: str | bytes,
    content_type: str,
    *,
    last_modified: datetime.datetime | None = None,
) -> HttpResponse:
    """A response with validators, or 304 when the client already has this content."""
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Cache-Control"] = "max-age=0, must-revalidate"
    seconds = int(last_modified.timestamp()) if last_modified else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response)
