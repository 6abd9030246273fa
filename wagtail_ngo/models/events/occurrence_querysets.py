"""Which dates to show: the one place for lists, feeds, exports and documents."""

from __future__ import annotations

import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from wagtail_ngo.enums import DateRole, OccurrenceStatus

#: Nobody meets on dates of these states.
CALLED_OFF = [
    OccurrenceStatus.CANCELLED,
    OccurrenceStatus.WITHDRAWN,
    OccurrenceStatus.NOT_HELD,
]


class OccurrenceQuerySet(models.QuerySet):
    def visible_to(
        self,
        request: HttpRequest | None,
        *,
        site: Site | None = None,
        under: Page | None = None,
        scans: bool = False,
    ) -> Self:
        """Dates of events whose page this visitor may open. See VisiblePageQuerySet.

        ``under`` is the calendar that they are below: one question instead of two for each date.
        With ``scans`` the pages are looked for once: for lists that read all dates anyway.
        """
        pages = apps.get_model("wagtail_ngo", "EventPage").objects
        shown = pages.visible_to(request, site=site)
        if under is not None:
            shown = shown.descendant_of(under)
        return (
            self.filter(page__in=shown.order_by().values("pk")) if scans else self._of_pages(shown)
        )

    def _of_pages(self, pages: models.QuerySet) -> Self:
        """Asked row by row: then databases follow the dates in time, not page after page."""
        return self.filter(Exists(pages.filter(pk=OuterRef("page_id")).order_by()))

    def once(
        self,
        request: HttpRequest | None = None,
        *,
        site: Site | None = None,
        under: Page | None = None,
    ) -> Self:
        """Without dates of aliases whose original, or an earlier alias, is in the same list.

        ``under`` is the calendar that the list is of; an alias in another calendar stays in that.
        """
        pages = apps.get_model("wagtail_ngo", "EventPage").objects
        shown = pages.visible_to(request, site=site)
        if under is not None:
            shown = shown.descendant_of(under)
        original = OuterRef("alias_of_id")
        same = shown.filter(Q(pk=original) | Q(alias_of_id=original, pk__lt=OuterRef("pk")))
        # Aliases are few: they are looked for once, not for each of a hundred thousand dates.
        hidden = pages.filter(Exists(same.order_by()), alias_of__isnull=False)
        return self.exclude(page_id__in=hidden.order_by().values("pk"))

    def overlapping(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        """Dates of which some part lies in ``start`` ≤ t < ``end``; ongoing ones included."""
        return self._not_over(start, Q(starts_at__gte=start)).filter(starts_at__lt=end)

    def _not_over(self, moment: datetime.datetime, later: Q) -> Self:
        """Dates that end after ``moment``, and ``later`` ones.

        The lower bound for ``starts_at`` (from the longest date there is) keeps the cost
        independent of how long the history is.
        """
        longest = self.model.objects.aggregate(days=Max("days"))["days"] or 1
        try:
            floor = moment - datetime.timedelta(days=longest + 1)
        except OverflowError:
            floor = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        return self.filter(Q(ends_at__gt=moment) | later, starts_at__gte=floor)

    def upcoming(self, *, now: datetime.datetime) -> Self:
        """Dates that have not ended, soonest first."""
        return self._not_over(now, Q(starts_at__gt=now)).order_by("starts_at", "pk")

    def past(self, *, now: datetime.datetime) -> Self:
        """Dates that have ended, latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def taking_place(self) -> Self:
        """Without dates that were cancelled or withdrawn or did not take place."""
        return self.exclude(status__in=CALLED_OFF)

    def held(self) -> Self:
        """Dates that took place, as whoever closed them said. What the figures count."""
        return self.filter(status=OccurrenceStatus.HELD)

    def counted(self, first: datetime.date, last: datetime.date, *, now: datetime.datetime) -> Self:
        """What figures count: dates of these local days that are over and were not called off."""
        return self.filter(local_day__range=(first, last), ends_at__lte=now).taking_place()

    def once_each(self) -> Self:
        """A date of an event with translations or aliases once, by its oldest row among these."""
        same = self.filter(
            event_key=OuterRef("event_key"),
            recurrence_id=OuterRef("recurrence_id"),
            session=OuterRef("session"),
            pk__lt=OuterRef("pk"),
        )
        return self.filter(~Exists(same.order_by()))

    def twins_of(self, rows: models.QuerySet) -> Self:
        """All rows of the dates in ``rows``: a translation's own row holds its own records."""
        same = rows.filter(
            event_key=OuterRef("event_key"),
            recurrence_id=OuterRef("recurrence_id"),
            session=OuterRef("session"),
        )
        return self.filter(Exists(same.order_by()))

    def unclosed(self, *, now: datetime.datetime) -> Self:
        """Past dates of which nobody has said yet whether they took place."""
        return self.past(now=now).taking_place().filter(closed_at=None)

    def in_year(self, year: int) -> Self:
        """Dates whose local start lies in the year."""
        return self.filter(local_day__year=year)

    def under(self, index: Page) -> Self:
        """Dates of events below a calendar page."""
        return self._of_pages(Page.objects.descendant_of(index))

    def announced_under(self, *roots: Page) -> Self:
        """The same for figures: with dates of deleted pages, which remember their calendar."""
        condition = Q(pk__in=[])
        for root in roots:
            condition |= Q(page__path__startswith=root.path)
            condition |= Q(page=None, calendar__path__startswith=root.path)
        return self.filter(condition)

    def of_programme(self, programme: models.Model) -> Self:
        """Dates of a cooperation programme: as the row says, or else as its page does now."""
        return self.filter(Q(programme=programme) | Q(programme=None, page__programme=programme))

    def hosted_by(self, organization: Page) -> Self:
        return self.with_organization(organization, DateRole.HOST)

    def with_organization(self, organization: Page, *roles: DateRole) -> Self:
        """Dates on which the NGO had one of the roles."""
        links = apps.get_model("wagtail_ngo", "OccurrenceOrganization").objects
        # From the organization to its dates: they are a few of all there are.
        links = links.filter(organization=organization, role__in=roles)
        return self.filter(pk__in=links.order_by().values("occurrence"))

    def with_details(
        self,
        request: HttpRequest | None = None,
        *,
        site: Site | None = None,
        page_is_known: bool = False,
    ) -> Self:
        """With page, kind, venue and those hosts and partners that the visitor may see.

        ``page_is_known`` where all dates are of one page, which the rows have at hand.
        """
        links = apps.get_model("wagtail_ngo", "OccurrenceOrganization").objects
        hosts = apps.get_model("wagtail_ngo", "NGOPage").objects
        visible = hosts.visible_to(request, site=site).filter(pk=OuterRef("organization_id"))
        # Asked of the hosts of these dates, not of every organization of the town; and each host
        # is made once, however many of the dates are its.
        shown = links.filter(
            Exists(visible.order_by()), role__in=[DateRole.HOST, DateRole.PARTNER]
        ).prefetch_related("organization")
        pages = () if page_is_known else ("page__kind", "page__course")
        return self.select_related(*pages, "venue__district").prefetch_related(
            models.Prefetch("organization_links", queryset=shown)
        )
