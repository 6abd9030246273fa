"""What is said before an entry is deleted: what goes with it, and what stays under its name."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.services.usages import entry_usages


def say_what_hangs_on_it(request: HttpRequest, page) -> None:
    """On the page that asks whether to delete."""
    if request.method != "GET":
        return
    page = page.specific_deferred
    if isinstance(page, NGODirectoryPage):
        count = NGOPage.objects.descendant_of(page).count()
        if count:
            text = ngettext(
                "%(count)d entry is deleted with the directory, and all that hangs on it.",
                "%(count)d entries are deleted with the directory, and all that hangs on them.",
                count,
            )
            messages.warning(request, text % {"count": count})
        return
    if not isinstance(page, NGOPage):
        return
    usages = entry_usages(NGOPage.objects.get(pk=page.pk))
    for goes, text in (
        (True, _("Deleted with the entry: %(what)s.")),
        (False, _("Stays under its name: %(what)s.")),
    ):
        rows = [f"{usage.label} ({usage.count})" for usage in usages if usage.goes is goes]
        if rows:
            messages.warning(request, text % {"what": ", ".join(rows)})
    if usages:
        messages.warning(
            request,
            _("An organization that has ended can stay: set its status and unpublish the entry."),
        )
