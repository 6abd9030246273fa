"""How often one visitor may send a public form, without keeping who the visitor is."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600


def is_too_often(request: HttpRequest, action: str, *, per_hour: int) -> bool:
    """Whether this visitor's address sent ``action`` more than ``per_hour`` times in an hour.

    Counts this call. The address is kept as a keyed hash and for an hour only.
    """
    visitor = salted_hmac(
        f"wagtail_ngo.{action}", request.META.get("REMOTE_ADDR", ""), algorithm="sha256"
    )
    key = f"wagtail_ngo.{action}.{visitor.hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > per_hour
    except ValueError:  # expired between the two lines
        return False
