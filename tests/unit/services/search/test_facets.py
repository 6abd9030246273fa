"""Filters beside the results: values within one widen, different ones narrow."""

from wagtail_ngo.services.search.facets import Facet, Source, Value, apply_filters

ALL = 0b111111
AREA = Source("area", "area", "Areas", {"a": 0b000111, "b": 0b001100}, {"a": "A", "b": "B"})
PLACE = Source("place", "district", "Places", {"x": 0b010101, "y": 0b000010}, {"x": "X", "y": "Y"})


def counted(chosen, base=ALL):
    """The entries that pass, and of each filter value → its count."""
    left, facets = apply_filters(base, [AREA, PLACE], chosen)
    return left, {
        facet.name: {value.value: value.count for value in facet.values} for facet in facets
    }


def test_without_a_choice_every_value_counts_all_of_its_entries():
    assert counted({}) == (ALL, {"area": {"a": 3, "b": 2}, "place": {"x": 3, "y": 1}})
    assert counted({}, 0b000110) == (
        0b000110,
        {"area": {"a": 2, "b": 1}, "place": {"x": 1, "y": 1}},
    )


def test_a_choice_narrows_the_others_and_not_its_own_filter():
    assert counted({"area": ["b"]}) == (0b001100, {"area": {"a": 3, "b": 2}, "place": {"x": 1}})


def test_values_of_one_filter_widen_and_two_filters_narrow():
    assert counted({"area": ["a", "b"]})[0] == 0b001111
    assert counted({"area": ["b"], "place": ["x"]}) == (
        0b000100,
        {"area": {"a": 2, "b": 1}, "place": {"x": 1}},
    )


def test_a_chosen_value_is_shown_also_without_entries():
    left, (area, place) = apply_filters(ALL, [AREA, PLACE], {"area": ["b"], "place": ["y"]})

    assert left == 0
    assert place.values == [
        Value("x", "X", 1, is_selected=False),
        Value("y", "Y", 0, is_selected=True),
    ]
    assert [value.value for value in area.selected] == ["b"]


def test_a_value_that_nobody_knows_chooses_nothing():
    assert counted({"area": ["unknown"]}) == counted({})
    assert counted({"area": ["unknown", "b"]}) == counted({"area": ["b"]})


def facet(counts: list[int], selected=()) -> Facet:
    values = [
        Value(str(number), "", count, number in selected) for number, count in enumerate(counts)
    ]
    return Facet("area", "area", "Areas", values)


def test_a_filter_of_nine_values_is_seen_whole():
    whole = facet([1] * 9)

    assert (whole.prominent, whole.folded) == (whole.values, [])


def test_of_ten_values_the_seven_most_frequent_are_seen_in_their_own_order():
    long = facet([1, 9, 2, 8, 3, 7, 6, 5, 4, 10])

    assert [value.count for value in long.prominent] == [9, 8, 7, 6, 5, 4, 10]
    assert [value.count for value in long.folded] == [1, 2, 3]


def test_what_is_chosen_is_always_seen():
    one = facet([1, 9, 2, 8, 3, 7, 6, 5, 4, 10], selected=[0])
    assert [value.count for value in one.prominent] == [1, 9, 8, 7, 6, 5, 10]
    many = facet([1] * 10, selected=range(8))
    assert [value.value for value in many.prominent] == list("01234567")
    assert [value.value for value in many.folded] == ["8", "9"]
