"""The groups of a town's editors, with exactly the permissions that their tasks need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from wagtail_ngo.models import (
    ActivityReportPage,
    BulletinIndexPage,
    CouncilPage,
    EventIndexPage,
    FundingCallIndexPage,
    NGODirectoryPage,
    PartnerBoardPage,
    PublicBenefitPage,
)

EDITING = "Redakcja NGO"
MODERATION = "Moderacja NGO"
EVENT_DESK = "Punkt wydarzeń"

#: The pages under which everything of ours is.
TOP_PAGES = (
    NGODirectoryPage,
    EventIndexPage,
    BulletinIndexPage,
    FundingCallIndexPage,
    CouncilPage,
    PartnerBoardPage,
    PublicBenefitPage,
    ActivityReportPage,
)


@dataclass(frozen=True)
class Role:
    """A group: on which pages what may be done, and which rows of which models."""

    name: str
    pages: Mapping[type[Page], tuple[str, ...]]
    # Model of this package → actions: "view", "add", "change", "delete".
    models: Mapping[str, str]
    # Further permissions of this package, by codename.
    others: tuple[str, ...] = ()
    media: tuple[str, ...] = ("add", "choose")
    # A page to begin under, where there is no page of ours yet.
    may_begin: bool = field(default=False)


_EDITED = {
    "changerequest": "view change",
    "missingorganization": "view change",
    "representative": "view add change",
    "cooperation": "view add change",
    "fundingcall": "view add change",
    "fundingaward": "view add change",
    "venue": "view add change",
    "calendarsource": "view",
    "schoolbreak": "view add change delete",
    "searchsynonym": "view add change delete",
    "searchsituation": "view add change delete",
    "searchtranslation": "view add change delete",
    "searchaskingword": "view add change delete",
    "searchalert": "view delete",
    "boardreply": "view",
    "bulletindistribution": "view add change delete",
    "bulletinsubscriber": "view change delete",
    "bouncedaddress": "view delete",
    "outgoingmail": "view change",
    "registration": "view add change",
    "attendance": "view add change",
    "occurrenceclosing": "view add change",
    "councilterm": "view add change",
}
_VOCABULARIES = (
    "activityarea",
    "targetgroup",
    "district",
    "legalform",
    "language",
    "eventkind",
    "cooperationprogramme",
)

ROLES = (
    Role(
        EDITING,
        pages=dict.fromkeys(TOP_PAGES, ("add", "change", "publish")),
        models=_EDITED,
        may_begin=True,
    ),
    Role(
        MODERATION,
        pages=dict.fromkeys(
            TOP_PAGES, ("add", "change", "publish", "bulk_delete", "lock", "unlock")
        ),
        models={
            **dict.fromkeys((*_EDITED, *_VOCABULARIES), "view add change delete"),
            "boardreply": "view",
            "bouncedaddress": "view delete",
            "searchalert": "view delete",
            "ngosettings": "change",
        },
        others=("prepare_election", "issue_ballots", "count_ballots", "validate_count"),
        media=("add", "change", "choose"),
        may_begin=True,
    ),
    Role(
        EVENT_DESK,
        pages={EventIndexPage: ("add", "change")},
        models={
            "venue": "view add change",
            "registration": "view add change",
            "attendance": "view add change",
            "occurrenceclosing": "view add change",
            "bulletindistribution": "view add change",
        },
    ),
)


@transaction.atomic
def set_up(*, parent: Page | None = None) -> list[str]:
    """Make the groups and give them what they lack; what was done, a line each.

    Nothing is taken away: what an administrator added stays. Where there is no page of ours,
    editors may add pages under ``parent``; the grants on pages follow when this runs again.
    """
    done: list[str] = []
    for role in ROLES:
        group, is_new = Group.objects.get_or_create(name=role.name)
        if is_new:
            done.append(f"made the group {role.name}")
        given = _give(group, _model_permissions(role))
        given += _give_pages(group, _pages_of(role, parent))
        given += _give_media(group, role.media)
        done += [f"{role.name}: {line}" for line in given]
    return done


def set_up_page(page: Page) -> None:
    """Give the groups that exist their permissions on a new page of ours."""
    for role in ROLES:
        group = Group.objects.filter(name=role.name).first()
        if group is not None:
            _give_pages(group, _granted(role, [page]))


def _model_permissions(role: Role) -> list[Permission]:
    names = [
        f"{action}_{model}" for model, actions in role.models.items() for action in actions.split()
    ]
    ours = Permission.objects.filter(content_type__app_label="wagtail_ngo")
    permissions = list(ours.filter(codename__in=[*names, *role.others]))
    admin = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    return [*admin, *permissions]


def _give(group: Group, permissions: Iterable[Permission]) -> list[str]:
    owned = set(group.permissions.values_list("pk", flat=True))
    missing = [permission for permission in permissions if permission.pk not in owned]
    group.permissions.add(*missing)
    return [permission.codename for permission in missing]


def _pages_of(role: Role, parent: Page | None) -> list[tuple[Page, str]]:
    grants = [
        grant for model in TOP_PAGES for grant in _granted(role, model.objects.order_by("path"))
    ]
    if parent is not None and role.may_begin and not grants:
        grants = [(parent, "add")]
    return grants


def _granted(role: Role, pages: Iterable[Page]) -> list[tuple[Page, str]]:
    """Pages with each permission that the role has on their kind; a host's own kind is ours."""
    return [
        (page, action)
        for page in pages
        for model, actions in role.pages.items()
        if isinstance(page, model)
        for action in actions
    ]


def _give_pages(group: Group, grants: Iterable[tuple[Page, str]]) -> list[str]:
    given = []
    for page, action in grants:
        permission = Permission.objects.get(
            content_type=ContentType.objects.get_for_model(Page), codename=f"{action}_page"
        )
        _row, is_new = GroupPagePermission.objects.get_or_create(
            group=group, page_id=page.pk, permission=permission
        )
        if is_new:
            given.append(f"{action} pages below “{page.title}”")
    return given


def _give_media(group: Group, actions: Iterable[str]) -> list[str]:
    """Pictures and documents of all collections, in the models in which the host keeps them."""
    root, given = Collection.get_first_root_node(), []
    for model in (get_image_model(), get_document_model()):
        for action in actions:
            codename = f"{action}_{model._meta.model_name}"
            permission = Permission.objects.filter(
                content_type__app_label=model._meta.app_label, codename=codename
            ).first()
            if permission is None:
                continue
            _row, is_new = GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
            if is_new:
                given.append(codename)
    return given
