"""What makes a page type one that a host can extend by a subclass of a few lines."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import get_page_models
from wagtail.utils.decorators import cached_classmethod

from wagtail_ngo.models.slugs import PlainSlug


class SubclassesFit(PlainSlug):
    """A rule about parents and children that names a page type means its subclasses too."""

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls):
        if cls._clean_subpage_models is None:
            cls._clean_subpage_models = with_subclasses(super().clean_subpage_models())
        return cls._clean_subpage_models

    @classmethod
    def clean_parent_page_models(cls):
        if cls._clean_parent_page_models is None:
            cls._clean_parent_page_models = with_subclasses(super().clean_parent_page_models())
        return cls._clean_parent_page_models


class TabbedEditor(models.Model):
    """An editor of several tabs, each of them a list of panels that a subclass may lengthen."""

    #: Names of lists of panels, with the headings of their tabs.
    editor_tabs: list[tuple] = []

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls):  # noqa: N805 -- a class method of Wagtail's making
        tabs = [
            ObjectList(getattr(cls, name), heading=heading)
            for name, heading in cls.editor_tabs
            if getattr(cls, name)
        ]
        handler = getattr(cls, "edit_handler", None)
        handler = handler or TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)


def with_subclasses(types: list[type]) -> list[type]:
    """The types, and after them every page type that extends one of them."""
    extended = [model for model in get_page_models() if issubclass(model, tuple(types))]
    return list(dict.fromkeys([*types, *extended]))
