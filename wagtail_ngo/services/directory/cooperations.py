"""Cooperations as the public may read them, and their figures for a period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Site

from wagtail_ngo.enums import CooperationOrigin
from wagtail_ngo.models import Cooperation, CooperationPartner, NGOPage
from wagtail_ngo.models.directory.cooperation import CooperationQuerySet


@dataclass(frozen=True)
class Partner:
    """``page`` is None for a partner from outside the directory, or whose entry was deleted."""

    name: str
    page: NGOPage | None
    is_lead: bool


@dataclass(frozen=True)
class PublicCooperation:
    """A cooperation with the partners that a visitor may read of, the lead first."""

    row: Cooperation
    partners: tuple[Partner, ...]

    def others(self, entry: NGOPage) -> tuple[Partner, ...]:
        return tuple(
            partner
            for partner in self.partners
            if partner.page is None or partner.page.pk != entry.pk
        )

    def is_led_by(self, entry: NGOPage) -> bool:
        return any(
            partner.is_lead and partner.page and partner.page.pk == entry.pk
            for partner in self.partners
        )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(partner.name for partner in self.partners)


def public_cooperations(
    rows: CooperationQuerySet, request: HttpRequest | None, *, site: Site | None = None
) -> list[PublicCooperation]:
    """Those of ``rows`` of which the visitor may read at least two partners.

    An entry that the visitor may not open is not named, here as anywhere. A name
    without an entry was public when it was written down, and stays.
    """
    cooperations = list(rows.public().prefetch_related("partners"))
    keys = {
        part.organization_id
        for row in cooperations
        for part in row.partners.all()
        if part.organization_id
    }
    entries = NGOPage.objects.visible_to(request, site=site).defer("description").in_bulk(keys)
    shown = [PublicCooperation(row, _partners(row.partners.all(), entries)) for row in cooperations]
    return [cooperation for cooperation in shown if len(cooperation.partners) > 1]


def _partners(
    parts: Iterable[CooperationPartner], entries: dict[int, NGOPage]
) -> tuple[Partner, ...]:
    shown = []
    for part in parts:
        if part.organization_id is None:
            shown.append(Partner(part.name, None, part.is_lead))
        elif page := entries.get(part.organization_id):
            shown.append(Partner(page.title, page, part.is_lead))
    return tuple(sorted(shown, key=lambda partner: not partner.is_lead))


def cooperations_of(entry: NGOPage, request: HttpRequest | None) -> list[PublicCooperation]:
    """What the page of the entry shows: the latest first; only what others may be named with."""
    if not entry.pk:
        return []
    cooperations = public_cooperations(Cooperation.objects.of(entry), request)
    return [cooperation for cooperation in cooperations if cooperation.others(entry)]


def keep_name(entry: NGOPage) -> None:
    """Write down what the entry is called now, before it is deleted."""
    CooperationPartner.objects.filter(organization_id=entry.pk).update(name=entry.title)


@dataclass(frozen=True)
class CooperationFigures:
    """Of a period: cooperations that lasted in it, and of these, those begun in it."""

    lasting: int
    begun: int
    begun_at_events: int
    begun_on_board: int
    organizations: int


def figures(first: datetime.date, last: datetime.date) -> CooperationFigures:
    """Public cooperations of the days from ``first`` to ``last``, both included.

    ``organizations`` counts each entry and each name without an entry once.
    """
    lasting = Cooperation.objects.public().in_period(first, last)
    begun = Cooperation.objects.public().begun_in(first, last)
    parts = CooperationPartner.objects.filter(cooperation__in=lasting.order_by().values("pk"))
    entries = parts.exclude(organization=None).values("organization").distinct()
    names = parts.filter(organization=None).values("name").distinct()
    return CooperationFigures(
        lasting=lasting.count(),
        begun=begun.count(),
        begun_at_events=begun.filter(origin=CooperationOrigin.EVENT).count(),
        begun_on_board=begun.filter(origin=CooperationOrigin.BOARD).count(),
        organizations=entries.order_by().count() + names.order_by().count(),
    )
