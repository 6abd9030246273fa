"""An order that is cut into pages without being written down."""

import pytest
from django.utils import timezone

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import ordering, search
from wagtail_ngo.services.search.ordering import Order
from wagtail_ngo.services.search.results import Selection

ORDER = Order([7, 3], [bits.from_flags([1, 5, 70], 80), 0, bits.from_flags([0, 2], 80)])
WRITTEN = [7, 3, 1, 5, 70, 0, 2]


def test_order_is_a_sequence():
    assert (list(ORDER), len(ORDER)) == (WRITTEN, 7)


@pytest.mark.parametrize("start", range(9))
@pytest.mark.parametrize("stop", [0, 1, 2, 3, 5, 7, 20, None])
def test_pages_are_slices(start, stop):
    assert ORDER[start:stop] == WRITTEN[start:stop]


def test_single_places_count_from_either_end():
    assert [ORDER[0], ORDER[4], ORDER[-1]] == [7, 70, 2]
    with pytest.raises(IndexError):
        ORDER[7]


def test_order_within_a_set_keeps_its_order():
    assert list(ORDER.within(bits.from_flags([2, 3, 5], 80))) == [3, 5, 2]


@pytest.mark.django_db
def test_the_first_page_alone_is_that_of_the_whole_order(monkeypatch):
    monkeypatch.setattr(ordering, "_COMPARED", 2)
    directory = NGODirectoryFactory()
    for title in ("Klub A", "Dawny Klub", "Klub Ż", "Sport w klubie", "Klub M", "Azyl"):
        NGOFactory(parent=directory, title=title, lead="" if "lub" in title else "Klub w azylu")
    whole, first = (
        search(directory, None, Selection("klub", only_first=count), now=timezone.now())
        for count in (0, 2)
    )
    titles = [NGOPage.objects.get(pk=pk).title for pk in first.pks(0, 2)]
    assert titles == ["Klub A", "Klub M"]
    assert first.pks(0, 2) == whole.pks(0, 2)
    assert (first.count, sorted(first.pks())) == (whole.count, sorted(whole.pks()))


@pytest.mark.django_db
def test_a_longer_first_page_asks_for_the_whole_order(monkeypatch):
    monkeypatch.setattr(ordering, "_COMPARED", 1)
    directory = NGODirectoryFactory()
    for title in ("Klub A", "Zespół Klubowy", "Azyl"):
        NGOFactory(parent=directory, title=title, lead="Klub" if title == "Azyl" else "")
    orders = [
        search(directory, None, Selection("klub", only_first=count), now=timezone.now()).pks()
        for count in (0, 3)
    ]
    assert orders[0] == orders[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["fundacja", "Fundacji", "stowarzyszenie", "klub", "fundacja klub"]
)
def test_names_with_the_words_come_before_others_whatever_the_word(monkeypatch, text):
    monkeypatch.setattr(ordering, "_COMPARED", 1)
    directory, word = NGODirectoryFactory(), f"{text} „Ryś”"
    titles = ["Azyl", f"{word} Z", "Bór", f"{word} A", f"Nasza {text}", "Cis"]
    for title in titles:
        NGOFactory(
            parent=directory, title=title, lead="" if "asza" in title or word in title else text
        )
    found = search(directory, None, Selection(text), now=timezone.now())
    order = [NGOPage.objects.get(pk=pk).title for pk in found.pks()]
    assert order[3:] == ["Azyl", "Bór", "Cis"]
    assert sorted(order[:3]) == sorted([f"Nasza {text}", f"{word} A", f"{word} Z"])
