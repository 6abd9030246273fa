"""A filter with many values shows the useful ones and keeps the others behind "more"."""

from wagtail_ngo.services.search.facets import Facet, Value


def facet(*values: Value) -> Facet:
    return Facet("area", "area", "Area", list(values))


def value(name: str, count: int, *, is_selected: bool = False) -> Value:
    return Value(name, name, count, is_selected)


def test_a_short_filter_shows_all_of_its_values():
    short = facet(*[value(str(number), number) for number in range(9)])

    assert [one.name for one in short.prominent] == [str(number) for number in range(9)]
    assert short.folded == []


def test_a_long_filter_shows_the_frequent_values_in_their_own_order():
    long = facet(*[value(str(number), number) for number in range(12)])

    assert [one.name for one in long.prominent] == ["5", "6", "7", "8", "9", "10", "11"]
    assert [one.name for one in long.folded] == ["0", "1", "2", "3", "4"]


def test_a_chosen_value_is_never_folded():
    chosen = [value(f"chosen {number}", 0, is_selected=True) for number in range(8)]
    long = facet(*[value(str(number), 50) for number in range(12)], *chosen)

    assert long.prominent == chosen
    assert len(long.folded) == 12
