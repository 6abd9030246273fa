"""The town's security headers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        # Wagtail's preview panel shows the page in a frame of the same site.
        "frame-ancestors 'self'",
    ]
)


class ContentSecurityPolicyMiddleware:
    """A strict policy on every public page; the admin's editor needs inline scripts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(admin_prefix()):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


def admin_prefix() -> str:
    """Path of the Wagtail admin, or a path that no request has where there is no admin."""
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return "\0"
