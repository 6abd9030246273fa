"""How the sources of issued bulletins have changed since; marks for editors, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.domain.events.schedule import DateKey
from wagtail_ngo.enums import SourceChange
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinSource,
    Cooperation,
    EventPage,
    FundingCall,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services import outgoing
from wagtail_ngo.services.bulletin import items
from wagtail_ngo.services.directory.cooperations import public_cooperations
from wagtail_ngo.services.events import splitting
from wagtail_ngo.services.funding import items as call_items


@dataclass(frozen=True)
class Difference:
    key: str
    title: str
    change: str

    @property
    def label(self) -> str:
        return str(SourceChange(self.change).label)


def latest_sources():
    """Sources of the edition of each issue that readers see."""
    later = BulletinEdition.objects.filter(
        issue=OuterRef("edition__issue"), number__gt=OuterRef("edition__number")
    )
    return BulletinSource.objects.exclude(Exists(later)).select_related("edition__issue")


def key_of(instance) -> str:
    """The key of a page, call or cooperation. A subclass of ours counts as ours: pks are shared."""
    for model in (EventPage, NGOPage, FundingCall, Cooperation):
        if isinstance(instance, model):
            return f"{model._meta.label_lower}:{instance.pk}"
    return ""


def mark_changes(*keys: str) -> int:
    """Compare every latest edition's rows of these sources with the site; number of rows marked."""
    is_meant = Q(key__in=keys)
    for key in keys:
        is_meant |= Q(key__startswith=f"{key}@")
    # Asked first: nearly all pages are in no bulletin, and the other question is a large one.
    if not BulletinSource.objects.filter(is_meant).exists():
        return 0
    return refresh(latest_sources().filter(is_meant))


def refresh(rows: Iterable[BulletinSource]) -> int:
    marked = 0
    for row in rows:
        change = _change(row)
        if change != row.change:
            row.change = change
            row.save(update_fields=["change"])
            marked += 1
    return marked


def differences(edition: BulletinEdition) -> list[Difference]:
    """What the site now shows otherwise than ``edition``, looked up again."""
    rows = list(edition.sources.select_related("edition__issue"))
    refresh(rows)
    return [Difference(row.key, row.title, row.change) for row in rows if row.change]


def _change(row: BulletinSource) -> str:
    issue = row.edition.issue
    place = call_items.Place.of(outgoing.site_of(issue))
    with translation.override(issue.locale.language_code):
        item = _current_item(row.key, place)
    if item is None:
        return SourceChange.GONE
    return SourceChange.NONE if content.digest(item) == row.digest else SourceChange.CHANGED


def _current_item(key: str, place: call_items.Place) -> content.Item | None:
    label, _colon, rest = key.partition(":")
    pk, _at, day = rest.partition("@")
    if label == FundingCall._meta.label_lower:
        call = FundingCall.objects.visible_to(None).filter(pk=pk).first()
        return call and call_items.call_item(call, place)
    if label == NGOPage._meta.label_lower:
        page = NGOPage.objects.visible_to(None, site=place.site).filter(pk=pk).first()
        return page and items.organization_item(page)
    if label == Cooperation._meta.label_lower:
        rows = Cooperation.objects.filter(pk=pk)
        shown = public_cooperations(rows, None, site=place.site)
        return items.cooperation_item(shown[0]) if shown else None
    date_key = DateKey.parse(day)
    dates = Occurrence.objects.visible_to(None, site=place.site).filter(
        recurrence_id=date_key.day, session=date_key.session
    )
    dates = dates.with_details(None, site=place.site)
    date = dates.filter(page_id=int(pk)).first()
    # Of a series that was split meanwhile the date belongs to a later event.
    date = date or dates.filter(page__in=splitting.same_series(int(pk))).first()
    return items.event_item(date) if date else None
