import pytest

from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.ranking import STEPS, WEIGHTS, Candidate, Ranking, score
from wagtail_ngo.domain.search.terms import read_query

PL = Polish()


def ranked(query: str, *candidates: Candidate) -> list[str]:
    read = read_query(query, PL)
    return [
        candidate.name for candidate in sorted(candidates, key=lambda each: -score(each, read, PL))
    ]


def entry(name: str, **kwargs) -> Candidate:
    return Candidate(name=name, sort_name=name, **kwargs)


def test_score_follows_the_order_of_places():
    order = ranked(
        "sport",
        entry("F", lead="Nic"),
        entry("E", lead="Sport dla dzieci"),
        entry("D", term_keys={"sport"}),
        entry("D2", area_keys={"sport"}),
        entry("C", other_names=["Sport Plus"]),
        entry("Klub B Sport"),
        entry("Sport i kultura"),
        entry("Sport"),
    )
    assert order == ["Sport", "Sport i kultura", "Klub B Sport", "C", "D2", "D", "E", "F"]


def test_each_step_outweighs_all_below_it_together():
    weights = [WEIGHTS[step] for step in STEPS]
    assert [weight > sum(weights[place + 1 :]) for place, weight in enumerate(weights)] == [
        True
    ] * len(weights)


def test_area_group_and_own_words_add_up():
    order = ranked(
        "rybacy",
        entry("B", term_keys={PL.key("rybacy")}, lead="Dla rybaków"),
        entry("A", area_keys={PL.key("rybacy")}),
        entry("C", area_keys={PL.key("rybacy")}, term_keys={PL.key("rybacy")}),
    )
    assert order == ["C", "A", "B"]


def test_what_stands_for_a_word_counts_as_the_word_but_less():
    query = read_query("futbol", PL)
    ball, runs = PL.key("pilka"), PL.key("biegi")
    meanings = [[(1.0, (PL.key("futbol"),)), (0.9, (ball,)), (0.7, (runs,))]]
    names = ["Biegi", "Piłka", "Klub", "Futbol"]
    scores = {name: score(entry(name), query, PL, meanings) for name in names}
    assert sorted(names, key=lambda name: -scores[name]) == ["Futbol", "Piłka", "Biegi", "Klub"]


def test_inactive_entry_sinks_below_every_active_one():
    assert ranked("zryw", entry("Zryw", is_active=False), entry("Inny", lead="Zryw")) == [
        "Inny",
        "Zryw",
    ]


def test_overdue_entry_sinks_below_its_equals():
    assert ranked("klub", entry("Klub Ab", is_overdue=True), entry("Klub Cd")) == [
        "Klub Cd",
        "Klub Ab",
    ]


def test_acronym_outranks_words_of_the_lead():
    assert ranked("pzn", entry("Koło", lead="PZN"), entry("Polski Związek Niewidomych"))[0] == (
        "Polski Związek Niewidomych"
    )


def test_a_step_is_reached_by_the_share_of_the_words_that_are_there():
    meanings = [[(1.0, ("a",))], [(0.5, ("c", "d")), (1.0, ("b",))]]
    ranking = Ranking(read_query("a b", PL), PL, meanings)

    for keys, share in (("a", 0.5), ("ab", 1.0), ("cd", 0.25), ("acd", 0.75), ("c", 0), ("", 0)):
        assert ranking._share(set(keys)) == share, keys
    assert Ranking(read_query("", PL), PL)._share({"a"}) == 0


def test_half_of_the_words_in_a_higher_place_weigh_less_than_all_of_them():
    half, whole = entry("Klub psy"), entry("Klub psy koty")
    words = read_query("psy koty", PL)
    places = {"words of the name", "same form in the name", "longer words in the name"}

    more = score(whole, words, PL) - score(half, words, PL)
    few = WEIGHTS["few other words in the name"] * (2 / 3 - 1 / 2)
    assert more == pytest.approx(sum(WEIGHTS[step] for step in places) / 2 + few)
