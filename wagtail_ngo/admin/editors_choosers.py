"""Choosers that answer those only who work with pages: what they list is not always public."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.admin.viewsets.chooser import ChooserViewSet

from wagtail_ngo.admin.page_lists import may_edit_pages


class EditorsChooserViewSet(ChooserViewSet):
    """Wagtail's own lets anybody choose who may open the admin."""

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = for_editors(pattern.callback)
        return patterns


def for_editors(view: Callable) -> Callable:
    """The view, refused to users who have no permission on any page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        if not may_edit_pages(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
