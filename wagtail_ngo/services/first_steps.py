"""From an empty site to the first page of each kind."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from wagtail_ngo.models import BulletinIndexPage, EventIndexPage, NGODirectoryPage
from wagtail_ngo.models.slugs import ascii_slug
from wagtail_ngo.services.people import roles

#: By the name in the address of the button.
KINDS: dict[str, type[Page]] = {
    "directory": NGODirectoryPage,
    "calendar": EventIndexPage,
    "bulletin": BulletinIndexPage,
}
_MOST_PARENTS = 50


def titles() -> dict[str, str]:
    return {
        "directory": _("Non-governmental organizations"),
        "calendar": _("Events"),
        "bulletin": _("NGO bulletin"),
    }


def parents(user) -> list[Page]:
    """Pages below which the user may add such a page; the front page of a site first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "add")
    roots = set(Site.objects.values_list("root_page", flat=True))
    ours = tuple(roles.TOP_PAGES)
    children = [
        page
        for page in pages.filter(depth__gt=1, depth__lte=3)
        .order_by("path")[:_MOST_PARENTS]
        .specific()
        if not isinstance(page, ours) and NGODirectoryPage.can_create_at(page)
    ]
    return sorted(children, key=lambda page: page.pk not in roots)


@transaction.atomic
def begin(kind: str, parent: Page, *, user) -> Page:
    """A page of the kind below ``parent``; the one that is there when pressed twice.

    Live where the user may publish it, as the roles may as soon as the page is there.
    """
    model = KINDS[kind]
    # Two presses at once wait for each other here.
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    existing = model.objects.child_of(parent).first()
    if existing is not None:
        return existing
    title = titles()[kind]
    page = model(title=title, slug=_free_slug(parent, title), owner=user, locale=parent.locale)
    page.live, page.has_unpublished_changes = False, True
    parent.add_child(instance=page)
    roles.set_up_page(page)
    # Permissions are kept with the user object: ask those that were just given.
    user = get_user_model().objects.get(pk=user.pk)
    revision = page.save_revision(user=user, log_action=True)
    if page.permissions_for_user(user).can_publish():
        revision.publish(user=user)
        page.refresh_from_db()
    return page


def _free_slug(parent: Page, title: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug = ascii_slug(title) or "ngo"
    names = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
