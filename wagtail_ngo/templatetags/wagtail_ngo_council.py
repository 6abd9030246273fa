"""What templates ask for about elections."""

from django import template
from django.apps import apps
from django.template import Context
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def ngo_event_elections(context: Context) -> list[Page]:
    """Elections whose voting is this event and which the visitor may see."""
    page = context.get("page")
    if not getattr(page, "pk", None):
        return []
    elections = apps.get_model("wagtail_ngo", "CouncilElectionPage").objects
    return list(elections.visible_to(context.get("request")).filter(event=page.pk))
