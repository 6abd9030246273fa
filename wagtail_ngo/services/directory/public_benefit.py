"""Local organizations to which residents may give 1.5 per cent of their income tax."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from wagtail_ngo.domain.directory.registry_numbers import is_valid_krs
from wagtail_ngo.enums import OrganizationStatus
from wagtail_ngo.models import NGOPage

#: Most organizations on one page; a list for a tax return is looked through, not leafed through.
MOST = 500


def public_benefit_entries(request: HttpRequest | None) -> QuerySet[NGOPage]:
    """Entries an editor marked as OPP that have a KRS number and are not struck off."""
    entries = NGOPage.objects.visible_to(request).filter(alias_of=None, is_public_benefit=True)
    entries = entries.exclude(krs="").exclude(status=OrganizationStatus.STRUCK_OFF)
    return entries.order_by("sort_key", "pk")


def list_organizations(
    request: HttpRequest | None, *, areas: tuple[int, ...] = (), most: int = MOST
) -> list[NGOPage]:
    """The first ``most`` with a number a tax return takes; those of ``areas`` where any is given.

    A wrong number would send the money nowhere, so that an entry with one is left out.
    """
    entries = public_benefit_entries(request).defer("description").prefetch_related("areas")
    if areas:
        fitting = NGOPage.objects.filter(areas__in=areas).order_by().values("pk")
        entries = entries.filter(pk__in=fitting)
    return [entry for entry in entries if is_valid_krs(entry.krs)][:most]
