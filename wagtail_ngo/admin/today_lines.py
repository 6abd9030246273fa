"""What waits for the editor today, a line for each kind of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_ngo.services.today import Today


@dataclass(frozen=True)
class Line:
    """Something to do, and the one button that settles it."""

    text: str
    url: str
    button: str
    icon: str = "warning"
    is_post: bool = False


#: Sources of lines in order. Another part of the package, or a host, appends its own: a function
#: of the questions that yields lines, and nothing that the user may not act on.
SOURCES: list[Callable[[Today], Iterator[Line]]] = []


def source(function: Callable[[Today], Iterator[Line]]):
    SOURCES.append(function)
    return function


@source
def answers(today: Today) -> Iterator[Line]:
    if waiting := today.answers:
        text = ngettext(
            "%(count)d change request waits for a decision.",
            "%(count)d change requests wait for a decision.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_change_request", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Decide"), "mail")


@source
def hints(today: Today) -> Iterator[Line]:
    if waiting := today.hints:
        text = ngettext(
            "%(count)d organization is missing, says a visitor.",
            "%(count)d organizations are missing, say visitors.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_missing_organization", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Look at it"), "help")


@source
def dates_without_host(today: Today) -> Iterator[Line]:
    if waiting := today.dates_without_host:
        text = ngettext(
            "%(count)d coming date has no host yet.",
            "%(count)d coming dates have no host yet.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_event_dates", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Choose hosts"), "date")


@source
def dates_left_out(today: Today) -> Iterator[Line]:
    if waiting := today.dates_left_out:
        text = ngettext(
            "%(count)d date with people falls on a holiday or into a break.",
            "%(count)d dates with people fall on a holiday or into a break.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_event_dates", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Decide"), "date")


@source
def source_changes(today: Today) -> Iterator[Line]:
    if waiting := today.source_changes:
        text = ngettext(
            "%(count)d imported event says something else at its source.",
            "%(count)d imported events say something else at their sources.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_source_changes")
        if waiting.count == 1:
            url = reverse("wagtail_ngo_source_change", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Compare"), "resubmit")
    if waiting := today.source_drafts:
        text = ngettext(
            "%(count)d event came from another calendar and is a draft.",
            "%(count)d events came from other calendars and are drafts.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_source_changes")
        yield Line(text % {"count": waiting.count}, url, _("Look at them"), "resubmit")
    if waiting := today.failing_sources:
        text = ngettext(
            "%(count)d calendar of others could not be read.",
            "%(count)d calendars of others could not be read.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_calendarsource_modeladmin_index")
        if waiting.count == 1:
            url = reverse("wagtail_ngo_calendarsource_modeladmin_inspect", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("See why"))


@source
def dates_not_closed(today: Today) -> Iterator[Line]:
    if waiting := today.dates_not_closed:
        text = ngettext(
            "%(count)d past date is not closed yet.",
            "%(count)d past dates are not closed yet.",
            waiting.count,
        )
        if waiting.count == 1:
            url = reverse("wagtail_ngo_close", args=[waiting.first])
        else:
            url = f"{reverse('wagtail_ngo_dates')}?show=not-closed"
        yield Line(text % {"count": waiting.count}, url, _("Say what took place"), "calendar-check")


@source
def waiting_lists(today: Today) -> Iterator[Line]:
    if waiting := today.waiting_lists:
        text = ngettext(
            "People wait for a seat at %(count)d coming date.",
            "People wait for a seat at %(count)d coming dates.",
            waiting.count,
        )
        if waiting.count == 1:
            url = reverse("wagtail_ngo_date", args=[waiting.first])
        else:
            url = f"{reverse('wagtail_ngo_dates')}?show=waiting"
        yield Line(text % {"count": waiting.count}, url, _("Give seats or tell them"), "group")


@source
def calls_without_result(today: Today) -> Iterator[Line]:
    if waiting := today.calls_without_result:
        text = ngettext(
            "%(count)d call has ended and its result is not written down.",
            "%(count)d calls have ended and their results are not written down.",
            waiting.count,
        )
        url = reverse("wagtail_ngo_fundingcall_modeladmin_edit", args=[waiting.first])
        yield Line(text % {"count": waiting.count}, url, _("Write the result"), "tag")


@source
def bulletins(today: Today) -> Iterator[Line]:
    for serial, draft in today.bulletins:
        if draft is None:
            url = reverse("wagtail_ngo_bulletin_new", args=[serial.pk])
            text = _("“%(title)s”: the next issue is not begun.") % {"title": serial.title}
            yield Line(text, url, _("Begin the issue"), "doc-full", is_post=True)
        else:
            text = _("“%(title)s” is a draft.") % {"title": draft.title}
            yield Line(text, edit_url(draft.pk), _("Go on writing"), "doc-full")


@source
def failures(today: Today) -> Iterator[Line]:
    if waiting := today.failed_files:
        text = ngettext(
            "%(count)d file of a bulletin could not be made.",
            "%(count)d files of bulletins could not be made.",
            waiting.count,
        )
        yield Line(text % {"count": waiting.count}, edit_url(waiting.first), _("Open the issue"))
    if waiting := today.failed_mails:
        text = ngettext(
            "%(count)d message did not arrive.", "%(count)d messages did not arrive.", waiting.count
        )
        url = reverse("wagtail_ngo_outgoingmail_modeladmin_index")
        yield Line(text % {"count": waiting.count}, url, _("Look at them"), "mail")


@source
def entries(today: Today) -> Iterator[Line]:
    if waiting := today.overdue_entries:
        text = ngettext(
            "%(count)d entry was not confirmed in time.",
            "%(count)d entries were not confirmed in time.",
            waiting.count,
        )
        # The list where those that were checked are marked as confirmed, or asked by mail.
        url = f"{reverse('wagtail_ngo_entries:index')}?review=overdue&publication=live"
        yield Line(text % {"count": waiting.count}, url, _("Confirm or ask"), "history")


@source
def searches(today: Today) -> Iterator[Line]:
    if waiting := today.fruitless_searches:
        text = ngettext(
            "%(count)d search found nothing again and again.",
            "%(count)d searches found nothing again and again.",
            waiting.count,
        )
        url = f"{reverse('wagtail_ngo_search_report')}?days=30&nothing=on"
        yield Line(text % {"count": waiting.count}, url, _("Add synonyms"), "search")


@source
def drafts(today: Today) -> Iterator[Line]:
    started = {draft.pk for _serial, draft in today.bulletins if draft}
    for page in today.own_drafts:
        if page.pk not in started:
            text = _("Your draft: “%(title)s”.") % {"title": page.draft_title or page.title}
            yield Line(text, edit_url(page.pk), _("Go on writing"), "edit")


def lines(today: Today) -> list[Line]:
    return [line for each in SOURCES for line in each(today)]


def edit_url(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])
