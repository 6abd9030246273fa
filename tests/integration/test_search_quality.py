"""How often visitors find what they mean, beside plain Wagtail search in the same run."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.search_sets import load_asked, load_named, questions
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import Selection, results, search

pytestmark = pytest.mark.django_db
# The least share of what is meant that must be among the first five.
LEAST = {
    "search_queries.txt": {
        "overall": 0.97,
        "inflected": 0.97,
        "no diacritics": 0.97,
        "beginning": 0.97,
        "typo": 0.95,
        "synonym": 0.9,
        "nonsense": 1,
    },
    "search_asked_queries.txt": {
        "overall": 0.9,
        "question": 0.8,
        "voice": 0.85,
        "need": 0.9,
        "foreign": 0.8,
        "joined": 0.85,
        "typo in text": 0.85,
        "phone": 0.95,
        "derivation": 0.85,
        "short": 0.95,
        "real word": 1,
        "nonsense": 1,
    },
}


def ours(directory, query: str) -> list[str]:
    request = RequestFactory().get("/")
    found = search(directory, request, Selection(text=query), now=timezone.now())
    entry = results.entry_with_number(directory, request, found.query.number)
    if entry:
        return [entry.title]
    pages = NGOPage.objects.in_bulk(found.pks(0, 5))
    return [pages[pk].title for pk in found.pks(0, 5)]


def plain(directory, query: str) -> list[str]:
    try:
        return [page.title for page in NGOPage.objects.live().search(query)[:5]]
    except Exception:  # plain search fails on some signs: that counts as nothing
        return []


@pytest.mark.parametrize(
    ("load", "name"),
    [(load_named, "search_queries.txt"), (load_asked, "search_asked_queries.txt")],
    ids=["named", "asked"],
)
def test_visitors_find_what_they_mean(load, name, capsys):
    directory = load()
    ways = {"ours": ours, "plain": plain}
    shares: dict[str, dict[str, list[float]]] = {way: defaultdict(list) for way in ways}
    missed = []
    for question in questions(name):
        for way, ask in ways.items():
            found = ask(directory, question.text)
            share = question.recall(found)
            shares[way][question.kind].append(share)
            if question.meant:
                shares[way]["overall"].append(share)
            if way == "ours" and share < 1:
                missed.append(f"{question.kind}: {question.text} -> {found}")
    means = {
        way: {kind: sum(found) / len(found) for kind, found in kinds.items()}
        for way, kinds in shares.items()
    }
    with capsys.disabled():
        print(report(shares, means, missed))  # noqa: T201 -- the table is the point
    assert {kind: means["ours"][kind] >= least for kind, least in LEAST[name].items()} == (
        dict.fromkeys(LEAST[name], True)
    )


def report(shares, means, missed: list[str]) -> str:
    lines = [f"\n{'kind':16}{'queries':>8}{'ours':>8}{'plain':>8}"]
    lines += [
        f"{kind:16}{len(found):8}{means['ours'][kind]:8.2f}{means['plain'][kind]:8.2f}"
        for kind, found in shares["ours"].items()
    ]
    return "\n".join([*lines, "not among the first five:", *missed])
