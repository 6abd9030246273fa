"""Cooperations, the partner board, and the page of the 1.5 per cent."""

import datetime

import factory

from tests.factories.bulletin import PageBelowFactory
from tests.factories.directory import NGOFactory
from wagtail_ngo.models import (
    Cooperation,
    CooperationPartner,
    Need,
    Offer,
    PartnerBoardPage,
    PublicBenefitPage,
)


class CooperationFactory(factory.django.DjangoModelFactory):
    """``partners`` are entries, or names of partners from outside; the first one leads."""

    title = factory.Sequence(lambda n: f"Wspólne działanie {n}")
    started_on = datetime.date(2026, 3, 1)

    class Meta:
        model = Cooperation
        skip_postgeneration_save = True

    @factory.post_generation
    def partners(self, create, partners, **kwargs):
        for order, partner in enumerate(partners or []):
            named = {"name": partner} if isinstance(partner, str) else {"organization": partner}
            CooperationPartner.objects.create(
                cooperation=self, sort_order=order, is_lead=order == 0, **named
            )


class OfferFactory(factory.django.DjangoModelFactory):
    kind = "rooms"
    text = factory.Sequence(lambda n: f"Sala nr {n}")
    organization = factory.SubFactory(NGOFactory)

    class Meta:
        model = Offer


class NeedFactory(factory.django.DjangoModelFactory):
    kind = "volunteers"
    text = factory.Sequence(lambda n: f"Zadanie nr {n}")
    organization = factory.SubFactory(NGOFactory)

    class Meta:
        model = Need


class PartnerBoardFactory(PageBelowFactory):
    title = "Giełda partnerstw"
    slug = "gielda"

    class Meta:
        model = PartnerBoardPage


class PublicBenefitFactory(PageBelowFactory):
    title = "1,5 procent"
    slug = "poltora"

    class Meta:
        model = PublicBenefitPage
