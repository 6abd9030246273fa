"""What every page of the admin about one election shares: who may, which election, where from."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_ngo.models import CouncilElectionPage

PREPARE = "wagtail_ngo.prepare_election"
ISSUE = "wagtail_ngo.issue_ballots"
COUNT = "wagtail_ngo.count_ballots"
VALIDATE = "wagtail_ngo.validate_count"
EVERY = (PREPARE, ISSUE, COUNT, VALIDATE)


def may(user, *permissions: str) -> bool:
    """Whether the user has one of these permissions."""
    return any(user.has_perm(name) for name in permissions)


def get_election(request, pk: int, *permissions: str) -> CouncilElectionPage:
    """The election as it is stored, for those who may; 403 for others, 404 where there is none."""
    if not may(request.user, *permissions):
        raise PermissionDenied
    return get_object_or_404(CouncilElectionPage, pk=pk)


def permissions():
    """The permissions of elections, for the page of groups."""
    names = [name.partition(".")[2] for name in EVERY]
    return Permission.objects.filter(content_type__app_label="wagtail_ngo", codename__in=names)


class ElectionView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about one election. ``permissions``: one of them is enough."""

    permissions: tuple[str, ...] = EVERY
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        self.election = get_election(request, kwargs["pk"], *self.permissions)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def hub_url(self) -> str:
        return reverse("wagtail_ngo_election", args=[self.election.pk])

    def address(self, name: str, *args) -> str:
        return reverse(f"wagtail_ngo_election_{name}", args=[self.election.pk, *args])

    def get_page_subtitle(self):
        return self.election.title

    def get_breadcrumbs_items(self):
        return [
            {"url": self.hub_url, "label": self.election.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = {
            "election": self.election,
            "hub_url": self.hub_url,
            "may_prepare": may(user, PREPARE),
            "may_issue": may(user, ISSUE),
            "may_count": may(user, COUNT),
            "may_validate": may(user, VALIDATE),
        }
        return super().get_context_data(**context | kwargs)


def words(error) -> str:
    """What an exception of a service says, as one text."""
    messages = getattr(error, "messages", None)
    return (
        " ".join(str(message) for message in messages)
        if messages
        else str(error) or _("Not possible.")
    )
