"""What waits for one editor today: counts of what she may act on, each in one query."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from wagtail_ngo.enums import ChangeState, DateRole, FileStatus
from wagtail_ngo.models import (
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
    ChangeRequest,
    EventPage,
    FundingCall,
    MissingOrganization,
    NGOPage,
    Occurrence,
    OccurrenceOrganization,
    OutgoingMail,
    SearchedQuery,
)
from wagtail_ngo.services.events import source_changes, sources
from wagtail_ngo.services.people.roles import TOP_PAGES
from wagtail_ngo.services.registration import lists
from wagtail_ngo.services.search import mending

#: Dates so many days ahead should have their host.
HOST_DAYS = 60
SEARCH_DAYS = 30
#: Dates that ended so long ago and are not closed are history that nobody will record any more.
CLOSE_DAYS = 60
#: People who wait for a seat are told in time.
WAITING_DAYS = 21
#: Results of a call that ended so long ago are history.
RESULT_DAYS = 180
#: Words that found nothing so often are worth an editor's time.
SEARCH_TIMES = 3
MOST_DRAFTS = 3


@dataclass(frozen=True)
class Waiting:
    """How many wait, and the one that has waited longest."""

    count: int
    first: int | None = None

    def __bool__(self) -> bool:
        return self.count > 0


class Today:
    """The questions; each is asked when it is read, for this user and this moment."""

    def __init__(self, user, *, now: datetime.datetime):
        self.user, self.now = user, now

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)

    def _pages(self, permission: str) -> QuerySet[Page]:
        """Pages on which the user has a permission, as a subquery."""
        pages = page_permission_policy.instances_user_has_permission_for(self.user, permission)
        return pages.order_by().values("pk")

    @cached_property
    def editable(self) -> QuerySet[Page]:
        return self._pages("change")

    @cached_property
    def publishable(self) -> QuerySet[Page]:
        return self._pages("publish")

    @property
    def answers(self) -> Waiting:
        """Change requests about entries that the user may change."""
        waiting = ChangeRequest.objects.filter(state=ChangeState.WAITING)
        return _waiting(waiting.filter(entry__in=self.editable))

    @property
    def hints(self) -> Waiting:
        """Organizations that visitors miss, in directories to which the user may add."""
        waiting = MissingOrganization.objects.filter(is_closed=False)
        return _waiting(waiting.filter(directory__in=self._pages("add")))

    @property
    def dates_without_host(self) -> Waiting:
        """Coming dates without a host, of events that have one on others; ``first`` is an event."""
        hosts = OccurrenceOrganization.objects.filter(role=DateRole.HOST)
        soon = self.now + datetime.timedelta(days=HOST_DAYS)
        dates = (
            Occurrence.objects.filter(starts_at__gt=self.now, starts_at__lt=soon)
            .taking_place()
            .filter(page__live=True, page__in=self.editable)
            .exclude(Exists(hosts.filter(occurrence=OuterRef("pk"))))
            .filter(Exists(hosts.filter(occurrence__page=OuterRef("page"))))
        )
        counted = dates.order_by().aggregate(count=Count("pk"), first=Min("page"))
        return Waiting(counted["count"], counted["first"])

    @property
    def dates_left_out(self) -> Waiting:
        """Coming dates with people that a holiday or break would take; ``first`` is an event."""
        leaves_out = Q(page__skips_holidays=True) | Q(page__skips_breaks=True)
        dates = (
            Occurrence.objects.filter(leaves_out, is_off_rule=True, starts_at__gt=self.now)
            .filter(page__live=True, page__in=self.editable, record_count__gt=0)
            .taking_place()
        )
        counted = dates.order_by().aggregate(count=Count("pk"), first=Min("page"))
        return Waiting(counted["count"], counted["first"])

    @property
    def source_changes(self) -> Waiting:
        """Imported events that say something else at their source; ``first`` is an event."""
        return _waiting(source_changes.waiting().filter(pk__in=self.editable))

    @property
    def source_drafts(self) -> Waiting:
        """New events from calendars that are kept in step; ``first`` is an event."""
        return _waiting(sources.new_drafts().filter(pk__in=self.editable))

    @property
    def failing_sources(self) -> Waiting:
        """Calendars that could not be read when they were asked last."""
        if not self.user.has_perm("wagtail_ngo.change_calendarsource"):
            return Waiting(0)
        return _waiting(sources.failing())

    @property
    def dates_not_closed(self) -> Waiting:
        """Dates of the last weeks of which nobody said what became of them."""
        if not self.user.has_perm("wagtail_ngo.add_occurrenceclosing"):
            return Waiting(0)
        since = self.now - datetime.timedelta(days=CLOSE_DAYS)
        rows = lists.not_closed(now=self.now).filter(ends_at__gte=since)
        first = rows.order_by("starts_at", "pk").values_list("pk", flat=True).first()
        return Waiting(rows.order_by().count(), first) if first else Waiting(0)

    @property
    def waiting_lists(self) -> Waiting:
        """Dates of the next weeks for which people wait: more seats settle it, or word to them."""
        if not self.user.has_perm("wagtail_ngo.change_registration"):
            return Waiting(0)
        return _waiting(lists.with_people_waiting(now=self.now, days=WAITING_DAYS))

    @property
    def calls_without_result(self) -> Waiting:
        """Calls of the town's programmes that ended and of which nothing was said since."""
        if not self.user.has_perm("wagtail_ngo.change_fundingcall"):
            return Waiting(0)
        calls = FundingCall.objects.ended_at(self.now).filter(programme__isnull=False)
        said = Q(awards__isnull=False) | Q(decided_on__isnull=False) | ~Q(result_note="")
        since = self.now - datetime.timedelta(days=RESULT_DAYS)
        recent = Q(deadline__gte=since) | Q(paper_deadline__gte=since)
        return _waiting(calls.filter(recent).exclude(said))

    @property
    def failed_files(self) -> Waiting:
        """Files of bulletins that could not be made; ``first`` is an issue."""
        files = BulletinFile.objects.filter(
            status=FileStatus.FAILED, edition__issue__in=self.publishable
        )
        counted = files.order_by().aggregate(count=Count("pk"), first=Min("edition__issue"))
        return Waiting(counted["count"], counted["first"])

    @property
    def failed_mails(self) -> Waiting:
        if not self.user.has_perm("wagtail_ngo.change_outgoingmail"):
            return Waiting(0)
        return Waiting(OutgoingMail.objects.unsuccessful().count())

    @property
    def fruitless_searches(self) -> Waiting:
        """Words looked for again and again that found nothing, and that no editor has taken up."""
        if not self.user.has_perm("wagtail_ngo.add_searchsynonym"):
            return Waiting(0)
        since = self.today - datetime.timedelta(days=SEARCH_DAYS)
        words = SearchedQuery.objects.filter(day__gte=since, found=0).order_by().values("words")
        often = words.annotate(sum=Sum("times")).filter(sum__gte=SEARCH_TIMES)
        return Waiting(len(mending.not_taken_up(often.values_list("words", flat=True))))

    @property
    def overdue_entries(self) -> Waiting:
        overdue = NGOPage.objects.filter(live=True, next_review_on__lt=self.today)
        return _waiting(overdue.filter(pk__in=self.editable))

    @property
    def own_drafts(self) -> list[Page]:
        """Pages of ours that the user wrote last and nobody has published."""
        ours = [
            model
            for model in get_page_models()
            if issubclass(model, (NGOPage, EventPage, BulletinIssuePage))
        ]
        types = ContentType.objects.get_for_models(*ours).values()
        drafts = Page.objects.filter(
            has_unpublished_changes=True, latest_revision__user=self.user, content_type__in=types
        )
        return list(
            drafts.filter(pk__in=self.editable).order_by("-latest_revision_created_at")[
                :MOST_DRAFTS
            ]
        )

    @property
    def bulletins(self) -> list[tuple[BulletinIndexPage, BulletinIssuePage | None]]:
        """Serials that need an issue: with the draft to go on with, or None where none is begun.

        A serial without an issue, whose last one covers the day, needs none.
        """
        serials = list(BulletinIndexPage.objects.filter(live=True, pk__in=self._pages("add")))
        issues = BulletinIssuePage.objects.order_by("-year", "-number", "-pk")
        needed: list[tuple[BulletinIndexPage, BulletinIssuePage | None]] = []
        for serial in serials:
            last = issues.filter(path__startswith=serial.path).exclude(path=serial.path).first()
            if last is not None and not last.live:
                needed.append((serial, last))
            elif last is None or last.period_end < self.today:
                needed.append((serial, None))
        return needed

    @property
    def missing_kinds(self) -> list[type[Page]]:
        """Directory, calendar and bulletin, as far as there is none yet."""
        return [model for model in TOP_PAGES[:3] if not model.objects.exists()]


def _waiting(rows: QuerySet) -> Waiting:
    counted = rows.order_by().aggregate(count=Count("pk"), first=Min("pk"))
    return Waiting(counted["count"], counted["first"])
