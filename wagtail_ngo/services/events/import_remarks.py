"""What an import of calendar files says, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_ngo.domain.events.ical_import_values import Remark

REFUSALS = {
    "size": gettext_lazy("The file is larger than %(megabytes)s MB."),
    "events": gettext_lazy("The file has more than %(limit)s events."),
    "format": gettext_lazy("This is not a calendar file (iCalendar)."),
    "xml": gettext_lazy("The export cannot be read: it is no whole XML."),
    "files": gettext_lazy("These are more than %(limit)s files."),
    "failed": gettext_lazy("The file could not be read. Nothing of it was taken."),
}
REMARKS = {
    "tasks": gettext_lazy("A task was left out."),
    "journals": gettext_lazy("A journal entry was left out."),
    "busy": gettext_lazy("Busy times were left out."),
    "attendees": gettext_lazy("The list of participants was left out."),
    "attachments": gettext_lazy("Attached files were left out: nothing is fetched."),
    "exrule": gettext_lazy("A rule of exceptions (EXRULE) was not understood."),
    "alarms": gettext_lazy("Reminders were left out."),
    "tentative": gettext_lazy("The event is tentative. Ask before you publish it."),
    "posts": gettext_lazy("Posts and pages without the date of an event were left out."),
    "private": gettext_lazy("The event is marked as private and was left out."),
    "damaged": gettext_lazy("The file breaks off in this event. It was left out."),
    "double": gettext_lazy("The event is there twice. The newer one was taken."),
    "same_uid": gettext_lazy("Several events have the same identifier. All were taken."),
    "no_series": gettext_lazy("A change to one date without its series was left out."),
    "no_start": gettext_lazy("There is no date."),
    "unreadable_start": gettext_lazy("The date cannot be read. The event was left out."),
    "unreadable_end": gettext_lazy("The end cannot be read. The event has none."),
    "unreadable": gettext_lazy("A value cannot be read and was left out."),
    "unreadable_event": gettext_lazy("The event cannot be read and was left out."),
    "line": gettext_lazy("A line cannot be read and was left out."),
    "letters": gettext_lazy("The letters of the file were guessed. Check this text."),
    "mixed": gettext_lazy("Start and end name different kinds of time. Check the hours."),
    "early_end": gettext_lazy("The end lies before the start. The event has none."),
    "clock_change": gettext_lazy("Clocks change during the first date. Check the end."),
    "zone": gettext_lazy("The time zone is not known. Check the hours."),
    "utc_series": gettext_lazy(
        "The source gives the hours in UTC. All dates have the hour of the first one. Check the "
        "hours in summer."
    ),
    "address": gettext_lazy("The address does not lead to a web page and was left out."),
    "rule": gettext_lazy("The repeat rule cannot be kept. Only the first date was taken."),
    "rule_differs": gettext_lazy("Programs read this repeat rule differently. Check the dates."),
    "listed": gettext_lazy("No repeat rule says these dates here. They are listed one by one."),
    "start_off_rule": gettext_lazy("The first date does not follow the repeat rule. Check it."),
    "exdate_hour": gettext_lazy("There is no date at the hour that is left out."),
    "orphan": gettext_lazy("A change names a date that the series does not have. It was added."),
    "cancelled_extra": gettext_lazy("An extra whole day that is cancelled was left out."),
    "changes": gettext_lazy("There are more changes to single dates than can be kept."),
    "split": gettext_lazy(
        "All dates from this one on were changed. They are an event of their own."
    ),
    "this_and_future": gettext_lazy("A change to “this and all later dates” was left out."),
    "cancelled_series": gettext_lazy("The whole series is cancelled. Do not publish it."),
    "venue": gettext_lazy("The place is not among the venues. It is named in the text."),
    "kind": gettext_lazy("The category is not a kind of event here."),
    "invalid": gettext_lazy("The event was left out."),
    "failed": gettext_lazy("The event could not be written and was left out."),
    "conflict": gettext_lazy(
        "Changed at the source and here. What was written here was kept; decide in the event under "
        "“Changes at the source”."
    ),
    "other_source": gettext_lazy(
        "The event is known here from elsewhere, or was written here. It was left as it is."
    ),
    "vanished": gettext_lazy("The event is no longer in the file. Nothing was deleted."),
}


def sentence(remark: Remark) -> str:
    """What was wrong, with the value and the line where there is one."""
    text = str(REMARKS[remark.code])
    if remark.detail:
        text = f"{text} ({remark.detail})"
    if remark.line:
        text = _("Line %(number)s: %(text)s") % {"number": remark.line, "text": text}
    return text
