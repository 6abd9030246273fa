"""The public face of one entry: its page and its vCard; and the feed of a directory."""

import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site

from wagtail_ngo import conf
from wagtail_ngo.domain.directory.opening_hours import is_open
from wagtail_ngo.enums import DateRole
from wagtail_ngo.exports.directory import entries as exports
from wagtail_ngo.exports.directory.public import PublicEntry, public_entries, public_entry
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinIssuePage,
    BulletinSource,
    FundingAward,
    FundingCallIndexPage,
    NGODirectoryPage,
    NGOPage,
    NGOSettings,
    Occurrence,
    PartnerBoardPage,
    Representative,
)
from wagtail_ngo.services.directory.cooperations import cooperations_of
from wagtail_ngo.services.search.log import count_click
from wagtail_ngo.services.search.similar import similar_entries
from wagtail_ngo.views.conditional import conditional

COMING_DATES = 5
PAST_DATES = 5
ISSUES = 5


def entry(request: HttpRequest, page: NGOPage) -> HttpResponse:
    """The page of an entry. In a preview ``page`` carries what the editor typed."""
    now = timezone.localtime()
    public = _public(request, page, now)
    context = {
        "entry": public,
        "json_ld": exports.entry_json_ld(public),
        "is_open_now": is_open(public.week, public.exceptions, at=now),
        **_exchange(request, page, now.date()),
        "cooperations": [
            (cooperation, cooperation.others(page), cooperation.is_led_by(page))
            for cooperation in cooperations_of(page, request)
        ],
        **_find_received(request, page),
        "gallery": list(page.gallery.select_related("image").all()),
        "documents": list(page.documents.select_related("document").all()),
        **_find_hosted(request, page, now),
        **_around(request, page, public),
        "similar": _find_similar(request, page, now),
    }
    count_click(request, page.get_url(request) or "", today=now.date())
    return page.render(request, context_overrides=context)


def _find_similar(request: HttpRequest, page: NGOPage, now: datetime.datetime) -> list[NGOPage]:
    """Entries like this one, of its own directory."""
    if not page.pk:
        return []
    directory = NGODirectoryPage.objects.ancestor_of(page).order_by("-depth").first()
    return similar_entries(directory, page, request, now=now) if directory else []


def _exchange(request: HttpRequest, page: NGOPage, today: datetime.date) -> dict:
    """Current offers and needs, and the board where they are answered, if there is one."""
    offers = [item for item in page.offers.all() if item.is_current(today)]
    needs = [item for item in page.needs.all() if item.is_current(today)]
    board = None
    if page.pk and (offers or needs):
        board = PartnerBoardPage.objects.visible_to(request).order_by("path").first()
    url = board.get_url(request) if board else ""
    return {"offers": offers, "needs": needs, "board_url": url}


def _find_received(request: HttpRequest, page: NGOPage) -> dict:
    """Public money that the organization received, and where its calls are shown."""
    public = FundingAward.objects.visible_to(request).of_public_money()
    awards = list(public.of_entry(page)) if page.pk else []
    calls = FundingCallIndexPage.objects.visible_to(request).first() if awards else None
    return {"awards": awards, "calls_url": calls.get_url(request) if calls else ""}


def _find_hosted(request: HttpRequest, page: NGOPage, now: datetime.datetime) -> dict:
    """Dates that the organization hosts or helps with, coming and past; where to subscribe."""
    if not page.pk:
        return {}
    rows = Occurrence.objects.visible_to(request).once(request)
    rows = rows.with_organization(page, DateRole.HOST, DateRole.PARTNER)
    coming = list(rows.upcoming(now=now).with_details(request)[:COMING_DATES])
    past = list(rows.past(now=now).taking_place().with_details(request)[:PAST_DATES])
    hosts = any(page in row.host_organizations for row in coming)
    url = page.get_full_url(request) if hosts else ""
    return {"hosted_dates": coming, "past_dates": past, "ics_url": f"{url}ics/" if url else ""}


def _around(request: HttpRequest, page: NGOPage, public: PublicEntry) -> dict:
    """Issues that tell of the entry; whom to ask where it has no contact; the form for others."""
    if not page.pk:
        return {}
    directory = NGODirectoryPage.objects.visible_to(request).ancestor_of(page).last()
    settings = None if public.contacts else NGOSettings.of(Site.find_for_request(request))
    return {
        "told_in": list(_told_in(request, page)[:ISSUES]),
        "office": settings if settings and settings.has_office else None,
        "missing_url": f"{directory.get_url(request)}missing/" if directory else "",
    }


def _told_in(request: HttpRequest, page: NGOPage):
    """Issues whose newest edition shows the entry, the latest first."""
    newer = BulletinEdition.objects.filter(
        issue=OuterRef("edition__issue"), number__gt=OuterRef("edition__number")
    )
    key = f"{NGOPage._meta.label_lower}:{page.pk}"
    sources = BulletinSource.objects.filter(key=key, edition__issue=OuterRef("pk"))
    issues = BulletinIssuePage.objects.visible_to(request)
    return issues.filter(Exists(sources.filter(~Exists(newer)))).order_by("-issue_date", "-pk")


def vcard(request: HttpRequest, page: NGOPage) -> HttpResponse:
    public = _public(request, page, timezone.localtime())
    response = conditional(
        request, exports.entry_vcard(public), exports.VCARD_TYPE, last_modified=public.changed_at
    )
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.vcf"'
    return response


def feed(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """New and changed entries, the latest change first."""
    latest = (
        NGOPage.objects.visible_to(request)
        .descendant_of(page)
        .order_by("-last_published_at", "-pk")[: conf.get("FEED_SIZE")]
    )
    entries = public_entries(latest, today=timezone.localdate())
    url = page.get_full_url(request) or ""
    atom = exports.entries_atom(
        entries,
        title=page.title,
        url=url,
        feed_url=f"{url}feed/",
        language=get_language() or "",
    )
    newest = max((entry.changed_at for entry in entries if entry.changed_at), default=None)
    return conditional(request, atom, exports.ATOM_TYPE, last_modified=newest)


def _public(request: HttpRequest, page: NGOPage, now) -> PublicEntry:
    people = Representative.objects.public(now.date()).filter(organization_id=page.pk)
    url = page.get_full_url(request) or ""
    return public_entry(page, today=now.date(), url=url, people=people)
