"""What is said before a page with a history is deleted, and how its dates appear in the log."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_ngo.models import Occurrence


def say_what_stays(request: HttpRequest, page) -> None:
    """On the page that asks whether to delete: how much of its history stays in the figures."""
    if request.method != "GET":
        return
    below = Occurrence.objects.filter(page__path__startswith=page.path)
    dates = below.filter(closed_at__isnull=False).count()
    records = sum(below.values_list("record_count", flat=True))
    if dates:
        messages.warning(
            request,
            ngettext(
                "%(count)s date that was closed stays in the yearly figures.",
                "%(count)s dates that were closed stay in the yearly figures.",
                dates,
            )
            % {"count": dates},
        )
    if records:
        messages.warning(
            request,
            ngettext(
                "%(count)s registration stays in the figures. Whoever still expects to come "
                "is told by e-mail. Unpublishing would be enough to hide the event.",
                "%(count)s registrations stay in the figures. Whoever still expects to come "
                "is told by e-mail. Unpublishing would be enough to hide the event.",
                records,
            )
            % {"count": records},
        )


def register_log_actions(actions) -> None:
    actions.register_action("wagtail_ngo.close_date", _("Close a date"), _("Date closed"))
    actions.register_action(
        "wagtail_ngo.reopen_date", _("Open a date again"), _("Date opened again")
    )
    actions.register_action(
        "wagtail_ngo.set_capacity", _("Change the seats of a date"), _("Seats changed")
    )
    actions.register_action(
        "wagtail_ngo.split_event",
        _("End a series and go on in another event"),
        _("Series went on in another event"),
    )
