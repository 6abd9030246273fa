"""The directory page: the list of its entries."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from wagtail_ngo import conf
from wagtail_ngo.models import NGODirectoryPage, NGOPage


def directory(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    entries = (
        NGOPage.objects.visible_to(request)
        .child_of(page)
        .order_by("sort_key", "pk")
        .select_related("logo")
        .prefetch_related("areas")
    )
    listing = Paginator(entries, conf.get("PAGE_SIZE")).get_page(request.GET.get("p"))
    return page.render(request, context_overrides={"entries": listing})
