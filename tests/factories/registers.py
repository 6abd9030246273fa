"""A register that the town loaded, and organizations in it."""

import datetime

import factory
from django.utils import timezone

from wagtail_ngo.models import RegisteredOrganization, RegisterFile


class RegisterFileFactory(factory.django.DjangoModelFactory):
    name = "KRS"
    file_name = "krs.csv"
    as_of = datetime.date(2026, 11, 30)
    loaded_at = factory.LazyFunction(timezone.now)
    digest = "d"

    class Meta:
        model = RegisterFile
        django_get_or_create = ("name",)


class RegisteredOrganizationFactory(factory.django.DjangoModelFactory):
    register = factory.SubFactory(RegisterFileFactory)
    title = "FUNDACJA „ŚCIEŻKA ŻÓŁWIA”"
    legal_form = "FUNDACJA"
    krs = "0000123456"
    nip = "1234563218"
    regon = ""
    seat_street = "UL. DŁUGA 7"
    seat_postcode = "76-200"
    seat_city = "SŁUPSK"
    key = factory.LazyAttribute(lambda row: f"krs {row.krs}")

    class Meta:
        model = RegisteredOrganization
