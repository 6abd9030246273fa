"""What our modeladmin templates need to look like Wagtail's own listings."""

import re
from typing import Any

from django import template
from django.apps import apps
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton
from wagtail_modeladmin.templatetags import modeladmin_tags

register = template.Library()

#: django.contrib.admin's icon for a boolean; without that app installed its picture is missing.
BOOLEAN_ICON = re.compile(r'<img src="[^"]*" alt="(?P<value>True|False|None)"[^>]*>')


@register.simple_tag
def ngo_admin_trail(view, title: str = "") -> list[dict[str, str]]:
    """Breadcrumbs of a modeladmin view: home, its list, and ``title`` on views of one object."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": view.index_url, "label": capfirst(str(view.verbose_name_plural))},
    ]
    return [*trail, {"url": "", "label": title}] if title else trail


@register.simple_tag(takes_context=True)
def ngo_admin_add_buttons(context: Context) -> list[HeaderButton]:
    """The button that adds an object, for those who may."""
    view = context["view"]
    if not context.get("user_can_create"):
        return []
    return [HeaderButton(capfirst(_("Add")), url=view.create_url, icon_name="plus")]


@register.simple_tag
def ngo_admin_cooperations(panel: Any) -> dict[str, Any]:
    """Cooperations of the panel's entry, with links to change and add them where the user may."""
    entry, user = panel.instance, panel.request.user
    model = apps.get_model("wagtail_ngo", "Cooperation")
    may = {
        action: user.has_perm(f"wagtail_ngo.{action}_cooperation") for action in ("add", "change")
    }
    rows = model.objects.of(entry).prefetch_related("partners") if entry.pk else []
    name = "wagtail_ngo_cooperation_modeladmin_{}"
    add_url = reverse(name.format("create")) + f"?organization={entry.pk}"
    return {
        "rows": [
            (row, reverse(name.format("edit"), args=[row.pk]) if may["change"] else "")
            for row in rows
        ],
        "add_url": add_url if may["add"] and entry.pk else "",
    }


@register.simple_tag(takes_context=True)
def ngo_admin_filters(context: Context) -> list[dict[str, Any]]:
    """Each filter with its choices and the label of the one that is on, "" for none."""
    view = context["view"]
    filters = []
    for spec in view.filter_specs:
        choices = list(spec.choices(view))
        # The first choice of every filter of django.contrib.admin is "all".
        active = next((choice for choice in choices[1:] if choice["selected"]), None)
        filters.append(
            {
                "title": spec.title,
                "choices": choices,
                "active": active["display"] if active else "",
                "clear": choices[0]["query_string"] if choices else "",
            }
        )
    return filters


@register.inclusion_tag("modeladmin/wagtail_ngo/result_list.html", takes_context=True)
def ngo_admin_result_list(context: Context) -> Context:
    """The rows as modeladmin computes them, with words where it puts pictures it does not ship."""
    context = modeladmin_tags.result_list(context)
    context["results"] = [[_in_words(cell) for cell in row] for row in context["results"]]
    return context


def _in_words(cell: SafeString) -> SafeString:
    # Each cell is HTML that modeladmin has escaped already; the words are ours.
    return mark_safe(BOOLEAN_ICON.sub(_word, cell))


def _word(icon: re.Match) -> str:
    return {"True": _("Yes"), "False": _("No")}.get(icon["value"], "–")


@register.simple_tag(takes_context=True)
def ngo_admin_hidden_parameters(context: Context) -> list[tuple[str, str]]:
    """Parameters that a new search keeps: filters and order, not the page."""
    view = context["view"]
    dropped = {view.SEARCH_VAR, view.PAGE_VAR}
    return [(name, value) for name, value in view.params.items() if name not in dropped]
