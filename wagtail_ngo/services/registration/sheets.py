"""Sign-in sheets and badges as accessible PDFs. Made on demand, stored nowhere: they hold names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

import wagtail_ngo
from wagtail_ngo import conf
from wagtail_ngo.domain.batches import batches
from wagtail_ngo.domain.pdf.values import Made, Metadata
from wagtail_ngo.domain.registration.badges import NAME_SIZES, ORGANIZATION_SIZES, size_for
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.events.snapshots import facts_of
from wagtail_ngo.services.pdf.child import Job, Limits, job_metadata, made_in_child
from wagtail_ngo.services.registration.lists import sheet_names
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.words import when

#: Empty lines below the names, for those who come without a registration.
EMPTY_LINES = 8
#: Badges on a page of A4: two beside each other, five below each other.
ON_PAGE = 10


def sign_in_sheet(dates: Iterable[Occurrence], *, now: datetime.datetime) -> Made:
    """A sheet to sign for each date, each on pages of its own, names by surname.

    All are dates of one event; its language is the sheet's.
    """
    dates = list(dates)
    about = target_for(dates[0])
    language = about.page.locale.language_code if about.page else translation.get_language()
    with translation.override(language):
        title = _("Sign-in sheet: %(title)s") % {"title": dates[0].title}
        context = {
            "paper_title": title,
            "language": language,
            "sheets": [(date, when(facts_of(date)), sheet_names(date)) for date in dates],
            "empty_lines": range(EMPTY_LINES),
        }
        html = render_to_string("wagtail_ngo/pdf/registration/sign_in.html", context)
    return _make(html, title, dates[0], about, language, now=now)


def badges(date: Occurrence, *, now: datetime.datetime) -> Made:
    """A badge of 90 × 54 mm for everybody whom the sign-in sheet names, ten on a page, to cut."""
    about = target_for(date)
    language = about.page.locale.language_code if about.page else translation.get_language()
    cards = [
        {
            "name": row.name,
            "name_size": size_for(row.name, NAME_SIZES),
            "organization": row.organization_name,
            "organization_size": size_for(row.organization_name, ORGANIZATION_SIZES),
        }
        for row in sheet_names(date)
    ]
    with translation.override(language):
        title = _("Badges: %(title)s") % {"title": date.title}
        context = {
            "paper_title": title,
            "language": language,
            "sheets": list(batches(cards, ON_PAGE)),
        }
        html = render_to_string("wagtail_ngo/pdf/registration/badges.html", context)
    return _make(html, title, date, about, language, now=now)


def _make(html: str, title: str, date: Occurrence, about: Target, language: str, *, now) -> Made:
    author = about.site.site_name or about.site.root_page.title
    metadata = Metadata(
        title=title,
        author=author,
        publisher=author,
        description=title,
        language=language,
        created=now,
        modified=now,
        identifier=date.get_full_url() or title,
        creator_tool=f"wagtail-ngo {wagtail_ngo.__version__}",
    )
    job = Job(
        html=html,
        metadata=job_metadata(metadata),
        base_url=date.get_full_url() or "https://localhost/",
        media_folders=(),
    )
    return made_in_child(job, Limits(**conf.get("PDF_LIMITS")))
