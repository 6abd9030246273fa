"""A bulletin, its issues, and funding calls."""

import datetime

import factory
from wagtail.models import Site

from tests.factories.pages import PageFactory
from wagtail_ngo.models import (
    BulletinIndexPage,
    BulletinIssuePage,
    FundingAward,
    FundingCall,
    FundingCallIndexPage,
)

UTC = datetime.UTC


def root_page():
    return Site.objects.get(is_default_site=True).root_page


def block(block_type: str, **value) -> dict:
    """A block of an issue's body, in the form in which the database holds it."""
    return {"type": block_type, "value": value}


def section(heading: str, theme: str = "other") -> dict:
    return block("section", heading=heading, theme=theme, intro="")


class PageBelowFactory(PageFactory):
    """A page below ``parent``; ``default_parent`` makes one when none is given."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or cls.default_parent(), kwargs)

    @staticmethod
    def default_parent():
        return root_page()


class BulletinIndexFactory(PageBelowFactory):
    title = "Biuletyn Informacyjny"
    masthead = "Miesięcznik organizacji pozarządowych"
    publisher = "Centrum Inicjatyw (dane przykładowe)"

    class Meta:
        model = BulletinIndexPage


class BulletinIssueFactory(PageBelowFactory):
    """A live issue without an edition, which nobody sees; ``publish(issue)`` issues it."""

    number = factory.Sequence(lambda n: n % 12 + 1)
    year = factory.Sequence(lambda n: 2017 + n // 12)
    title = factory.LazyAttribute(lambda one: f"Biuletyn {one.number}/{one.year}")
    period_start = factory.LazyAttribute(lambda one: datetime.date(one.year, one.number, 1))
    period_end = factory.LazyAttribute(lambda one: datetime.date(one.year, one.number, 28))
    issue_date = factory.LazyAttribute(lambda one: datetime.date(one.year, one.number, 1))

    class Meta:
        model = BulletinIssuePage

    @staticmethod
    def default_parent():
        return BulletinIndexPage.objects.first() or BulletinIndexFactory()


def publish(issue: BulletinIssuePage) -> BulletinIssuePage:
    """Publish as an editor does: through a revision."""
    issue.save_revision().publish()
    return type(issue).objects.get(pk=issue.pk)


class FundingCallIndexFactory(PageBelowFactory):
    title = "Konkursy"

    class Meta:
        model = FundingCallIndexPage


class FundingCallFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Konkurs przykładowy {n}")
    funder = "Fundacja Przykładowa"
    deadline = datetime.datetime(2017, 11, 30, 15, tzinfo=UTC)

    class Meta:
        model = FundingCall


class FundingAwardFactory(factory.django.DjangoModelFactory):
    call = factory.SubFactory(FundingCallFactory)
    organization_name = factory.Sequence(lambda n: f"Stowarzyszenie Nagrodzone {n}")
    amount = 5000
    decided_on = datetime.date(2017, 12, 15)

    class Meta:
        model = FundingAward
