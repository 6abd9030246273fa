"""Boxes of a vocabulary under their headings."""

from importlib import import_module

import pytest
from django import forms

from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.editing.term_boxes import TermBoxes
from wagtail_ngo.models import ActivityArea

pytestmark = pytest.mark.django_db


def boxes(queryset):
    class TermsForm(forms.Form):
        areas = forms.ModelMultipleChoiceField(queryset, widget=TermBoxes)

    return str(TermsForm()["areas"])


def places(html, *words):
    return [html.index(word) for word in words]


@pytest.fixture(autouse=True)
def _no_seeds():
    ActivityArea.objects.all().delete()


def test_terms_stand_below_their_heading_and_the_others_at_the_end():
    ActivityAreaFactory(name="Bez nagłówka", sort_order=1)
    ActivityAreaFactory(name="Sport", group="Ruch", sort_order=2)
    ActivityAreaFactory(name="Zdrowie", group="Pomoc", sort_order=3)
    ActivityAreaFactory(name="Turystyka", group="Ruch", sort_order=4)

    html = boxes(ActivityArea.objects.all())

    order = places(html, ">Ruch<", "Sport", "Turystyka", ">Pomoc<", "Zdrowie", "Bez nagłówka")
    assert order == sorted(order)
    assert html.count('type="checkbox"') == 4
    assert html.count('role="group"') == 3


def test_list_without_headings_has_none():
    ActivityAreaFactory(name="Sport")

    html = boxes(ActivityArea.objects.all())

    assert "ngo-terms__heading" not in html
    assert 'role="group"' not in html


@pytest.mark.parametrize(("count", "is_long"), [(12, False), (13, True)])
def test_search_is_for_long_lists(count, is_long):
    for number in range(count):
        ActivityAreaFactory(name=f"Area {number}")

    assert ('type="search"' in boxes(ActivityArea.objects.all())) is is_long


def test_every_box_has_a_label_and_names_are_escaped():
    area = ActivityAreaFactory(name="<b>", group="<i>")

    html = boxes(ActivityArea.objects.all())

    assert html.count('<label for="id_areas_0">') == 1
    assert f'value="{area.pk}"' in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_areas_of_the_act_all_have_a_heading():
    seeds = import_module("wagtail_ngo.migrations.0002_seed_vocabularies")
    codes = [line.split("|")[0] for line in seeds.AREAS.strip().splitlines()]

    grouped = [code for group in seeds.AREA_GROUPS.values() for code in group.split()]

    assert sorted(grouped) == sorted(codes)
