"""Every page of ours in the admin is named in its trail."""

import inspect

import pytest
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.admin import privacy
from wagtail_ngo.admin.bulletin import issues as bulletin
from wagtail_ngo.admin.directory import change_requests, imports
from wagtail_ngo.admin.events import dates as event_dates
from wagtail_ngo.admin.events import imports as event_imports

MODULES = (bulletin, change_requests, event_dates, event_imports, imports, privacy)
OWN = [
    view
    for module in MODULES
    for _name, view in inspect.getmembers(module, inspect.isclass)
    if issubclass(view, WagtailAdminTemplateMixin) and view.__module__ == module.__name__
]


@pytest.mark.parametrize("view", OWN, ids=lambda view: view.__name__)
def test_a_view_says_where_it_is(view):
    stock = WagtailAdminTemplateMixin.get_breadcrumbs_items

    assert view.get_breadcrumbs_items is not stock


@pytest.mark.django_db
def test_the_last_of_the_trail_is_the_title(admin_client):
    NGODirectoryFactory()

    context = admin_client.get(reverse("wagtail_ngo_imports")).context

    labels = [str(item["label"]) for item in context["breadcrumbs_items"]]
    assert labels == ["Home", "Import and export"]
