"""The public face of one entry."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wagtail_ngo.domain.opening_hours import is_open
from wagtail_ngo.exports.entry_public import public_entry
from wagtail_ngo.models import NGOPage, Representative


def entry(request: HttpRequest, page: NGOPage) -> HttpResponse:
    """The page of an entry. In a preview ``page`` carries what the editor typed."""
    now = timezone.localtime()
    people = Representative.objects.public(now.date()).filter(organization_id=page.pk)
    public = public_entry(
        page, today=now.date(), url=page.get_full_url(request) or "", people=people
    )
    context = {
        "entry": public,
        "is_open_now": is_open(public.week, public.exceptions, at=now),
        "offers": [one for one in page.offers.all() if one.is_current(now.date())],
        "needs": [one for one in page.needs.all() if one.is_current(now.date())],
        "cooperations": _visible_cooperations(request, page),
        "gallery": list(page.gallery.select_related("image").all()),
        "documents": list(page.documents.select_related("document").all()),
    }
    return page.render(request, context_overrides=context)


def _visible_cooperations(request: HttpRequest, page: NGOPage) -> list:
    """Cooperations with entries that the visitor may see."""
    rows = list(page.cooperations.all())
    visible = NGOPage.objects.visible_to(request).in_bulk([row.partner_id for row in rows])
    return [(row, visible[row.partner_id]) for row in rows if row.partner_id in visible]
