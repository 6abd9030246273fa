"""How often visitors find what they mean, beside plain Wagtail search in the same run."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.search_sets import load_asked, load_fresh, load_named, questions
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import Selection, results, search

pytestmark = [pytest.mark.django_db, pytest.mark.any_version]
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
    "search_fresh_queries.txt": {
        "overall": 0.95,
        "question": 0.9,
        "need": 0.95,
        "synonym": 0.8,
        "voice": 0.9,
        "foreign": 0.9,
        "joined": 0.95,
        "phone": 0.95,
        "short": 0.9,
        "derivation": 0.95,
        "typo in text": 0.95,
        "typo": 0.95,
        "inflected": 0.9,
        "situation": 0.9,
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
    [
        (load_named, "search_queries.txt"),
        (load_asked, "search_asked_queries.txt"),
        (load_fresh, "search_fresh_queries.txt"),
    ],
    ids=["named", "asked", "fresh"],
)
def test_visitors_find_what_they_mean(load, name, capsys):
    directory = load()
    # The third set is asked one way only, so that it stays quick.
    ways = {"ours": ours} if load is load_fresh else {"ours": ours, "plain": plain}
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
    lines = [f"\n{'kind':16}{'queries':>8}" + "".join(f"{way:>8}" for way in means)]
    lines += [
        f"{kind:16}{len(found):8}" + "".join(f"{means[way][kind]:8.2f}" for way in means)
        for kind, found in shares["ours"].items()
    ]
    return "\n".join([*lines, "not among the first five:", *missed])
