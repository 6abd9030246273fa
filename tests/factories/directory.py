"""Entries of the directory and the terms they use."""

import factory

from tests.factories.pages import PageFactory
from wagtail_ngo.models import (
    ActivityArea,
    ContactChannel,
    District,
    Language,
    LegalForm,
    NGODirectoryPage,
    NGOPage,
    Representative,
    TargetGroup,
)


class TermFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Term {n}")

    class Meta:
        abstract = True


class ActivityAreaFactory(TermFactory):
    class Meta:
        model = ActivityArea


class TargetGroupFactory(TermFactory):
    class Meta:
        model = TargetGroup


class DistrictFactory(TermFactory):
    class Meta:
        model = District


class LegalFormFactory(TermFactory):
    class Meta:
        model = LegalForm


class LanguageFactory(TermFactory):
    class Meta:
        model = Language


class NGODirectoryFactory(PageFactory):
    title = "Directory"
    parent = None

    class Meta:
        model = NGODirectoryPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or _root_page(), kwargs)


class NGOFactory(PageFactory):
    """A live entry. ``areas=[…]`` and other many-to-many fields may be given."""

    title = factory.Sequence(lambda n: f"Stowarzyszenie Testowe {n}")
    parent = None

    class Meta:
        model = NGOPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        many = {
            name: kwargs.pop(name)
            for name in ("areas", "target_groups", "districts", "languages")
            if name in kwargs
        }
        page = super()._create_instance(model_class, parent or _directory(), kwargs)
        for name, terms in many.items():
            setattr(page, name, terms)
        if many:
            page.save()
        return page


class ContactChannelFactory(factory.django.DjangoModelFactory):
    kind = "email"
    value = factory.Sequence(lambda n: f"kontakt{n}@example.org")

    class Meta:
        model = ContactChannel


class RepresentativeFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Person {n}")
    organization = factory.SubFactory(NGOFactory)

    class Meta:
        model = Representative


def _root_page():
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True).root_page


def _directory():
    return NGODirectoryPage.objects.first() or NGODirectoryFactory()
