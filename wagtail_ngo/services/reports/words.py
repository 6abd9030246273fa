"""Figures as people read them: a number with its noun, and the rule by which it was counted."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext_lazy

from wagtail_ngo.domain.reports.values import Value
from wagtail_ngo.enums import FigureKey

NBSP = "\u00a0"

#: What is said when nothing is known; a figure of 0 is known.
UNKNOWN = gettext_lazy("no data")

#: The rule behind each figure, in a sentence for everybody.
FIGURE_DEFINITIONS = {
    FigureKey.MEETINGS: gettext_lazy(
        "Meetings that took place in the period, counted by date. Cancelled ones do not count."
    ),
    FigureKey.HOSTS: gettext_lazy("Organizations at which meetings took place, each counted once."),
    FigureKey.TRAINING_DAYS: gettext_lazy(
        "Days of trainings: each training counts once for every day on which it took place, "
        "however many sessions it had."
    ),
    FigureKey.TRAINEES: gettext_lazy(
        "Different people who came to trainings. Who came on several days counts once."
    ),
    FigureKey.TRAINING_PARTICIPATIONS: gettext_lazy(
        "Participants of every day of training added up. Who came on two days counts twice."
    ),
    FigureKey.OTHER_EVENTS: gettext_lazy(
        "Events that took place and are neither meetings nor trainings nor elections."
    ),
    FigureKey.PARTICIPATIONS: gettext_lazy(
        "Participants of all events but elections added up, with those who were only counted by "
        "head."
    ),
    FigureKey.PEOPLE: gettext_lazy(
        "Different people who gave their name at events other than elections. Who was only counted "
        "by head is not included."
    ),
    FigureKey.ORGANIZATIONS: gettext_lazy(
        "Different organizations that hosted an event, helped with it, were present, or for which "
        "somebody came."
    ),
    FigureKey.REPRESENTATIVES: gettext_lazy(
        "Different people who came to an event for an organization. Somebody from two "
        "organizations counts once."
    ),
    FigureKey.ISSUES: gettext_lazy(
        "Issues of the bulletin by their date of issue. A corrected edition does not count again, "
        "an issue that was taken back does not count."
    ),
    FigureKey.COPIES: gettext_lazy("Printed bulletins handed out, by the day of handing out."),
    FigureKey.ELECTIONS: gettext_lazy("Elections to the council with a confirmed result."),
    FigureKey.VOTERS: gettext_lazy(
        "Representatives who took a ballot in elections, one for each organization."
    ),
    FigureKey.TURNOUT: gettext_lazy(
        "Organizations that voted as a share of those on the electoral roll."
    ),
    FigureKey.NEW_ENTRIES: gettext_lazy(
        "Organizations whose entry in the directory was first published in the period. An entry "
        "that was deleted does not count."
    ),
    FigureKey.CALLS: gettext_lazy("Funding calls announced in the period."),
    FigureKey.AWARDS: gettext_lazy("Grants decided in the period, as published."),
    FigureKey.GRANTED: gettext_lazy("Sums of the grants decided in the period, as published."),
    FigureKey.COOPERATIONS: gettext_lazy(
        "Joint projects of organizations that lasted on at least one day of the period."
    ),
    FigureKey.SEARCHES: gettext_lazy("Searches in the directory. Who searched is not recorded."),
    FigureKey.DOWNLOADS: gettext_lazy(
        "Times that a PDF of the bulletin was fetched, without search engines and other programs "
        "that say what they are. Who fetched it is not recorded."
    ),
}


#: Nouns that follow a number, for ``npgettext``.
NOUNS = {
    FigureKey.MEETINGS: npgettext_lazy(
        "after a number", "integration meeting", "integration meetings"
    ),
    FigureKey.HOSTS: npgettext_lazy("after a number", "host organization", "host organizations"),
    FigureKey.TRAINING_DAYS: npgettext_lazy(
        "after a number", "day of training", "days of training"
    ),
    FigureKey.TRAINEES: npgettext_lazy("after a number", "person", "people"),
    FigureKey.TRAINING_PARTICIPATIONS: npgettext_lazy(
        "after a number", "participation", "participations"
    ),
    FigureKey.OTHER_EVENTS: npgettext_lazy("after a number", "event", "events"),
    FigureKey.PARTICIPATIONS: npgettext_lazy("after a number", "participation", "participations"),
    FigureKey.PEOPLE: npgettext_lazy("after a number", "person", "people"),
    FigureKey.ORGANIZATIONS: npgettext_lazy("after a number", "organization", "organizations"),
    FigureKey.REPRESENTATIVES: npgettext_lazy(
        "after a number", "representative", "representatives"
    ),
    FigureKey.ISSUES: npgettext_lazy(
        "after a number", "issue of the bulletin", "issues of the bulletin"
    ),
    FigureKey.COPIES: npgettext_lazy("after a number", "copy", "copies"),
    FigureKey.ELECTIONS: npgettext_lazy("after a number", "election", "elections"),
    FigureKey.VOTERS: npgettext_lazy(
        "after a number", "voting representative", "voting representatives"
    ),
    FigureKey.NEW_ENTRIES: npgettext_lazy(
        "after a number", "new organization", "new organizations"
    ),
    FigureKey.CALLS: npgettext_lazy("after a number", "funding call", "funding calls"),
    FigureKey.AWARDS: npgettext_lazy("after a number", "grant", "grants"),
    FigureKey.COOPERATIONS: npgettext_lazy("after a number", "cooperation", "cooperations"),
    FigureKey.SEARCHES: npgettext_lazy("after a number", "search", "searches"),
    FigureKey.DOWNLOADS: npgettext_lazy("after a number", "download", "downloads"),
}


#: Nouns below a large number that stands alone, where the one of a sentence would say too little.
CAPTIONS = {
    FigureKey.TRAINEES: npgettext_lazy(
        "below a number", "person in trainings", "people in trainings"
    ),
    FigureKey.TRAINING_PARTICIPATIONS: npgettext_lazy(
        "below a number", "participation in trainings", "participations in trainings"
    ),
    FigureKey.PARTICIPATIONS: npgettext_lazy(
        "below a number", "participation in events", "participations in events"
    ),
    FigureKey.PEOPLE: npgettext_lazy("below a number", "person at events", "people at events"),
    FigureKey.REPRESENTATIVES: npgettext_lazy(
        "below a number", "representative of organizations", "representatives of organizations"
    ),
}


def number(value: Value) -> str:
    """The figure alone: "1 220", "93,8%", "12 300,00 zł"; "0,00 zł" where nothing was granted."""
    if value is None:
        return str(UNKNOWN)
    if value == ():
        return money(Decimal(0), "PLN")
    if isinstance(value, tuple):
        return _(" and ").join(money(amount, currency) for currency, amount in value)
    if isinstance(value, float):
        return _("%(percent)s%%") % {"percent": number_format(value, 1)}
    return number_format(value, force_grouping=True)


def money(amount: Decimal, currency: str) -> str:
    grouped = number_format(amount, 2, force_grouping=True)
    return f"{grouped}{NBSP}{_('zł') if currency == 'PLN' else currency}"


def amount(text: str) -> str:
    """What a record adds to a figure: "5000.00 PLN" as money, anything else as it is."""
    number_text, _space, currency = text.partition(" ")
    if not (currency.isalpha() and len(currency) == 3):
        return text
    return money(Decimal(number_text), currency)


def noun(key: FigureKey, value: Value) -> str:
    """What was counted, in the form that the number wants; "" where the number says all."""
    return NOUNS[key] % value if isinstance(value, int) and key in NOUNS else ""


def caption(key: FigureKey, value: Value) -> str:
    """What is below a large number."""
    if isinstance(value, int) and key in CAPTIONS:
        return CAPTIONS[key] % value
    return noun(key, value) or str(key.label)


def phrase(key: FigureKey, value: Value) -> str:
    """Number and noun for a sentence: "11 spotkań integracyjnych"."""
    counted = noun(key, value)
    return f"{number(value)}{NBSP}{counted}" if counted else number(value)


def definition(key: FigureKey) -> str:
    return str(FIGURE_DEFINITIONS[key])
